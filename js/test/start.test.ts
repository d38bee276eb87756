import { describe, expect, it } from "vitest";
import { isBegun, lastOf, nextOf } from "../src/start/next";
import type { Chapter, State } from "../src/work/keeper";

const chapter = (number: string, ...counted: string[]): Chapter => ({
  number,
  title: `Session ${number}`,
  notebook: `${number}.ipynb`,
  counted,
});
const ALL = [chapter("00", "a", "b"), chapter("01", "c"), chapter("02", "d", "e")];

describe("where somebody goes on", () => {
  const next = (states: Record<string, State>) => nextOf(ALL, states)?.exercise;

  it("is the first exercise for whoever begins", () => {
    expect(next({})).toBe("a");
    expect(isBegun({})).toBe(false);
    expect(isBegun({ a: "open" })).toBe(false);
  });

  it("is what is begun, before what is open, also where it comes later", () => {
    expect(next({ a: "finished", d: "begun" })).toBe("d");
    expect(next({ b: "begun", d: "begun" })).toBe("b");
  });

  it("is the first that is open, where nothing is begun", () => {
    expect(next({ a: "finished", c: "finished" })).toBe("b");
  });

  it("leaves out what is not counted", () => {
    expect(next({ extra: "begun" })).toBe("a");
    expect(isBegun({ extra: "begun" })).toBe(true);
  });

  it("is nothing where all is finished, or there is no session", () => {
    expect(
      next({ a: "finished", b: "finished", c: "finished", d: "finished", e: "finished" }),
    ).toBe(undefined);
    expect(nextOf([], {})).toBe(undefined);
  });
});

describe("the session to speak of", () => {
  const last = (states: Record<string, State>) => lastOf(ALL, states, nextOf(ALL, states))?.number;

  it("is that of the next exercise where something is done there", () => {
    expect(last({ a: "finished", d: "finished" })).toBe("00");
    expect(last({ d: "begun", c: "finished" })).toBe("02");
  });

  it("is the last with anything done where the next one is untouched", () => {
    expect(last({ a: "finished", b: "finished" })).toBe("00");
  });

  it("is none where nothing is done that counts", () => {
    expect(last({})).toBe(undefined);
    expect(last({ extra: "begun" })).toBe(undefined);
  });
});
