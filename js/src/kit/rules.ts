// What whoever keeps the answers has to know of a kind, beside what a change makes of an answer; as
// the class Kind in workshop/kinds/kind.py. What is right or wrong is not among it.
import type { Lines } from "./lines";
import { isRecord } from "./records";
import type { Spec } from "./types";

/** A spec, its items and its table with a name for each entry. */
export interface Known extends Spec {
  /** What the exercise is to the workshop, where it has a part of its own to play. */
  role?: string;
  /** Where those of several sessions are together: which one it is of, and how long that takes. */
  session?: { number: string; minutes: number | null };
}

export interface Rules<A extends object = any> {
  /** The parts of an answer with an entry for each item, of which each waits for its reason. */
  BY_ITEM: readonly string[];
  /** The parts of an answer that tell what somebody said before they saw the reasons. */
  FIRST: readonly string[];
  empty(): A;
  /** What a change makes of an answer that fits the exercise. */
  apply(spec: Spec, answer: A, delta: object): A;
  /** What the exercise still knows of an answer, whatever that is. */
  prune(spec: Spec, answer: unknown): A;
  /** How many single entries an answer has, whatever it is. */
  size(answer: unknown): number;
  /** How much of an answer that fits is there, and how much is asked for. */
  counted(spec: Spec, kept: A): [answered: number, asked: number];
  /** An answer that fits, with a mark in the place of each text of somebody's own. */
  withoutWords(spec: Known, answer: unknown): A;
  /** What was answered to each item, for an exercise that shows it again. */
  told(spec: Spec, answer: unknown): Record<string, unknown>;
  /** What an answer that fits says, for whoever gave it to read. */
  lines: Lines<A>;
  /** Puts back what the exercise has no longer, after `withGone`, where that does not know how. */
  gone?(stored: any, pruned: A, next: any): object;
}

/** Stands in the place of a text of somebody's own where that is nobody else's. */
export const WRITTEN = "·";

/** A part of an answer, whatever that is. */
export function partOf(answer: unknown, name: string): Record<string, unknown> {
  const part = isRecord(answer) ? answer[name] : undefined;
  return isRecord(part) ? part : {};
}

export function isChecked(answer: unknown): boolean {
  return isRecord(answer) && answer.checked === true;
}

/** How many entries the parts of these names have. */
export function sizeOf(answer: unknown, names: readonly string[]): number {
  return names.reduce((sum, name) => sum + Object.keys(partOf(answer, name)).length, 0);
}

/** The entries of which something holds. */
export function filtered<V>(
  part: Record<string, unknown>,
  holds: (name: string, value: unknown) => boolean,
): Record<string, V> {
  const kept = Object.entries(part).filter(([name, value]) => holds(name, value));
  return Object.fromEntries(kept) as Record<string, V>;
}

/** An answer with a mark in the place of each note. */
export function unread<A extends object>(answer: A): A {
  const notes = Object.keys(partOf(answer, "notes"));
  if (!notes.length) return answer;
  return { ...answer, notes: Object.fromEntries(notes.map((item) => [item, WRITTEN])) };
}

/** A value as Python writes it down with its names sorted: the same for what is the same. */
export function dumps(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(dumps).join(", ")}]`;
  if (isRecord(value)) {
    const names = Object.keys(value).filter((name) => value[name] !== undefined);
    return `{${names
      .sort()
      .map((name) => `${dumps(name)}: ${dumps(value[name])}`)
      .join(", ")}}`;
  }
  return (JSON.stringify(value) ?? "null").replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * What is kept after a change: the next answer, and beside it what the exercise no longer has. An
 * item that is gone may come back, and its answer with it.
 */
export function withGone(stored: unknown, pruned: unknown, next: unknown): any {
  if (!isRecord(stored) || !isRecord(pruned) || (next !== undefined && !isRecord(next))) {
    return Array.isArray(stored) && dumps(pruned) === dumps(next) ? stored : next;
  }
  const [before, after] = [new Map(Object.entries(pruned)), new Map(Object.entries(next ?? {}))];
  for (const [name, value] of Object.entries(stored)) {
    if (before.has(name) || after.has(name)) {
      const kept = withGone(value, before.get(name) ?? {}, after.get(name));
      if (after.has(name) || (isRecord(kept) && Object.keys(kept).length)) after.set(name, kept);
    } else after.set(name, value);
  }
  return Object.fromEntries(after);
}
