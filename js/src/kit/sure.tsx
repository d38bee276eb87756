// "How sure are you?": three steps, asked before the reason appears.

import { Radios } from "./radios";
import type { Option } from "./types";
import type { Phrases } from "./words";

const STEPS = ["1", "2", "3"];

/** The three steps, as options. */
export function sureSteps(phrases: Phrases): Option[] {
  return STEPS.map((id) => ({ id, label: phrases.say(`sure-${id}`) }));
}

interface SureProps {
  phrases: Phrases;
  /** What it is asked of: an item, or a whole exercise. */
  of: string;
  uid: string;
  chosen: number | undefined;
  choose: (sure: number | null) => void;
}

export function Sure({ phrases, of, uid, chosen, choose }: SureProps) {
  return (
    <fieldset class="lm-step" data-sure-of={of}>
      <legend>{phrases.say("how-sure")}</legend>
      <Radios
        name={`${uid}-${of}-sure`}
        options={sureSteps(phrases)}
        chosen={chosen?.toString()}
        choose={(step) => choose(step === null ? null : Number(step))}
        canTakeBack
      />
    </fieldset>
  );
}
