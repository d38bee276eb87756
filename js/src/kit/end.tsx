// What follows the items: the button that asks for the reasons, and what it came to.
import type { Ref } from "preact";
import { Tool } from "./frame";
import type { KeyedWork } from "./keyed";
import { Summary } from "./summary";
import type { BoardWork } from "./work";

interface EndProps {
  work: KeyedWork<any>;
  headRef: Ref<HTMLElement>;
  focusSummary: () => void;
}

interface CheckProps {
  work: BoardWork<any> & { check: () => void };
  onCheck: () => void;
}

/** The button that asks for the reasons, where they wait to be asked for. */
export function Check({ work, onCheck }: CheckProps) {
  const { spec, answer, phrases } = work;
  if (spec.feedback !== "on-check" || answer.checked) return null;
  return (
    <Tool
      action="check"
      primary
      label={phrases.say("check")}
      disabled={!work.started}
      onClick={() => {
        work.check();
        onCheck();
      }}
    />
  );
}

export function End({ work, headRef, focusSummary }: EndProps) {
  const { spec, phrases } = work;
  const withKey = spec.table !== undefined;
  return (
    <>
      <Check work={work} onCheck={focusSummary} />
      {!withKey && work.started && work.complete && <p>{phrases.say("saved-later")}</p>}
      {withKey && work.finished && <Summary work={work} headRef={headRef} />}
    </>
  );
}
