// The answer of the kinds that choose an option for each item, as plain functions. The order of
// `choices` is the order within each bin.
import { optionsOf } from "../../kit/feedback";
import { type Stepped, type Steps, say } from "../../kit/steps";
import type { Spec } from "../../kit/types";

export interface Answer extends Stepped {
  choices: Record<string, string>;
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

/**
 * Puts a card into a bin, at a position or at the end; without a bin it is taken out, with what was
 * said of it. A bin for one card gives back the card that lay there.
 */
export function put(answer: Answer, { item, option, at }: Change, oneEach = false): Answer {
  const rest = Object.entries(answer.choices).filter(
    ([other, place]) => other !== item && !(oneEach && place === option),
  );
  if (option !== null) {
    const mates = rest.flatMap(([, place], index) => (place === option ? [index] : []));
    const before = at === null ? undefined : mates[at];
    rest.splice(before ?? rest.length, 0, [item, option]);
  }
  const next = { ...answer, choices: Object.fromEntries(rest), checked: false };
  return option === null && (answer.second || answer.sure)
    ? say(next, item, { second: null, sure: null })
    : next;
}

/** The change that brings a whole answer back; where options are shared, in a few bytes. */
export function whole(spec: Spec, answer: Answer): object {
  const { choices, checked: _, ...more } = answer;
  if (!spec.options.length) return { choices, ...more };
  const number = new Map(spec.items.map(({ id }, index) => [id, index]));
  return {
    ...more,
    all: spec.options.map(({ id }) => binOf(answer, id).flatMap((item) => number.get(item) ?? [])),
  };
}

/** What the kernel will make of a change; see `change` in workshop/kinds/choices.py. */
export function apply(spec: Spec, answer: Answer, delta: object): Answer {
  const change = delta as Partial<Change> & Partial<Answer> & { reset?: boolean; all?: number[][] };
  const { second, sure, notes } = change;
  const more = { ...(second && { second }), ...(sure && { sure }), ...(notes && { notes }) };
  if (change.reset) return { choices: {}, checked: false };
  if (typeof change.checked === "boolean") return { ...answer, checked: change.checked };
  if (change.choices) return { ...answer, ...more, choices: change.choices, checked: false };
  if (change.all) {
    const choices = change.all.flatMap((numbers, index) =>
      numbers.map((n) => [spec.items[n]?.id ?? "", spec.options[index]?.id ?? ""]),
    );
    return { ...answer, ...more, choices: Object.fromEntries(choices), checked: false };
  }
  const item = change.item ?? "";
  if (!spec.items.some(({ id }) => id === item)) return answer;
  const known = optionsOf(spec, item).some(({ id }) => id === change.option);
  const placed =
    known || change.option === null
      ? put(answer, { at: null, ...change } as Change, spec.settings.one_card_each)
      : answer;
  return say(placed, item, delta as Steps);
}
