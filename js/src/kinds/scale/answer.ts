// The answer of the kind "scale", as plain functions; see workshop/kinds/scale.py.
import type { Spec } from "../../kit/types";

export type Value = number | "na";
export type Values = Record<string, Value>;

export interface Answer {
  passes: Record<string, Values>;
}

export interface Change {
  pass: string;
  item: string;
  value: Value | null;
}

export interface Pass {
  id: string;
  label: string;
  prompt: string;
}

export interface Group {
  id: string;
  label: string;
  side: "" | "leading" | "managing";
}

export interface Settings {
  range: "five" | "agreement";
  low: string;
  high: string;
  not_applicable: boolean;
  passes: Pass[];
  groups: Group[];
  /** Item id to group id; empty where there are no groups. */
  group_of: Record<string, string>;
  /** The exercise that this one looks back at. */
  earlier?: { label: string };
  /** The best reasons of both sides, for the items that have them. */
  views: Record<string, { for: string; against: string }>;
}

export function settingsOf(spec: Spec): Settings {
  return spec.settings as Settings;
}

export function valuesOf(answer: Answer, pass: string): Values {
  return answer.passes[pass] ?? {};
}

/** How many items have no rating in a pass. */
export function leftIn(spec: Spec, answer: Answer, pass: string): number {
  const values = valuesOf(answer, pass);
  return spec.items.filter(({ id }) => !(id in values)).length;
}

function fits(spec: Spec, value: unknown): value is Value {
  const { range, not_applicable } = settingsOf(spec);
  if (value === "na") return not_applicable;
  const [least, most] = range === "five" ? [1, 5] : [-100, 100];
  return Number.isInteger(value) && least <= (value as number) && (value as number) <= most;
}

/** What the kernel will make of a change; see `change` in workshop/kinds/scale.py. */
export function apply(spec: Spec, answer: Answer, delta: object): Answer {
  const change = delta as Partial<Change> & Partial<Answer> & { reset?: boolean };
  if (change.reset && change.pass === undefined) return { passes: {} };
  const known = settingsOf(spec).passes.map(({ id }) => id);
  const isItem = (id: string | undefined) => spec.items.some((item) => item.id === id);
  const passes = { ...answer.passes };
  for (const pass of known) {
    const whole = change.passes?.[pass];
    if (whole && typeof whole === "object") {
      const kept = Object.entries(whole).filter(([id, value]) => isItem(id) && fits(spec, value));
      passes[pass] = Object.fromEntries(kept);
    }
  }
  const { pass, item, value } = change;
  if (pass !== undefined && known.includes(pass)) {
    if (change.reset) delete passes[pass];
    else if (item !== undefined && isItem(item)) {
      const { [item]: _old, ...rest } = valuesOf(answer, pass);
      if (value == null) passes[pass] = rest;
      else if (fits(spec, value)) passes[pass] = { ...rest, [item]: value };
    }
  }
  const filled = Object.entries(passes).filter(([, values]) => Object.keys(values).length);
  return { passes: Object.fromEntries(filled) };
}
