import { describe, expect, it } from "vitest";
import cases from "../../tests/examples/decide-plays.json";
import { type Answer, apply } from "../src/kinds/decide/answer";
import { gauges, roundHalfEven, start, strategyPath } from "../src/kinds/decide/play";
import type { Spec } from "../src/kit/types";

// The kernel's rule is tested against the same file: tests/unit/test_decide.py.
const specOf = (name: keyof typeof cases): Spec => {
  const { settings, rules } = cases[name];
  const items = rules.turns.map((turn, n) => ({
    id: `turn-${n}`,
    options: Object.keys(turn).map((id) => ({ id, label: id })),
  }));
  return { settings, rules, items } as unknown as Spec;
};
const kisima = specOf("kisima");
const pure = (strategy: string) => strategyPath(kisima, strategy);
const ends = (strategy: string) => Object.values(gauges(kisima, pure(strategy)).at(-1) ?? {});

describe("the gauges", () => {
  it.each(Object.keys(cases) as (keyof typeof cases)[])("move as in the kernel: %s", (name) => {
    for (const { path, states } of cases[name].plays) {
      expect(gauges(specOf(name), path).map((state) => Object.values(state))).toEqual(states);
    }
  });

  it("end at the published figures for the pure strategies", () => {
    expect(ends("lead")).toEqual([87, 24, 83, 31]);
    expect(ends("manage")).toEqual([35, 98, 7, 23]);
    expect(ends("mixed")).toEqual([75, 81, 78, 92]);
  });

  it("round halves to the even neighbour", () => {
    const values = [-2.5, -1.5, -0.6, -0.5, 0.5, 1.4, 1.5, 2.5, 2.6];
    expect(values.map((value) => roundHalfEven(value) + 0)).toEqual([-2, -2, -1, 0, 0, 1, 2, 2, 3]);
  });

  it("start where the exercise says, and pass over what comes after an unknown option", () => {
    expect(Object.values(start(kisima))).toEqual([40, 40, 40, 40]);
    expect(gauges(kisima, ["gather-everyone", "gone", "a-part-to-run"])).toHaveLength(1);
    expect(strategyPath(kisima, "nobody")).toEqual([]);
  });
});

describe("the answer", () => {
  const whole = pure("lead");
  const empty: Answer = { path: [], earlier: [] };
  const done: Answer = { path: whole, earlier: [] };

  it("takes a path as it is, also a shorter one", () => {
    expect(apply(kisima, empty, { path: whole.slice(0, 2) }).path).toEqual(whole.slice(0, 2));
    expect(apply(kisima, done, { path: whole.slice(0, 5) }).path).toHaveLength(5);
  });

  it("keeps the last three finished paths when playing again", () => {
    const after = ["lead", "manage", "mixed", "lead"].reduce(
      (answer, strategy) =>
        apply(kisima, apply(kisima, answer, { path: pure(strategy) }), { replay: true }),
      empty,
    );
    expect(after).toEqual({ path: [], earlier: ["manage", "mixed", "lead"].map(pure) });
    expect(apply(kisima, after, { path: whole, earlier: [] })).toEqual(done);
    expect(apply(kisima, after, { reset: true })).toEqual(empty);
  });

  it("keeps no unfinished path as an earlier one", () => {
    const half = { path: whole.slice(0, 3), earlier: [] };
    expect(apply(kisima, half, { replay: true })).toEqual(half);
  });

  it("passes over a path that does not exist", () => {
    const junk = [["nowhere"], [...whole, "more"], [whole[1]], [null], "text", 7, null, {}];
    for (const path of junk) {
      expect(apply(kisima, done, { path })).toEqual(done);
      expect(apply(kisima, done, { earlier: [path] })).toEqual(done);
    }
  });
});
