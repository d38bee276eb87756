// How a phone hears of the steps of a room, whatever becomes of its stream.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Api } from "../src/hosts/room/api";
import { Events } from "../src/hosts/room/events";
import type { StageSent } from "../src/hosts/room/stage";
import { stubBrowser } from "./model";

const stage = (number: number): StageSent => ({
  ...{ number, exercise: "", card: "", moment: "between", ask: "", title: "" },
  ...{ held: [], opened: [], looked: [] },
});

/** A stream that tells what it is given, and nothing by itself. */
class Stream extends EventTarget {
  static all: Stream[] = [];
  onopen?: () => void;
  onerror?: () => void;
  closed = false;

  constructor() {
    super();
    Stream.all.push(this);
  }

  close(): void {
    this.closed = true;
  }

  tell(number: number): void {
    this.dispatchEvent(new MessageEvent("stage", { data: JSON.stringify(stage(number)) }));
  }
}

describe("a phone that listens", () => {
  let events: EventTarget;
  let asked: number;
  let now: number;
  let heard: number[];
  const streams = () => Stream.all.filter(({ closed }) => !closed);
  const showing = (persisted: boolean) =>
    events.dispatchEvent(Object.assign(new Event("pageshow"), { persisted }));

  beforeEach(() => {
    vi.useFakeTimers();
    ({ events } = stubBrowser());
    vi.stubGlobal("BroadcastChannel", undefined);
    vi.stubGlobal("EventSource", Stream);
    vi.stubGlobal("fetch", async () => {
      asked += 1;
      return new Response(JSON.stringify({ stage: stage(now) }));
    });
    Stream.all = [];
    [asked, now, heard] = [0, 1, []];
    const back = () => {};
    const told = { stage: ({ number }: StageSent) => heard.push(number), unknown: back, back };
    new Events(new Api(), told, () => 0.5).start();
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("asks nothing at first, and seldom while its stream tells it", async () => {
    showing(false);
    expect([asked, streams().length]).toEqual([0, 1]);
    streams()[0]!.tell(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toBeLessThanOrEqual(4);
    expect(streams()).toHaveLength(1);
  });

  it("asks often where something between holds the stream back", async () => {
    for (now of [2, 3, 4]) await vi.advanceTimersByTimeAsync(3100);
    expect(heard).toEqual([2, 3, 4]);
    expect(streams()).toHaveLength(1);
  });

  it("opens the stream anew where it fell silent without a word", async () => {
    const [silent] = streams();
    silent!.tell(1);
    now = 2;
    await vi.advanceTimersByTimeAsync(24_000);
    expect(heard.at(-1)).toBe(2);
    expect(silent!.closed).toBe(true);
    streams()[0]!.tell(3);
    expect(heard.at(-1)).toBe(3);
    expect(streams()).toHaveLength(1);
  });

  it("asks at once when somebody comes back to the page as they left it", async () => {
    streams()[0]!.tell(1);
    now = 2;
    showing(true);
    await vi.advanceTimersByTimeAsync(0);
    expect([asked, heard.at(-1), streams().length]).toEqual([1, 2, 1]);
  });
});
