// What it came to, once the reasons are there: counts without marks, and cards to talk about.
import type { Ref } from "preact";
import { quiet } from "../shared/quiet";
import type { Verdict } from "../shared/types";
import type { Work } from "./work";

const TALK_ABOUT = 5;
const ORDER: Verdict[] = ["match", "partly", "differ"];

export function Summary({ work, headRef }: { work: Work; headRef: Ref<HTMLElement> }) {
  const { spec, answer, phrases } = work;
  const placed = spec.items.filter(({ id }) => id in answer.choices);
  // A card with two steps matches when both do.
  const together = (id: string) => {
    const verdicts = [work.verdict(id), spec.settings.second ? work.secondVerdict(id) : work.verdict(id)];
    return verdicts[0] === verdicts[1] ? verdicts[0] : "partly";
  };
  const of = (verdict: Verdict) => placed.filter(({ id }) => together(id) === verdict);
  const talk = [...of("differ"), ...of("partly")].slice(0, TALK_ABOUT);
  const all = placed.length === spec.items.length;
  return (
    <div class="lm-summary">
      <h4 ref={headRef as Ref<HTMLHeadingElement>} tabIndex={-1} {...quiet}>
        {phrases.say(all ? "summary-title" : "summary-title-some", {
          n: placed.length,
          all: spec.items.length,
        })}
      </h4>
      <ul class="lm-counts">
        {ORDER.filter((verdict) => verdict !== "partly" || of(verdict).length).map((verdict) => (
          <li key={verdict} class={`lm-${verdict}`}>
            <strong>{of(verdict).length}</strong> {phrases.say(`summary-${verdict}`)}
          </li>
        ))}
      </ul>
      {talk.length > 0 && (
        <>
          <p>{phrases.say("summary-talk")}</p>
          <ul>
            {talk.map(({ id, text }) => (
              <li key={id} dir="auto">
                {text}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>{phrases.say("summary-next")}</p>
    </div>
  );
}
