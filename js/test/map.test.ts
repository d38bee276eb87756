import { describe, expect, it } from "vitest";
import {
  type Answer,
  apply,
  back,
  type Point,
  pointIn,
  put,
  quarterOf,
  quartersAt,
  verdictAt,
} from "../src/kinds/map/answer";
import type { Spec } from "../src/kit/types";

const spec = {
  options: ["over-led", "over-managed", "neither", "both"].map((id) => ({ id, label: id })),
  settings: {
    corners: [
      ["high", "low"],
      ["low", "high"],
      ["low", "low"],
      ["high", "high"],
    ],
  },
  items: ["a", "b"].map((id) => ({ id, text: id })),
  table: [
    { verdicts: "mdpd", why: "", sources: 0 },
    { verdicts: "dmdm", why: "", sources: 0 },
  ],
} as unknown as Spec;
const empty: Answer = { points: {}, checked: false };
const placed: Answer = { points: { a: [9, 2] }, checked: true };

describe("where a point lies", () => {
  it.each<[Point, string | undefined]>([
    [[6, 4], "over-led"],
    [[4, 6], "over-managed"],
    [[0, 0], "neither"],
    [[10, 10], "both"],
    [[5, 2], undefined],
    [[5, 5], undefined],
  ])("%j lies in %s", (point, quarter) => {
    expect(quarterOf(spec, point)).toBe(quarter);
  });

  it("touches two quarters on the cut, and four in the middle", () => {
    expect(quartersAt(spec, [5, 2])).toEqual([0, 2]);
    expect(quartersAt(spec, [5, 5])).toEqual([0, 1, 2, 3]);
  });

  it.each<[string, Point, string]>([
    ["a", [9, 2], "match"],
    ["a", [2, 2], "partly"],
    ["a", [2, 9], "differ"],
    ["a", [5, 0], "partly"],
    ["a", [5, 5], "differ"],
    ["a", [0, 5], "differ"],
    ["b", [5, 9], "partly"],
  ])("case %s at %j is a %s", (item, point, verdict) => {
    expect(verdictAt(spec, item, point)).toBe(verdict);
  });

  it("says nothing where there is no key", () => {
    const { table: _, ...hidden } = spec;
    expect(verdictAt(hidden, "a", [9, 2])).toBeUndefined();
    expect(verdictAt(hidden, "a", [5, 2])).toBeUndefined();
  });
});

describe("the place on the screen", () => {
  const box = { left: 100, top: 50, width: 228, height: 228 };

  it("counts from the lower left corner, inside the margin", () => {
    expect(pointIn(box, 14, 114, 264)).toEqual([0, 0]);
    expect(pointIn(box, 14, 314, 64)).toEqual([10, 10]);
    expect(pointIn(box, 14, 214, 164)).toEqual([5, 5]);
    expect(pointIn(box, 14, 305, 236)).toEqual([10, 1]);
  });

  it("stays on the map when the pointer leaves it", () => {
    expect(pointIn(box, 14, -900, 9000)).toEqual([0, 0]);
    expect(pointIn(box, 14, 9000, -900)).toEqual([10, 10]);
  });
});

describe("the changes", () => {
  it("puts, moves and takes out, and asks for a new check", () => {
    expect(put(empty, "a", [9, 2])).toEqual({ points: { a: [9, 2] }, checked: false });
    expect(put(placed, "a", [1, 2])).toEqual({ points: { a: [1, 2] }, checked: false });
    expect(apply(spec, placed, { item: "a", point: null })).toEqual(empty);
    expect(apply(spec, placed, { reset: true })).toEqual(empty);
    expect(apply(spec, placed, { checked: false }).checked).toBe(false);
  });

  it.each([
    [[11, 2]],
    [[-1, 2]],
    [[9.5, 2]],
    [["9", "2"]],
    [[true, 2]],
    [[NaN, 2]],
    [[9]],
    ["92"],
    [undefined],
  ])("passes over %j", (point) => {
    expect(apply(spec, placed, { item: "a", point })).toEqual(placed);
    expect(apply(spec, placed, { points: { a: point } }).points).toEqual({});
  });

  it("passes over cases that do not exist", () => {
    expect(apply(spec, placed, { item: "x", point: [1, 1] })).toEqual(placed);
    expect(apply(spec, empty, { points: { x: [1, 1], b: [2, 2] } }).points).toEqual({ b: [2, 2] });
  });

  it("goes back to an answer with its reasons", () => {
    const undo = back(placed, { item: "a", point: [9, 2] });
    expect(apply(spec, put(placed, "a", [1, 1]), undo)).toEqual(placed);
    expect(apply(spec, empty, back(placed, { points: placed.points }))).toEqual(placed);
  });
});
