// The time of a talk, part by part, while it runs. Nothing rings: people look at each other, and not
// at a screen. A telephone trembles when the next part begins, and a screen reader says its name.
import { useEffect } from "preact/hooks";
import { shownAs } from "../../kit/clock";
import { useTicks } from "../../kit/ticks";
import type { Part } from "./answer";
import type { WriteWork } from "./work";

const TREMBLE = 300;

/** Which part it is after so many seconds, and how many of it are left; nothing when all are over. */
function partAt(parts: readonly Part[], seconds: number): { at: number; left: number } | null {
  let ends = 0;
  for (const [at, { minutes }] of parts.entries()) {
    ends += minutes * 60;
    if (seconds < ends) return { at, left: Math.ceil(ends - seconds) };
  }
  return null;
}

interface RunningProps {
  work: WriteWork;
  parts: readonly Part[];
  /** When it began, in milliseconds since 1970. */
  start: number;
  onOver: () => void;
}

export function Running({ work, parts, start, onOver }: RunningProps) {
  const { phrases } = work;
  useTicks(500);
  const now = partAt(parts, Math.max(0, (Date.now() - start) / 1000));
  useEffect(() => {
    if (now?.at !== 0) navigator.vibrate?.(TREMBLE);
    if (now) return work.say("said-clock", { ...parts[now.at]! });
    work.say("clock-over");
    onOver();
  }, [now?.at]);
  if (!now) return null;
  const next = parts[now.at + 1];
  return (
    <span class="lm-progress">
      <strong role="timer" aria-live="off">
        {phrases.say("clock-left", { label: parts[now.at]!.label, time: shownAs(now.left) })}
      </strong>
      <small>{next && phrases.say("clock-then", { label: next.label })}</small>
    </span>
  );
}
