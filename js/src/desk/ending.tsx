// What is done with a live room as a whole: to end it, to delete what it holds, to begin another one.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Tool } from "../kit/frame";
import { quiet } from "../kit/quiet";
import type { Phrases } from "../kit/words";
import type { LiveRoom } from "./live";
import type { Ask } from "./types";

const ENDS = ["end", "delete", "anew"];

interface EndingProps {
  live: LiveRoom;
  ask: Ask;
  phrases: Phrases;
  onStep: () => void;
}

export function Ending({ live, ask, phrases, onStep }: EndingProps) {
  const [sure, setSure] = useState("");
  const [said, setSaid] = useState("");
  const place = useRef<HTMLDivElement>(null);
  const from = useRef("");
  const busy = useRef(false);
  // The button that was pressed is gone: what takes its place has the focus.
  useLayoutEffect(() => {
    const back = from.current && `live-${from.current}`;
    const next = sure ? "live-no-end" : back;
    if (next) focusOn(place.current, next);
    from.current = sure;
  }, [sure]);
  const act = async () => {
    // Two taps are one.
    if (busy.current) return;
    busy.current = true;
    setSaid(phrases.say("working"));
    const reply = await ask(sure, {});
    busy.current = false;
    setSure("");
    if (reply.wrong) return setSaid(reply.wrong);
    const left: number = reply.left ?? 0;
    if (sure === "end") setSaid(phrases.say("live-ended"));
    else if (sure === "anew") setSaid(phrases.say("live-begun", { code: reply.live?.code ?? "" }));
    else setSaid(left ? phrases.count("live-deleted-but", left) : phrases.say("live-deleted"));
    onStep();
  };
  const turn = (to: string) => {
    setSaid("");
    setSure(to);
  };
  return (
    <details>
      <summary {...quiet}>{phrases.say("live-this-room")}</summary>
      <div ref={place} tabIndex={-1} class="lm-desk-ending" {...quiet}>
        {sure && <p>{phrases.say(`live-${sure}-sure`)}</p>}
        <div class="lm-tools">
          {sure && (
            <>
              <Tool
                key="yes"
                action="live-yes-end"
                label={phrases.say(`live-yes-${sure}`)}
                onClick={act}
              />
              <Tool
                key="no"
                action="live-no-end"
                label={phrases.say("live-no-end")}
                onClick={() => turn("")}
              />
            </>
          )}
          {!sure &&
            ENDS.filter((what) => what !== "end" || !live.over).map((what) => (
              <Tool
                key={what}
                action={`live-${what}`}
                label={phrases.say(`live-${what}`)}
                onClick={() => turn(what)}
              />
            ))}
        </div>
        <p role="status">{said}</p>
      </div>
    </details>
  );
}

/** Where the button itself is gone, what held it has the focus. */
function focusOn(place: HTMLElement | null, action: string): void {
  (place?.querySelector<HTMLElement>(`[data-action=${action}]`) ?? place)?.focus();
}
