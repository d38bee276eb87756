// The rules of the kinds that choose an option for each item; see workshop/kinds/choices.py.
import {
  filtered,
  isChecked,
  type Line,
  notesIn,
  partOf,
  type Rules,
  sizeOf,
  unread,
} from "../../kit/rules";
import { partsIn } from "../../kit/steps";
import type { Spec } from "../../kit/types";
import { optionsOf } from "../../kit/verdicts";
import { type Answer, apply, has } from "./answer";

const BY_ITEM = ["choices", "second", "sure"] as const;

function prune(spec: Spec, answer: unknown): Answer {
  const choices = filtered<string>(partOf(answer, "choices"), (id, to) => has(spec, id, to));
  return {
    choices,
    checked: isChecked(answer) && Object.keys(choices).length > 0,
    ...partsIn(spec, Object(answer)),
  };
}

export const choosing: Rules<Answer> = {
  BY_ITEM,
  FIRST: BY_ITEM,
  empty: () => ({ choices: {}, checked: false }),
  apply,
  prune,
  size: (answer) => sizeOf(answer, [...BY_ITEM, "notes"]),
  counted: (spec, { choices }) => [Object.keys(choices).length, spec.items.length],
  withoutWords: (spec, answer) => unread(prune(spec, answer)),
  told: () => ({}),
  lines: (spec, answer) => [
    ...spec.items.flatMap(({ id, text }): Line[] => {
      const taken = optionsOf(spec, id).find((option) => option.id === answer.choices[id]);
      return taken ? [[text, taken.label]] : [];
    }),
    ...notesIn(spec, answer),
  ],
};
