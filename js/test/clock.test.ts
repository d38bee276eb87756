import { describe, expect, it } from "vitest";
import {
  behind,
  beside,
  cutDown,
  go,
  inPackage,
  left,
  longer,
  moment,
  move,
  pause,
  rest,
  saving,
  set,
  spent,
  timeIn,
  turn,
} from "../src/desk/clock";
import { lateBy } from "../src/desk/end";
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

  it("is cut down by what was cut, and as it was when that is taken back", () => {
    const cuts = [
      { activity: 2, saves: 4, how: "shorter" },
      { activity: 3, saves: 5, how: "in the evening" },
    ];
    const whole = [3, 4, 10, 5];
    const run = go(set("02", "taster", plan), NOON);
    expect(rest(run, later(1))).toBe(17 * 60);
    const shorter = turn(run, 0);
    expect(cutDown(shorter, cuts, whole).planned).toEqual([3, 0, 6, 5]);
    expect(rest(cutDown(shorter, cuts, whole), later(1))).toBe(13 * 60);
    expect(cutDown(turn(shorter, 1), cuts, whole).planned).toEqual([3, 0, 6, 0]);
    expect(cutDown(turn(turn(shorter, 1), 0), cuts, whole).planned).toEqual([3, 0, 10, 0]);
    expect(turn(shorter, 0).planned).toEqual(plan);
  });

  it("saves less where a package is shorter, and leaves a minute of what is only shortened", () => {
    const cut = { activity: 0, saves: 4, how: "shorter" };
    expect(saving(cut, 10, 10)).toBe(4);
    expect(saving(cut, 5, 10)).toBe(2);
    expect(saving(cut, 1, 10)).toBe(0);
    expect(saving(cut, 0, 10)).toBe(0);
    expect(saving({ ...cut, saves: 10 }, 5, 10)).toBe(5);
  });

  it("goes on in another package, and what was begun keeps its minutes", () => {
    let run = go(set("02", "one-day", [3, 4, 10, 5]), NOON);
    run = turn(move(move(run, 1, later(2)), 1, later(5)), 1);
    const other = inPackage(run, "taster", [2, 0, 0, 0]);
    expect(other).toEqual({ ...run, package: "taster", planned: [2, 4, 10, 0] });
  });

  it("knows when it has to be over, also after midnight", () => {
    const at = new Date(2026, 2, 4, 23, 50).getTime();
    expect(timeIn("en", moment("23:55", at))).toBe("23:55");
    expect(moment("23:55", at) - at).toBe(5 * 60_000);
    expect(moment("00:10", at) - at).toBe(20 * 60_000);
    expect(moment("23:40", at) - at).toBe(-10 * 60_000);
    expect(lateBy(at + 9 * 60_000, "23:55", at)).toBe(4);
    expect(lateBy(at, "23:55", at)).toBe(-5);
    expect(lateBy(at, undefined, at)).toBe(0);
    // 23:59:40 stands there as 23:59, and that is four minutes after.
    expect(lateBy(at + 9 * 60_000 + 40_000, "23:55", at)).toBe(4);
  });

  it("shows minutes and seconds", () => {
    expect(shownAs(0)).toBe("0:00");
    expect(shownAs(65)).toBe("1:05");
    expect(shownAs(-3605)).toBe("60:05");
  });
});
