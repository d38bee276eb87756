// What ratings come to, as plain functions. The means follow the same rule as `results` in
// workshop/kinds/scale/, and are tested on the same examples. The limits are a convention of
// this workshop, not validated; the board says so.
import type { Spec } from "../../kit/types";
import { type Answer, leftIn, settingsOf, type Value, valuesOf } from "./answer";

export const WORK_ON = 3;
export const EVEN = 0.5;
/** So that a mean of thirds that comes to 0.5 is not taken for less. */
const TINY = 1e-9;

export interface Results {
  means: Record<string, number | null>;
  lead: number | null;
  manage: number | null;
  balance: number | null;
  toWorkOn: string[];
  even: boolean | null;
}

/** The mean of what is there, if that is at least two thirds. */
function mean(values: (number | null)[]): number | null {
  const there = values.filter((value) => value !== null);
  if (!there.length || 3 * there.length < 2 * values.length) return null;
  return there.reduce((sum, value) => sum + value, 0) / there.length;
}

/** The results of one pass. */
export function results(spec: Spec, answer: Answer, pass: string): Results {
  const { groups, group_of } = settingsOf(spec);
  const values = valuesOf(answer, pass);
  const rated = (item: string) => {
    const value = values[item];
    return typeof value === "number" ? value : null;
  };
  const means: Record<string, number | null> = {};
  for (const { id } of groups) {
    means[id] = mean(
      Object.keys(group_of)
        .filter((item) => group_of[item] === id)
        .map(rated),
    );
  }
  const side = (name: string) =>
    mean(groups.filter((group) => group.side === name).map(({ id }) => means[id] ?? null));
  const lead = side("leading");
  const manage = side("managing");
  const balance = lead === null || manage === null ? null : lead - manage;
  return {
    means,
    lead,
    manage,
    balance,
    toWorkOn: groups.map(({ id }) => id).filter((id) => (means[id] ?? WORK_ON) < WORK_ON - TINY),
    even: balance === null ? null : Math.abs(balance) < EVEN - TINY,
  };
}

export interface Move {
  item: string;
  from: number;
  to: number;
}

export interface Moves {
  from: string;
  to: string;
  /** What differs, the largest difference first. */
  moves: Move[];
}

/** What differs between the first and the last pass that are complete; nothing before there are two. */
export function movesOf(spec: Spec, answer: Answer): Moves | null {
  const complete = settingsOf(spec).passes.filter(({ id }) => leftIn(spec, answer, id) === 0);
  const [first, last] = [complete[0], complete.at(-1)];
  if (!first || !last || first === last) return null;
  const before: Record<string, Value> = valuesOf(answer, first.id);
  const after: Record<string, Value> = valuesOf(answer, last.id);
  const moves = spec.items.flatMap(({ id }) => {
    const [from, to] = [before[id], after[id]];
    const both = typeof from === "number" && typeof to === "number";
    return both && from !== to ? [{ item: id, from, to }] : [];
  });
  moves.sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from));
  return { from: first.label, to: last.label, moves };
}
