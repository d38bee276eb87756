// What follows the choice for an item: what else it asks, and then its reason.
import { Badge, Feedback } from "../../kit/feedback";
import { Radios } from "../../kit/radios";
import { Sure } from "../../kit/sure";
import type { Item, Option } from "../../kit/types";
import { Note } from "./note";
import type { Work } from "./work";

export function After({ work, item, uid }: { work: Work; item: Item; uid: string }) {
  const { spec, phrases, answer } = work;
  const chosen = answer.choices[item.id];
  if (chosen === undefined) return null;
  const { second, sure } = spec.settings;
  const judged = work.shows(item.id);
  const secondVerdict = second && judged ? work.secondVerdict(item.id) : undefined;
  return (
    <>
      {second && (
        <fieldset class="lm-step" data-step-of={item.id}>
          <legend>{second.ask}</legend>
          <Radios
            name={`${uid}-${item.id}-second`}
            options={second.options as Option[]}
            ask={phrases.say("choose")}
            chosen={answer.second?.[item.id]}
            choose={(practice) => work.more(item.id, { second: practice })}
            canTakeBack
          />
        </fieldset>
      )}
      {sure && (
        <Sure
          phrases={phrases}
          of={item.id}
          uid={uid}
          chosen={answer.sure?.[item.id]}
          choose={(sure) => work.more(item.id, { sure })}
        />
      )}
      {spec.settings.reason?.items.includes(item.id) && <Note work={work} item={item} uid={uid} />}
      {judged ? (
        <Feedback spec={spec} phrases={phrases} item={item.id} option={chosen}>
          {secondVerdict && (
            <p>
              <Badge verdict={secondVerdict} phrases={phrases} />{" "}
              <strong>{work.secondHeadline(item.id)}</strong>
            </p>
          )}
        </Feedback>
      ) : (
        work.asks(item.id) && <p class="lm-small">{work.asks(item.id)}</p>
      )}
    </>
  );
}
