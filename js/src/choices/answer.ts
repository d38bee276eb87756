// The answer of the kinds that choose an option for each item, as plain functions. The order of
// `choices` is the order within each bin.
import { optionsOf } from "../shared/feedback";
import type { Spec } from "../shared/types";

export interface Answer {
  choices: Record<string, string>;
  checked: boolean;
}

export interface Change {
  item: string;
  option: string | null;
  at: number | null;
}

/** The cards of one bin, in their order. */
export function binOf(answer: Answer, option: string): string[] {
  return Object.keys(answer.choices).filter((item) => answer.choices[item] === option);
}

/** The cards without a place, in the order of the exercise. */
export function unplaced(spec: Spec, answer: Answer): string[] {
  return spec.items.map(({ id }) => id).filter((id) => !(id in answer.choices));
}

/** Where a card lies now: the change that would put it back there. */
export function placeOf(answer: Answer, item: string): Change {
  const option = answer.choices[item];
  if (option === undefined) return { item, option: null, at: null };
  return { item, option, at: binOf(answer, option).indexOf(item) };
}

/** Puts a card into a bin, at a position or at the end; without a bin it is taken out. */
export function put(answer: Answer, { item, option, at }: Change): Answer {
  const rest = Object.entries(answer.choices).filter(([other]) => other !== item);
  if (option !== null) {
    const mates = rest.flatMap(([, place], index) => (place === option ? [index] : []));
    const before = at === null ? undefined : mates[at];
    rest.splice(before ?? rest.length, 0, [item, option]);
  }
  return { choices: Object.fromEntries(rest), checked: false };
}

/** The change that brings a whole answer back; where options are shared, in a few bytes. */
export function whole(spec: Spec, answer: Answer): object {
  if (!spec.options.length) return { choices: answer.choices };
  const number = new Map(spec.items.map(({ id }, index) => [id, index]));
  return {
    all: spec.options.map(({ id }) => binOf(answer, id).flatMap((item) => number.get(item) ?? [])),
  };
}

/** What the kernel will make of a change; see `change` in workshop/kinds/choices.py. */
export function apply(spec: Spec, answer: Answer, delta: object): Answer {
  const change = delta as Partial<Change> &
    Partial<Answer> & { reset?: boolean; all?: number[][] };
  if (change.reset) return { choices: {}, checked: false };
  if (typeof change.checked === "boolean") return { ...answer, checked: change.checked };
  if (change.choices) return { choices: change.choices, checked: false };
  if (change.all) {
    const choices = change.all.flatMap((numbers, index) =>
      numbers.map((n) => [spec.items[n]?.id ?? "", spec.options[index]?.id ?? ""]),
    );
    return { choices: Object.fromEntries(choices), checked: false };
  }
  if (!spec.items.some(({ id }) => id === change.item)) return answer;
  const options = optionsOf(spec, change.item ?? "");
  const known = options.some(({ id }) => id === change.option) || change.option === null;
  return known ? put(answer, { at: null, ...change } as Change) : answer;
}
