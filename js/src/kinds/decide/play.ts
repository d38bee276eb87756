// The rule by which decisions move the gauges, as plain functions; `play` in
// workshop/kinds/decide/ says the same, and both are tested against the same figures.
import type { Spec } from "../../kit/types";

export interface Gauge {
  id: string;
  label: string;
  start: number;
}

interface Follow {
  gauge: string;
  least_of: string[];
  from: number;
  by: number;
}

export interface Consequence {
  strategy: string;
  effects: Record<string, number>;
  feedback: string;
}

export interface Rules {
  strategies: { id: string; label: string; choice: string }[];
  follows: Follow[];
  /** One entry per turn: option id to what it leads to. */
  turns: Record<string, Consequence>[];
}

/** Gauge id to its value, 0 to 100. */
export type Values = Record<string, number>;

export const gaugesOf = (spec: Spec): Gauge[] => spec.settings.gauges;
/** Nothing comes of anything where the reasons are held back. */
const HELD: Rules = { strategies: [], follows: [], turns: [] };
export const rulesOf = (spec: Spec): Rules => (spec.rules as Rules | undefined) ?? HELD;

/** Halves go to the even neighbour, as in Python. */
export function roundHalfEven(value: number): number {
  return Math.abs(value % 1) === 0.5 ? 2 * Math.round(value / 2) : Math.round(value);
}

/** Where the gauges stand before the first decision. */
export function start(spec: Spec): Values {
  return Object.fromEntries(gaugesOf(spec).map((gauge) => [gauge.id, gauge.start]));
}

/** Where the gauges stand after each decision; what comes after an unknown one is passed over. */
export function gauges(spec: Spec, path: string[]): Values[] {
  const { follows, turns } = rulesOf(spec);
  const states: Values[] = [];
  let now = start(spec);
  for (const [index, option] of path.entries()) {
    const consequence = turns[index]?.[option];
    if (!consequence) break;
    now = moved(now, consequence.effects, follows);
    states.push(now);
  }
  return states;
}

function moved(now: Values, effects: Values, follows: Follow[]): Values {
  const acted = Object.fromEntries(
    Object.entries(now).map(([gauge, value]) => [gauge, value + (effects[gauge] ?? 0)]),
  );
  const after = { ...acted };
  for (const { gauge, least_of, from, by } of follows) {
    const least = Math.min(...least_of.map((each) => acted[each] ?? 0));
    after[gauge] = (after[gauge] ?? 0) + roundHalfEven((least - from) / by);
  }
  return Object.fromEntries(
    Object.entries(after).map(([gauge, value]) => [gauge, Math.max(0, Math.min(100, value))]),
  );
}

/** The decisions of somebody who always follows one strategy. */
export function strategyPath(spec: Spec, strategy: string): string[] {
  return rulesOf(spec).turns.flatMap((turn) =>
    Object.keys(turn).filter((option) => turn[option]?.strategy === strategy),
  );
}
