// What a talk needs that people play: its clock, and the cards of which each person opens one alone.
import { useState } from "preact/hooks";
import { Tool } from "../../kit/frame";
import { Later, useLater } from "../../kit/later";
import { recall, remember } from "../../kit/memory";
import { quiet } from "../../kit/quiet";
import { ownCardsOf, type Part, partsOf } from "./answer";
import type { WriteWork } from "./work";

interface ClockProps {
  work: WriteWork;
  parts: Part[];
}

/** Few exercises are talks. */
const clock = new Later(() => import("./clock"));

export function OwnCards({ work, uid }: { work: WriteWork; uid: string }) {
  const parts = partsOf(work.spec);
  // Of those with one name a browser keeps one open: the other one's words are not left lying there.
  const one = { name: `${uid}-own` };
  return (
    <>
      {parts && <Clock work={work} parts={parts} />}
      {ownCardsOf(work.spec)?.map((card) => (
        <details key={card.id} class="lm-example lm-own" data-card={card.id} {...one}>
          <summary {...quiet} dir="auto">
            {card.label}
          </summary>
          <p dir="auto">{card.text}</p>
        </details>
      ))}
    </>
  );
}

/** Starts and stops it; what runs is fetched when somebody first starts one. */
function Clock({ work, parts }: ClockProps) {
  const { phrases, spec } = work;
  // A page that is loaded anew in the middle of a talk goes on with it.
  const name = `clock:${spec.id}`;
  const [start, setStart] = useState(() => Number(recall(name)));
  const [over, setOver] = useState(false);
  const set = (began: number, ended = false) => {
    remember(name, began ? String(began) : "");
    setStart(began);
    setOver(ended);
  };
  const minutes = parts.reduce((sum, part) => sum + part.minutes, 0);
  return (
    <div class="lm-tools lm-talk">
      {start > 0 && (
        <Fetched key={start} work={work} parts={parts} start={start} onOver={() => set(0, true)} />
      )}
      {over && <span class="lm-small">{phrases.say("clock-over")}</span>}
      <Tool
        action="clock"
        label={start ? phrases.say("clock-stop") : phrases.say("clock-start", { minutes })}
        onClick={() => set(start ? 0 : Date.now())}
      />
    </div>
  );
}

function Fetched(props: ClockProps & { start: number; onOver: () => void }) {
  // Where it cannot be had there is none: any watch will do.
  const got = useLater(clock, () => {});
  return got ? <got.Running {...props} /> : null;
}
