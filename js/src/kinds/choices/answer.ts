// The answer of the kinds that choose an option for each item, as plain functions. The order of
// `choices` is the order within each bin.
import { hasItem, isRecord } from "../../kit/records";
import { partsIn, type Stepped, say } from "../../kit/steps";
import type { Spec } from "../../kit/types";
import { optionsOf } from "../../kit/verdicts";

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
 * Puts a card into a bin, at a position or at the end; without a bin it is taken out. A bin for one
 * card gives back the card that lay there.
 */
export function put(answer: Answer, { item, option, at }: Change, oneEach = false): Answer {
  const rest = Object.entries(answer.choices).filter(
    ([other, place]) => other !== item && !(oneEach && place === option),
  );
  if (option !== null) {
    const mates = rest.flatMap(([, place], index) => (place === option ? [index] : []));
    const before = mates.find((_, index) => index === at);
    rest.splice(before ?? rest.length, 0, [item, option]);
  }
  return { ...answer, choices: Object.fromEntries(rest), checked: false };
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
  const change = delta as Record<string, unknown>;
  const { item, option, checked } = change;
  if (change.reset === true) return { choices: {}, checked: false };
  let next = typeof checked === "boolean" ? { ...answer, checked } : answer;
  if (hasItem(spec, item)) {
    // What is taken out takes along what was said of it; its reason stays.
    const out = option === null && { second: null, sure: null };
    next = say(spec, next, item, { ...out, ...change });
    if (out || has(spec, item, option)) {
      next = put(next, change as unknown as Change, spec.settings.one_card_each);
    }
  }
  const choices = isRecord(change.choices) ? change.choices : unpacked(spec, change.all);
  if (!choices) return next;
  const kept = Object.entries(choices).filter(([id, place]) => has(spec, id, place));
  return {
    ...next,
    ...partsIn(spec, change),
    choices: Object.fromEntries(kept) as Answer["choices"],
    checked: checked === true,
  };
}

/** Each item with its option, from the numbers of the items in each bin. */
function unpacked(spec: Spec, bins: unknown): Record<string, string> | undefined {
  if (!Array.isArray(bins)) return undefined;
  const pairs = spec.options.flatMap(({ id }, bin) =>
    (Array.isArray(bins[bin]) ? bins[bin] : []).map((n: unknown) => [
      spec.items.find((_, number) => number === n)?.id,
      id,
    ]),
  );
  return Object.fromEntries(pairs);
}

/** Whether an item can have this option. */
export function has(spec: Spec, item: string, option: unknown): boolean {
  return hasItem(spec, item) && optionsOf(spec, item).some(({ id }) => id === option);
}
