import { describe, expect, it } from "vitest";
// The kernel counts the same examples: tests/unit/test_scale.py.
import counted from "../../tests/examples/scale-results.json";
import { type Answer, apply, leftIn } from "../src/kinds/scale/answer";
import { movesOf, results } from "../src/kinds/scale/results";
import { signed } from "../src/kinds/scale/work";
import type { Spec } from "../src/kit/types";

const made = (items: string[], settings: object) =>
  ({ items: items.map((id) => ({ id, text: id })), options: [], settings }) as unknown as Spec;
const passes = [
  { id: "me", label: "I today", prompt: "" },
  { id: "team", label: "My team", prompt: "" },
];
const five = made(["a", "b", "c"], { range: "five", not_applicable: true, passes });
const line = made(["a", "b", "c"], { range: "agreement", not_applicable: false, passes });
const empty: Answer = { passes: {} };

describe("the changes that are sent", () => {
  it("rate an item in one pass, and take the rating back", () => {
    const rated = apply(five, empty, { pass: "me", item: "a", value: 4 });
    expect(rated).toEqual({ passes: { me: { a: 4 } } });
    expect(leftIn(five, rated, "me")).toBe(2);
    expect(leftIn(five, rated, "team")).toBe(3);
    expect(apply(five, rated, { pass: "me", item: "a", value: null })).toEqual(empty);
  });

  it.each([6, 0, 3.5, true, NaN, Infinity, "3", "", [3], { value: 3 }])(
    "pass over what is none of the five: %s",
    (value) => {
      const before = { passes: { me: { a: 4 } } };
      expect(apply(five, before, { pass: "me", item: "a", value })).toEqual(before);
      expect(apply(five, empty, { passes: { me: { a: value } } })).toEqual(empty);
    },
  );

  it.each([-101, 101, 0.5, true, NaN, "40", "na"])(
    "pass over what is off the line: %s",
    (value) => {
      expect(apply(line, empty, { pass: "me", item: "a", value })).toEqual(empty);
    },
  );

  it("know both ends of the line, and its middle", () => {
    for (const value of [-100, 0, 100]) {
      const after = apply(line, empty, { pass: "team", item: "b", value });
      expect(after.passes.team).toEqual({ b: value });
    }
  });

  it("pass over items and passes that do not exist", () => {
    expect(apply(five, empty, { pass: "me", item: "x", value: 3 })).toEqual(empty);
    expect(apply(five, empty, { pass: "x", item: "a", value: 3 })).toEqual(empty);
    expect(apply(five, empty, { pass: "x", reset: true })).toEqual(empty);
    expect(apply(five, empty, { passes: { x: { a: 3 }, me: { x: 3 } } })).toEqual(empty);
    expect(apply(five, empty, {})).toEqual(empty);
  });

  it("clear one pass, and bring it back", () => {
    const before: Answer = { passes: { me: { a: 4, b: "na" }, team: { a: 2 } } };
    const cleared = apply(five, before, { reset: true, pass: "me" });
    expect(cleared).toEqual({ passes: { team: { a: 2 } } });
    expect(apply(five, cleared, { passes: { me: before.passes.me } })).toEqual(before);
    expect(apply(five, before, { reset: true })).toEqual(empty);
  });
});

describe("what ratings come to", () => {
  const spec = made(Object.keys(counted.settings.group_of), counted.settings);

  it.each(counted.examples)("$what", (example) => {
    const found = results(spec, { passes: { first: example.ratings as never } }, "first");
    const close = (value: number | null) => (value === null ? null : expect.closeTo(value, 9));
    expect(found).toEqual({
      means: Object.fromEntries(
        Object.entries(example.means).map(([group, mean]) => [group, close(mean)]),
      ),
      lead: close(example.lead),
      manage: close(example.manage),
      balance: close(example.balance),
      toWorkOn: example.to_work_on,
      even: example.even,
    });
  });
});

describe("what differs between two passes", () => {
  it("is said once both are complete, the largest difference first", () => {
    const before = { a: -40, b: 10, c: 0 };
    expect(movesOf(line, { passes: { me: before, team: { a: 20, b: 90 } } })).toBeNull();
    expect(movesOf(line, { passes: { me: before, team: { a: 20, b: 90, c: 0 } } })).toEqual({
      from: "I today",
      to: "My team",
      moves: [
        { item: "b", from: 10, to: 90 },
        { item: "a", from: -40, to: 20 },
      ],
    });
  });

  it("leaves out what does not apply", () => {
    const answer: Answer = {
      passes: { me: { a: "na", b: 1, c: 2 }, team: { a: 5, b: "na", c: 2 } },
    };
    expect(movesOf(five, answer)?.moves).toEqual([]);
  });
});

it("writes a real minus sign", () => {
  expect([-40, 0, 5].map(signed)).toEqual(["−40", "0", "5"]);
});
