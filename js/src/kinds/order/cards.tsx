// One step at a time: to which part it belongs; or, where there are no parts, which comes next.
import { Badge } from "../../kit/feedback";
import { END, Now, One, type Stop, useGoing } from "../../kit/one";
import { Radios } from "../../kit/radios";
import type { Item } from "../../kit/types";
import type { Viewing } from "../../kit/views";
import { arranged, EMPTY } from "./answer";
import { Next } from "./next";
import { Reason } from "./steps";
import type { OrderWork } from "./work";

interface CardsProps {
  work: OrderWork;
  uid: string;
  viewing: Viewing;
  /** What comes after the last step. */
  children: preact.ComponentChildren;
}

/** Where there are no parts, all steps stand on one screen. */
const ALL = "all";

export function Cards({ work, uid, viewing, children }: CardsProps) {
  const { spec, phrases } = work;
  const stops = work.withPhases
    ? stopsOf(work)
    : [{ id: ALL, name: phrases.say("what-next"), done: work.left === 0, shown: true }];
  const going = useGoing(stops, spec.opens);
  const item = spec.items.find(({ id }) => id === going.at);
  return (
    <One
      work={work}
      viewing={viewing}
      // At the end every step stands in its part.
      stops={going.at === END ? stops.map((stop) => ({ ...stop, shown: true })) : stops}
      going={going}
      end={
        <>
          <p class="lm-small">{phrases.say("how-to")}</p>
          {children}
        </>
      }
      begun={!work.withPhases && work.started}
    >
      {item ? (
        <Now key={item.id} answered={() => work.phaseOf(item.id) !== null} next={going.next}>
          <Step work={work} item={item} uid={uid} next={going.next} />
        </Now>
      ) : (
        <Next work={work} onLast={going.next} />
      )}
    </One>
  );
}

/** The steps in the order in which this participant meets them, wherever they stand by now. */
function stopsOf(work: OrderWork): Stop[] {
  const { spec } = work;
  return arranged(spec, EMPTY).map((id, index) => {
    const phase = spec.options.find((option) => option.id === work.phaseOf(id));
    return {
      id,
      name: `${index + 1}. ${work.name(id)}${phase ? `. ${phase.label}` : ""}`,
      choice: phase?.id,
      verdict: work.judged ? work.result.items[id]?.verdict : undefined,
      done: phase !== undefined,
    };
  });
}

interface StepProps {
  work: OrderWork;
  item: Item;
  uid: string;
  next: () => void;
}

function Step({ work, item, uid, next }: StepProps) {
  const { spec, phrases } = work;
  const phase = work.phaseOf(item.id);
  const judged = work.judged ? work.result.items[item.id] : undefined;
  return (
    <fieldset
      class="lm-row"
      data-item={item.id}
      data-choice={phase ?? undefined}
      data-verdict={judged?.verdict}
      aria-describedby={`${uid}-when`}
    >
      <legend dir="auto">
        {item.setting && <span class="lm-setting">{item.setting}</span>}
        {item.text}
      </legend>
      <p id={`${uid}-when`} class="lm-small">
        {phrases.say("when")}
      </p>
      <Radios
        name={`${uid}-${item.id}`}
        options={spec.options}
        chosen={phase ?? undefined}
        choose={(option) => {
          if (option !== phase) work.place(item.id, option, null);
        }}
        onDigit={next}
        canTakeBack
        places
        tiles="grid"
      />
      {judged && (
        <>
          <p>
            <Badge verdict={judged.verdict} phrases={phrases} />
          </p>
          <Reason work={work} item={item.id} judged={judged} />
        </>
      )}
    </fieldset>
  );
}
