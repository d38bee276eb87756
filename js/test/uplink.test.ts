import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type Came,
  type Letter,
  LONGEST,
  type Post,
  SECOND,
  Uplink,
} from "../src/hosts/room/uplink";

/** A phone's store and a room: what was changed, and what came of each letter. */
class Room implements Post {
  answers = new Map<string, number>();
  had = new Map<string, number>();
  n = 0;
  came: Came = "saved";
  heard: { at: number; letter: Letter }[] = [];
  /** How long the room takes, in milliseconds. */
  slow = 0;

  change(exercise: string): void {
    this.answers.set(exercise, (this.answers.get(exercise) ?? 0) + 1);
  }

  private get open() {
    return [...this.answers].filter(([id, version]) => this.had.get(id) !== version);
  }

  async waits(): Promise<boolean> {
    return this.open.length > 0;
  }

  async next(): Promise<Letter | undefined> {
    const [open] = this.open;
    if (!open) return undefined;
    const [exercise, updated] = open;
    this.n += 1;
    return { exercise, n: this.n, updated, body: `${exercise} ${updated}` };
  }

  async send(letter: Letter): Promise<Came> {
    this.heard.push({ at: Date.now(), letter });
    if (this.slow) await new Promise((resolve) => setTimeout(resolve, this.slow));
    return this.came;
  }

  async settle({ exercise, updated }: Letter): Promise<void> {
    this.had.set(exercise, updated as number);
  }

  get bodies(): string[] {
    return this.heard.map(({ letter }) => letter.body);
  }

  get pauses(): number[] {
    return this.heard.slice(1).map(({ at }, n) => at - (this.heard[n]?.at ?? 0));
  }
}

let room: Room;
let uplink: Uplink;
const pass = (time: number) => vi.advanceTimersByTimeAsync(time);
const open = (random = () => 0.5) => new Uplink(room, () => {}, random);
const tap = (exercise = "sort") => {
  room.change(exercise);
  uplink.wake();
};

beforeEach(() => {
  vi.useFakeTimers();
  room = new Room();
  uplink = open();
});
afterEach(() => vi.useRealTimers());

describe("what passes answers on to the room", () => {
  it("sends the first one at once, and says when the room has it", async () => {
    tap();
    await pass(0);
    expect(room.bodies).toEqual(["sort 1"]);
    await pass(SECOND);
    expect([uplink.waiting, uplink.came]).toEqual([false, "saved"]);
  });

  it("makes one request a second of thirty taps, and the last one has them all", async () => {
    for (let tapped = 0; tapped < 30; tapped++) {
      tap();
      await pass(100);
    }
    await pass(2 * SECOND);
    expect(room.heard.length).toBeLessThanOrEqual(5);
    expect(Math.min(...room.pauses)).toBeGreaterThanOrEqual(SECOND);
    expect(room.bodies.at(-1)).toBe("sort 30");
  });

  it("sends one thing after the other, however slow the room is", async () => {
    room.slow = 3 * SECOND;
    tap("one");
    tap("two");
    await pass(SECOND);
    expect(room.bodies).toEqual(["one 1"]);
    tap("one");
    await pass(10 * SECOND);
    expect(room.bodies).toEqual(["one 1", "one 2", "two 1"]);
    expect(uplink.waiting).toBe(false);
  });

  it("sends the same once more until it arrives, and less and less often", async () => {
    room.came = "again";
    tap();
    await pass(60 * SECOND);
    expect(new Set(room.bodies)).toEqual(new Set(["sort 1"]));
    expect(room.pauses.slice(0, 4)).toEqual([1, 2, 4, 8].map((each) => each * SECOND));
    expect(Math.max(...room.pauses)).toBeLessThanOrEqual(1.5 * LONGEST);
    expect(uplink.waiting).toBe(true);
    room.came = "saved";
    await pass(2 * LONGEST);
    expect(uplink.waiting).toBe(false);
  });

  it("comes back at a time of its own, so that not all phones come at once", async () => {
    room.came = "again";
    const times: number[] = [];
    for (const chance of [0, 0.9]) {
      room.heard = [];
      uplink = open(() => chance);
      tap();
      await pass(20 * SECOND);
      times.push(...room.pauses.slice(1, 2));
    }
    expect(times[0]).not.toBe(times[1]);
  });

  it("does not wait longer once the room can be reached again", async () => {
    room.came = "again";
    tap();
    await pass(30 * SECOND);
    room.came = "saved";
    uplink.again();
    await pass(SECOND);
    expect(uplink.waiting).toBe(false);
  });

  it("sends what waits when the page goes, without a pause", async () => {
    tap();
    await pass(100);
    tap();
    uplink.leave();
    await pass(0);
    expect(room.bodies).toEqual(["sort 1", "sort 2"]);
  });

  it("goes on where the store fails", async () => {
    const next = vi.spyOn(room, "next").mockRejectedValueOnce(new Error("busy"));
    tap();
    await pass(5 * SECOND);
    expect(next.mock.calls.length).toBeGreaterThan(1);
    expect(room.bodies).toEqual(["sort 1"]);
  });

  it.each(["late", "refused"] as Came[])(
    "says that something was %s, and sends it no more",
    async (came) => {
      room.came = came;
      tap();
      await pass(10 * SECOND);
      expect(room.heard.length).toBe(1);
      expect(uplink.came).toBe(came);
      room.came = "saved";
      tap();
      await pass(2 * SECOND);
      expect(uplink.came).toBe("saved");
    },
  );

  it("rests where the room does not know this phone, until it does", async () => {
    room.came = "out";
    tap();
    await pass(60 * SECOND);
    tap();
    await pass(60 * SECOND);
    expect(room.heard.length).toBe(1);
    room.came = "saved";
    uplink.known();
    await pass(SECOND);
    expect([uplink.waiting, room.bodies.at(-1)]).toEqual([false, "sort 2"]);
  });
});
