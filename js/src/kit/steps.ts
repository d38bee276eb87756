// What an item may ask beside its place; see workshop/kinds/steps.py.
import { hasItem } from "./records";
import type { Option, Spec } from "./types";
import { fitting } from "./words";

export interface Stepped {
  checked: boolean;
  /** The second step, how sure somebody is, and the reason in words, each by item. */
  second?: Record<string, string>;
  sure?: Record<string, number>;
  notes?: Record<string, string>;
}

/** What a change says of an item beside its place; null takes it back. */
export interface Steps {
  second?: string | null;
  sure?: number | null;
  text?: string | null;
}

type Fields = Record<string, unknown>;

const PARTS = { second: "second", sure: "sure", text: "notes" } as const;
const NAMES = Object.keys(PARTS) as (keyof Steps)[];
/** As in workshop/kinds/steps.py. */
export const LONGEST_NOTE = 600;

/** What was said of an item beside its place and its reason: the change that would say it again. */
export function stepsOf(answer: Stepped, item: string): Steps {
  return { second: answer.second?.[item] ?? null, sure: answer.sure?.[item] ?? null };
}

/** Says something of an item beside its place: what the exercise asks, and nothing else. */
export function say<A extends Stepped>(spec: Spec, answer: A, item: string, steps: Fields): A {
  const next = { ...answer, checked: false };
  for (const name of NAMES) {
    let value = steps[name];
    if (name === "text" && typeof value === "string") value = fitting(value, LONGEST_NOTE);
    const gone = value === null || value === "";
    if (gone || fits(spec, name, item, value)) {
      keep(spec, next, name, { ...next[PARTS[name]], [item]: value });
    }
  }
  return next;
}

/** What a whole answer says of the items: what the exercise asks, and nothing else. */
export function partsIn(spec: Spec, change: Fields): Partial<Stepped> {
  const parts = {};
  for (const name of NAMES) keep(spec, parts, name, change[PARTS[name]]);
  return parts;
}

/** Keeps of one part what fits; a part without entries is left out. */
function keep(spec: Spec, parts: Partial<Stepped>, name: keyof Steps, part: unknown): void {
  const kept = Object.entries(Object(part)).filter(([item, value]) =>
    fits(spec, name, item, value),
  );
  if (kept.length) parts[PARTS[name]] = Object.fromEntries(kept) as any;
  else delete parts[PARTS[name]];
}

export function isSure(value: unknown): value is number {
  return [1, 2, 3].includes(value as number);
}

function fits(spec: Spec, name: keyof Steps, item: string, value: unknown): boolean {
  const { second, sure, reason } = spec.settings;
  if (!hasItem(spec, item)) return false;
  if (name === "second") return second?.options.some(({ id }: Option) => id === value);
  if (name === "sure") return sure && isSure(value);
  const asked = reason?.items.includes(item) && value && typeof value === "string";
  return asked && fitting(value as string, LONGEST_NOTE) === value;
}
