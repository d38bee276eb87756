// All steps where they stand: in the parts that the exercise has, or in one list.
import { quiet } from "../../kit/quiet";
import { listOf } from "./answer";
import { type Picking, Steps } from "./steps";
import type { OrderWork } from "./work";

export function Parts({ work, uid, picking }: { work: OrderWork; uid: string; picking: Picking }) {
  const { spec, phrases, answer } = work;
  const shown = { work, uid, picking };
  if (!work.withPhases) {
    return <Steps {...shown} ids={listOf(spec, answer, null)} phase={null} />;
  }
  return (
    <div class="lm-parts">
      {[null, ...spec.options].map((part) => {
        const phase = part?.id ?? null;
        const ids = listOf(spec, answer, phase);
        return (
          <div key={phase ?? ""} class="lm-phase" data-bin={phase ?? ""}>
            <h4>
              {part?.label ?? phrases.say("not-placed")}{" "}
              <span class="lm-small">({ids.length})</span>
              {part?.hint && <span class="lm-hint">{part.hint}</span>}
            </h4>
            {ids.length ? (
              <Steps {...shown} ids={ids} phase={phase} />
            ) : part ? (
              <p class="lm-small">{phrases.say("nothing-here")}</p>
            ) : (
              <p class="lm-all-placed" tabIndex={-1} {...quiet}>
                {phrases.say("all-placed")}
              </p>
            )}
          </div>
        );
      })}
    </div>
  );
}
