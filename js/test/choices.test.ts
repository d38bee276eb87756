import { describe, expect, it } from "vitest";
import {
  type Answer,
  apply,
  binOf,
  placeOf,
  put,
  unplaced,
  whole,
} from "../src/kinds/choices/answer";
import type { Spec } from "../src/kit/types";

const spec = {
  settings: {},
  options: [
    { id: "leading", label: "Leading" },
    { id: "managing", label: "Managing" },
  ],
  items: ["a", "b", "c", "d"].map((id) => ({ id, text: id })),
} as unknown as Spec;
const empty: Answer = { choices: {}, checked: false };
const place = (answer: Answer, item: string, option: string | null, at: number | null = null) =>
  put(answer, { item, option, at });
const filled = ["a", "b", "c"].reduce((answer, item) => place(answer, item, "leading"), empty);

describe("placing cards", () => {
  it("adds a card at the end of its bin, or at the position that is asked for", () => {
    expect(binOf(filled, "leading")).toEqual(["a", "b", "c"]);
    expect(binOf(place(filled, "d", "leading", 1), "leading")).toEqual(["a", "d", "b", "c"]);
    expect(binOf(place(filled, "c", "leading", 0), "leading")).toEqual(["c", "a", "b"]);
  });

  it("takes a card out, back to its place in the order of the exercise", () => {
    const out = place(filled, "b", null);
    expect(binOf(out, "leading")).toEqual(["a", "c"]);
    expect(unplaced(spec, out)).toEqual(["b", "d"]);
  });

  it("puts a card back exactly where it was", () => {
    const moved = place(filled, "b", "managing");
    expect(put(moved, placeOf(filled, "b"))).toEqual(filled);
  });

  it("asks for a new check after every move", () => {
    expect(place({ ...filled, checked: true }, "a", "managing").checked).toBe(false);
  });
});

describe("the changes that are sent", () => {
  it("packs and unpacks a whole answer", () => {
    const answer = place(filled, "d", "managing");
    expect(whole(spec, answer)).toEqual({ all: [[0, 1, 2], [3]] });
    expect(apply(spec, empty, whole(spec, answer))).toEqual(answer);
  });

  it("passes over cards and bins that do not exist", () => {
    expect(apply(spec, filled, { item: "x", option: "leading" })).toEqual(filled);
    expect(apply(spec, filled, { item: "a", option: "x" })).toEqual(filled);
  });

  it("starts again", () => {
    expect(apply(spec, filled, { reset: true })).toEqual(empty);
  });
});
