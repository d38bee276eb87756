import { describe, expect, it } from "vitest";
import { aheadOf, left } from "../src/hosts/room/clock";
import type { StageSent } from "../src/hosts/room/stage";

const NOW = 1_800_000_000_000;
const stage = (more: Partial<StageSent> = {}): StageSent => ({
  number: 1,
  exercise: "a-sort",
  card: "",
  moment: "think",
  ends: NOW + 90_000,
  now: NOW,
  ask: "",
  title: "",
  held: [],
  opened: [],
  looked: [],
  ...more,
});

describe("the clock on a phone", () => {
  it("goes by the server's time, whatever time the phone believes it is", () => {
    for (const wrong of [0, 3_600_000, -86_400_000]) {
      const ahead = aheadOf(stage(), NOW + wrong)!;
      expect(left(stage(), ahead, NOW + wrong + 30_000)).toBe(60);
    }
  });

  it("is over when its time is, also for a phone that slept", () => {
    expect(left(stage(), 0, NOW + 90_000)).toBe(0);
    expect(left(stage(), 0, NOW + 400_000)).toBeLessThan(0);
  });

  it("is not there where nobody gave a time, and when the room is over", () => {
    expect(left(stage({ ends: 0 }), 0, NOW)).toBeNull();
    expect(left(stage({ over: true }), 0, NOW)).toBeNull();
    const { ends: _ends, now: _now, ...older } = stage();
    expect(left(older, 0, NOW)).toBeNull();
    expect(aheadOf(older, NOW)).toBeUndefined();
  });
});
