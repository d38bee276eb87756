// The rules of the kinds that choose an option for each item; see workshop/kinds/choices.py.
import { filtered, isChecked, partOf, type Rules, sizeOf, unread } from "../../kit/rules";
import { partsIn } from "../../kit/steps";
import type { Spec } from "../../kit/types";
import { type Answer, apply, has } from "./answer";
import { lines } from "./lines";

const BY_ITEM = ["choices", "second", "sure"] as const;

function prune(spec: Spec, answer: unknown): Answer {
  const choices = filtered<string>(partOf(answer, "choices"), (id, to) => has(spec, id, to));
  return {
    choices,
    checked: isChecked(answer) && Object.keys(choices).length > 0,
    ...partsIn(spec, Object(answer)),
  };
}

export const rules: Rules<Answer> = {
  BY_ITEM,
  FIRST: BY_ITEM,
  empty: () => ({ choices: {}, checked: false }),
  apply,
  prune,
  size: (answer) => sizeOf(answer, [...BY_ITEM, "notes"]),
  counted: ({ items, settings }, { choices }) => [
    Object.keys(choices).length,
    settings.enough ?? items.length,
  ],
  withoutWords: (spec, answer) => unread(prune(spec, answer)),
  lines,
  told: () => ({}),
};
