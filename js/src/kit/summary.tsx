// What it came to, once the reasons are there: counts without marks, and cards to talk about.
import type { Ref } from "preact";
import { bestOf, Reasons } from "./feedback";
import type { KeyedWork } from "./keyed";
import { quiet } from "./quiet";
import type { Verdict } from "./types";

const TALK_ABOUT = 5;

interface SummaryProps {
  work: KeyedWork<any>;
  headRef: Ref<HTMLElement>;
}

export function Summary({ work, headRef }: SummaryProps) {
  const { spec, phrases, answered } = work;
  const of = (verdict: Verdict) =>
    spec.items.filter(({ id }) => answered.includes(id) && work.together(id) === verdict);
  const [partly, differ] = [of("partly").length, of("differ").length];
  const talk = [...of("differ"), ...of("partly")].slice(0, TALK_ABOUT);
  const reasons = (item: string) => {
    const verdict = work.verdict(item) ?? "differ";
    const headline = phrases.say(`headline-${verdict}`, { best: bestOf(spec, item) });
    return <Reasons {...{ spec, phrases, item, verdict, headline }} />;
  };
  return (
    <div class="lm-summary">
      <h4 ref={headRef as Ref<HTMLHeadingElement>} tabIndex={-1} {...quiet}>
        {phrases.say(work.done === spec.items.length ? "summary-title" : "summary-title-some", {
          n: answered.length,
          all: spec.items.length,
        })}
      </h4>
      <p class="lm-tally">
        <strong>{phrases.say("tally", { n: of("match").length, all: answered.length })}</strong>{" "}
        {partly > 0 && phrases.count("tally-partly", partly)}{" "}
        {differ > 0 && phrases.count("tally-differ", differ)}
      </p>
      {talk.length > 0 && (
        <>
          <p>{phrases.say("summary-talk")}</p>
          <ul>
            {talk.map(({ id, text }) => (
              <li key={id} dir="auto">
                <details>
                  <summary {...quiet}>{text}</summary>
                  {reasons(id)}
                </details>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>{phrases.say("summary-next")}</p>
    </div>
  );
}
