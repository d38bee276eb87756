// Cards of which each person opens one alone: a role in a talk that somebody else plays, too.
import { quiet } from "../../kit/quiet";
import type { OwnCard } from "./answer";

export function OwnCards({ cards, uid }: { cards: OwnCard[] | undefined; uid: string }) {
  // Of those with one name a browser keeps one open: the other one's words are not left lying there.
  const one = { name: `${uid}-own` };
  return (
    <>
      {cards?.map((card) => (
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
