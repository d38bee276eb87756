// The answer of the kind "scale", as plain functions; see workshop/kinds/scale/.
import { hasItem, isRecord, isWithin } from "../../kit/records";
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

export function fits(spec: Spec, value: unknown): value is Value {
  const { range, not_applicable } = settingsOf(spec);
  if (value === "na") return not_applicable;
  return range === "five" ? isWithin(1, value, 5) : isWithin(-100, value, 100);
}

/** What the kernel will make of a change; see `change` in workshop/kinds/scale/. */
export function apply(spec: Spec, answer: Answer, delta: object): Answer {
  const change = delta as Record<string, unknown>;
  const { pass, item, value } = change;
  const reset = change.reset === true;
  if (reset && !("pass" in change)) return { passes: {} };
  const passes = { ...answer.passes };
  for (const { id } of settingsOf(spec).passes) {
    if (isRecord(change.passes) && id in change.passes) {
      const whole = change.passes[id];
      const kept = Object.entries(Object(whole)).filter(
        ([each, rating]) => hasItem(spec, each) && fits(spec, rating),
      );
      passes[id] = Object.fromEntries(kept) as Values;
    }
    if (pass !== id) continue;
    if (reset) delete passes[id];
    else if (hasItem(spec, item)) {
      const { [item]: _old, ...rest } = passes[id] ?? {};
      if (value == null) passes[id] = rest;
      else if (fits(spec, value)) passes[id] = { ...rest, [item]: value };
    }
  }
  const filled = Object.entries(passes).filter(([, values]) => Object.keys(values).length);
  return { passes: Object.fromEntries(filled) };
}
