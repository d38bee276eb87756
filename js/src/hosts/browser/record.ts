// The record of one answer, in the form of the files of workshop/answers/record.py.
import { rulesOfKind } from "../../kinds/rules";
import { isRecord } from "../../kit/records";
import type { Known, Rules } from "../../kit/rules";

export const FORMAT = 1;
const STATES = ["open", "begun", "finished"];

export interface Kept {
  exercise: string;
  kind: string;
  updated: string;
  state?: string;
  answer: Record<string, unknown>;
  first?: Record<string, unknown>;
  /** What pages sent: never carried or handed in. */
  taps?: unknown;
}

/** A record that may come from anywhere: of what it says, its answer alone is certain. */
export type Found = Partial<Kept> & { answer: Record<string, unknown> };

/** Reads a record; nothing where a text is none. */
export function readRecord(text: string): Found | undefined {
  try {
    const { format, ...record } = parse(text) as Record<string, unknown>;
    const parts = [record.answer, record.first ?? {}];
    if (format === FORMAT && parts.every(isRecord)) return record as unknown as Found;
  } catch {
    // Damaged.
  }
  return undefined;
}

export function written(record: Found): string {
  return JSON.stringify({ format: FORMAT, ...record });
}

/** What a JSON says; half a character in it becomes a question mark, as in Python. */
export function parse(text: string): unknown {
  return JSON.parse(text, (_, value) => (typeof value === "string" ? whole(value) : value));
}

/** What would come of a value if it had travelled. */
export function copied<T>(value: T): T {
  return parse(JSON.stringify(value)) as T;
}

function whole(text: string): string {
  return text.replace(/[\ud800-\udfff]/gu, "?");
}

/** A time as Python writes it, in milliseconds. */
export function writtenAt(time: number): string {
  return new Date(time).toISOString().replace("Z", "+00:00");
}

const TIME = /^\d{4}-\d\d-\d\d([T ]\d\d(:?\d\d(:?\d\d([.,]\d+)?)?)?)?(Z|[+-]\d\d(:?\d\d)?)?$/;

/** When a record was changed last, in milliseconds; long ago where it does not say so. */
export function moment({ updated }: { updated?: unknown }): number {
  const at =
    typeof updated === "string" && TIME.test(updated) ? Date.parse(updated.replace(" ", "T")) : NaN;
  return Number.isNaN(at) ? -Infinity : at;
}

/** A time later than that of a record, even where the clock was set back since. */
export function later(record: Found): string {
  const after = new Date(Math.max(Date.now(), moment(record) + 1));
  return writtenAt(Number.isNaN(after.getTime()) ? Date.now() : after.getTime());
}

/** How far a record says that somebody got; an answer from before states were is begun at least. */
export function stateIn({ state }: Found): string {
  return isState(state) ? state : "begun";
}

export function isState(state: unknown): state is string {
  return STATES.includes(state as string);
}

export function rulesOf(spec: Known): Rules {
  return rulesOfKind(spec.kind);
}

/** How far an answer got that fits the exercise; as workshop/answers/progress.py. */
export function state(spec: Known, kept: Record<string, unknown>): string {
  const rules = rulesOf(spec);
  const [answered, asked] = rules.counted(spec, kept);
  const askedFor = spec.feedback !== "on-check" || kept.checked === true;
  if (asked && answered >= asked && askedFor) return "finished";
  return rules.size(kept) ? "begun" : "open";
}
