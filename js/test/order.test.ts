import { describe, expect, it } from "vitest";
import {
  apply,
  arranged,
  EMPTY,
  judge,
  listOf,
  numbersOf,
  oneOrder,
  put,
} from "../src/kinds/order/answer";
import type { Spec } from "../src/kit/types";

const phased = {
  settings: {},
  options: [
    { id: "before", label: "Before" },
    { id: "day", label: "Day" },
  ],
  items: ["aim", "date", "open", "count"].map((id) => ({ id, text: id })),
  start: [3, 1, 0, 2],
  table: ["md", "md", "dm", "dm"].map((verdicts) => ({ verdicts, why: "", sources: 0 })),
  rules: { before: [[], [0], [], [2]] },
} as unknown as Spec;
const plain = {
  ...phased,
  options: [],
  table: Array.from({ length: 4 }, () => ({ why: "", sources: 0 })),
  rules: { before: [[], [0], [0, 1], [0, 1, 2]] },
} as unknown as Spec;

describe("where the steps stand", () => {
  it("starts in the participant's own order, and new steps come last", () => {
    expect(arranged(plain, EMPTY)).toEqual(["count", "date", "aim", "open"]);
    expect(arranged(plain, { ...EMPTY, order: ["open", "aim"] })).toEqual([
      "open",
      "aim",
      "count",
      "date",
    ]);
  });

  it("moves a step before another one, or to the end of its list", () => {
    expect(put(plain, EMPTY, "open", null, 0).order).toEqual(["open", "count", "date", "aim"]);
    expect(put(plain, EMPTY, "count", null, 3).order).toEqual(["date", "aim", "open", "count"]);
    const placed = put(phased, put(phased, EMPTY, "date", "before", null), "aim", "before", 0);
    expect(listOf(phased, placed, "before")).toEqual(["aim", "date"]);
    expect(listOf(phased, placed, null)).toEqual(["count", "open"]);
    expect(listOf(phased, put(phased, placed, "aim", null, null), "before")).toEqual(["date"]);
  });

  it("makes of a change what the kernel makes of it", () => {
    const next = put(phased, EMPTY, "open", "day", null);
    const delta = { item: "open", phase: "day", order: numbersOf(phased, next.order) };
    expect(apply(phased, EMPTY, delta)).toEqual(next);
    expect(apply(phased, next, { reset: true })).toEqual(EMPTY);
    expect(apply(phased, next, { checked: true }).checked).toBe(true);
    expect(apply(phased, next, { item: "open", phase: null }).phases).toEqual({});
  });
});

describe("what is right about them", () => {
  it("finds one order that the key accepts", () => {
    expect(oneOrder(plain)).toEqual(["aim", "date", "open", "count"]);
    const found = judge(plain, { ...EMPTY, order: oneOrder(plain) });
    expect([found.right, found.pairs]).toEqual([6, 6]);
  });

  it("names only the nearest step that is missing before another one", () => {
    const found = judge(plain, { ...EMPTY, order: ["count", "aim", "date", "open"] });
    expect(found.items.count).toEqual({
      verdict: "differ",
      placed: true,
      early: [],
      late: ["open"],
    });
    expect(found.items.open?.verdict).toBe("match");
    expect(found.right).toBe(3);
  });

  it("tells the one step that stands wrong, and not those that stand around it", () => {
    const found = judge(plain, { ...EMPTY, order: ["date", "open", "count", "aim"] });
    expect(found.items.aim).toEqual({ verdict: "differ", placed: true, early: ["date"], late: [] });
    for (const id of ["date", "open", "count"]) expect(found.items[id]?.verdict).toBe("match");
  });

  it("gives a phase its part of the credit, and nothing to a step without one", () => {
    const phases = { aim: "before", date: "day", count: "day" };
    const found = judge(phased, { ...EMPTY, order: ["date", "aim", "count", "open"], phases });
    expect(found.items.aim?.verdict).toBe("match");
    expect(found.items.date).toEqual({ verdict: "partly", placed: false, early: [], late: [] });
    // A step that waits for one without a place is not blamed for it.
    expect(found.items.count?.verdict).toBe("match");
    expect(found.items.open).toBeUndefined();
  });
});
