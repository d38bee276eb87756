// What a talk needs that people play: its clock, and the cards of which each person opens one alone.
import { Later, useLater } from "../../kit/later";
import { quiet } from "../../kit/quiet";
import { ownCardsOf, type Part, partsOf } from "./answer";
import type { WriteWork } from "./work";

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

function Clock(props: { work: WriteWork; parts: Part[] }) {
  // Where it cannot be had there is none: any watch will do.
  const got = useLater(clock, () => {});
  return <div class="lm-tools lm-talk">{got && <got.TalkClock {...props} />}</div>;
}
