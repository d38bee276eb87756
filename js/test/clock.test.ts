import { describe, expect, it } from "vitest";
import { behind, beside, go, left, longer, move, pause, set, spent } from "../src/desk/clock";
import { shownAs } from "../src/kit/clock";

const NOON = 1_790_000_000_000;
const later = (minutes: number) => NOON + minutes * 60_000;
const plan = [3, 0, 10, 5];

describe("the clock of a session", () => {
  it("begins with the first activity that has a place", () => {
    expect(set("02", "taster", [0, 4, 2]).at).toBe(1);
    expect(set("02", "taster", plan)).toEqual({
      session: "02",
      package: "taster",
      planned: plan,
      spent: [0, 0, 0, 0],
      at: 0,
      since: null,
    });
  });

  it("counts each activity for itself, and stands still in a pause", () => {
    let run = go(set("02", "taster", plan), NOON);
    expect(left(run, later(1))).toBe(120);
    run = pause(run, later(1));
    expect(left(run, later(60))).toBe(120);
    run = go(run, later(60));
    run = move(run, 1, later(62));
    expect(run.at).toBe(2);
    expect(spent(run, later(66))).toEqual([180, 0, 240, 0]);
    expect(left(run, later(66))).toBe(360);
    run = move(run, -1, later(66));
    expect(run.at).toBe(0);
    expect(spent(run, later(67))).toEqual([240, 0, 240, 0]);
  });

  it("stays at the first and at the last activity", () => {
    const run = set("02", "taster", plan);
    expect(beside(run, -1)).toBe(0);
    expect(beside({ ...run, at: 3 }, 1)).toBe(3);
    expect(beside({ ...set("02", "taster", [3, 0]) }, 1)).toBe(0);
  });

  it("is behind by what took too long, and ahead by what was shorter", () => {
    let run = go(set("02", "taster", plan), NOON);
    expect(behind(run, later(2))).toBe(0);
    expect(behind(run, later(5))).toBe(120);
    run = move(run, 1, later(5));
    expect(behind(run, later(6))).toBe(120);
    run = move(run, 1, later(9));
    expect(behind(run, later(9))).toBe(120 - 360);
  });

  it("never takes time away when the computer's clock is set back", () => {
    const run = go({ ...set("02", "taster", plan), spent: [60, 0, 0, 0] }, NOON);
    expect(spent(run, later(-30))[0]).toBe(60);
  });

  it("gives and takes minutes, and leaves one", () => {
    let run = longer(set("02", "taster", plan), 0, 2);
    expect(run.planned).toEqual([5, 0, 10, 5]);
    for (let n = 0; n < 9; n++) run = longer(run, 0, -1);
    expect(run.planned[0]).toBe(1);
  });

  it("shows minutes and seconds", () => {
    expect(shownAs(0)).toBe("0:00");
    expect(shownAs(65)).toBe("1:05");
    expect(shownAs(-3605)).toBe("60:05");
  });
});
