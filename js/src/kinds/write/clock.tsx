// The time of a talk, part by part. Nothing rings: people look at each other, and not at a screen. A
// telephone trembles when the next part begins, and a screen reader says its name.
import { useEffect, useReducer, useState } from "preact/hooks";
import { shownAs } from "../../kit/clock";
import { Tool } from "../../kit/frame";
import { recall, remember } from "../../kit/memory";
import type { Part } from "./answer";
import type { WriteWork } from "./work";

const TREMBLE = 300;

/** Which part it is after so many seconds, and how many of it are left; nothing when all are over. */
export function partAt(
  parts: readonly Part[],
  seconds: number,
): { at: number; left: number } | null {
  let ends = 0;
  for (const [at, { minutes }] of parts.entries()) {
    ends += minutes * 60;
    if (seconds < ends) return { at, left: Math.ceil(ends - seconds) };
  }
  return null;
}

export function TalkClock({ work, parts }: { work: WriteWork; parts: readonly Part[] }) {
  const { phrases } = work;
  // A page that is loaded anew in the middle of a talk goes on with it.
  const name = `clock:${work.spec.id}`;
  const [start, setStart] = useState(() => Number(recall(name)));
  const [over, setOver] = useState(false);
  const [, tick] = useReducer((n: number) => n + 1, 0);
  const now = start ? partAt(parts, Math.max(0, (Date.now() - start) / 1000)) : null;
  const set = (began: number, ended = false) => {
    remember(name, began ? String(began) : "");
    setStart(began);
    setOver(ended);
  };
  const label = now && parts[now.at]!.label;
  useEffect(() => {
    if (!start) return;
    const timer = setInterval(() => tick(0), 500);
    return () => clearInterval(timer);
  }, [start]);
  useEffect(() => {
    if (!start) return;
    if (now) {
      work.say("said-clock", { ...parts[now.at]! });
      if (now.at) navigator.vibrate?.(TREMBLE);
      return;
    }
    work.say("clock-over");
    navigator.vibrate?.(TREMBLE);
    set(0, true);
  }, [start, now?.at]);

  const next = now && parts[now.at + 1];
  return (
    <>
      {now ? (
        <>
          <strong role="timer" aria-live="off">
            {phrases.say("clock-left", { label: label!, time: shownAs(now.left) })}
          </strong>
          <span class="lm-small">{next && phrases.say("clock-then", { label: next.label })}</span>
          <Tool action="clock" label={phrases.say("clock-stop")} onClick={() => set(0)} />
        </>
      ) : (
        <>
          <Tool
            action="clock"
            icon="▷"
            label={phrases.say("clock-start", {
              minutes: parts.reduce((sum, { minutes }) => sum + minutes, 0),
            })}
            onClick={() => set(Date.now())}
          />
          {over && <span class="lm-small">{phrases.say("clock-over")}</span>}
        </>
      )}
    </>
  );
}
