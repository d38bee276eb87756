// How much time is left of a moment: a quiet line. Nothing rings, and nobody is told that they are late.
import { shownAs } from "../../kit/clock";
import { useTicks } from "../../kit/ticks";
import type { Phrases } from "../../kit/words";
import type { Room } from "./room";
import { type StageSent, viewOf } from "./stage";

/** How much the server's clock is ahead of this one, from a stage that was sent just now. */
export function aheadOf({ now }: StageSent, here = Date.now()): number | undefined {
  return Number.isFinite(now) ? now! - here : undefined;
}

/** Seconds until the time of a moment is over by the server's clock; nothing where it has no clock. */
export function left({ ends, over }: StageSent, ahead: number, here = Date.now()): number | null {
  return ends && !over ? Math.ceil((ends - ahead - here) / 1000) : null;
}

export function Clock({ room }: { room: Room }) {
  const { stage, ahead, phrases } = room;
  const seconds = left(stage, ahead);
  useTicks(seconds !== null && seconds > 0 ? 500 : 0);
  // Its place is kept above an exercise, or the places would move under a finger.
  if (seconds === null && viewOf(stage) !== "board") return null;
  return (
    <span class="lm-room-clock" role="timer" aria-live="off">
      {said(seconds, stage, phrases)}
    </span>
  );
}

function said(seconds: number | null, { moment }: StageSent, phrases: Phrases): string {
  if (seconds === null) return "";
  if (seconds > 0) return phrases.say("clock", { time: shownAs(seconds) });
  // After a break the room goes on by itself.
  return moment === "between" ? "" : phrases.say("clock-over");
}
