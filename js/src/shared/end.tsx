// What follows the items: the button that asks for the reasons, and what it came to.
import type { Ref } from "preact";
import { Tool } from "./frame";
import type { KeyedWork } from "./keyed";
import { Summary } from "./summary";

interface EndProps {
  work: KeyedWork<any>;
  headRef: Ref<HTMLElement>;
  focusSummary: () => void;
}

export function End({ work, headRef, focusSummary }: EndProps) {
  const { spec, answer, phrases } = work;
  const withKey = spec.table !== undefined;
  return (
    <>
      {spec.feedback === "on-check" && !answer.checked && (
        <Tool
          action="check"
          primary
          label={phrases.say("check")}
          disabled={!work.started}
          onClick={() => {
            work.check();
            focusSummary();
          }}
        />
      )}
      {!withKey && work.started && work.complete && (
        <p>{phrases.say("saved-later")}</p>
      )}
      {withKey && work.finished && <Summary work={work} headRef={headRef} />}
    </>
  );
}
