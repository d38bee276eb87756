// The answer of the kind "write", as plain functions. See workshop/kinds/write/: what is empty is
// left out, and a text has at most 2,000 characters.

import { isRecord, isWithin } from "../../kit/records";
import type { Spec } from "../../kit/types";
import { fitting } from "../../kit/words";

export type Texts = Record<string, string>;

export interface Answer {
  fields: Texts;
  rows: Texts[];
}

export interface Field {
  id: string;
  label: string;
  as: "line" | "text" | "date" | "number" | "choice" | "words";
  hint?: string;
  example?: string;
  /** More words than these are too many; nothing stops anybody. */
  words?: number;
  checks?: string[];
  /** Whether it may stay empty, and all is filled in. */
  optional?: boolean;
  /** What one's own words are compared with, once there are any. */
  answer?: string;
  /** The field of another exercise, "exercise.field", without a text in which it is not asked. */
  about?: string;
  /** Beginnings that a tap writes. */
  chips?: string[];
  options?: { id: string; label: string; side?: string }[];
}

export interface Rows {
  label: string;
  add: string;
  /** What the button says that takes over the rows of the exercise that is looked back at. */
  take?: string;
  /** The field that the rows follow; without it they follow the last. */
  after?: string;
  least: number;
  most: number;
  checks: string[];
  fields: Field[];
}

/** A card that is folded until somebody opens it: what one of several people has to know. */
export interface OwnCard {
  id: string;
  label: string;
  text: string;
}

/** A part of a talk, and how long it takes. */
export interface Part {
  label: string;
  minutes: number;
}

/** Where a text stands: in a field, or in a field of a row. */
export interface Place {
  field: string;
  row?: number;
}

export const LONGEST = 2000;
export const MOST_ROWS = 20;

export const fieldsOf = (spec: Spec): Field[] => spec.settings.fields;
export const ownCardsOf = (spec: Spec): OwnCard[] | undefined => spec.settings.cards;
export const partsOf = (spec: Spec): Part[] | undefined => spec.settings.clock;
export const rowsOf = (spec: Spec): Rows | undefined => spec.settings.rows;

export const asked = (fields: Field[]): Field[] => fields.filter(({ optional }) => !optional);

export function isDay(text: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) || text.startsWith("0000")) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The date of a day, as date fields write it: today, or some days later. */
export function dayFrom(today: string, days: number): string {
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

export const filled = (text: string | undefined): boolean => !!text?.trim();
export const written = (row: Texts): boolean => Object.values(row).some(filled);

/** How many words a text has; in a list of words, how many entries. */
export function countWords({ as }: Field, text: string): number {
  return text.split(as === "words" ? /[,;،、\n]/ : /\s+/).filter(filled).length;
}

/** The rows there are, and as many empty ones as are asked for. */
export function shownRows(spec: Spec, answer: Answer): Texts[] {
  const missing = (rowsOf(spec)?.least ?? 0) - answer.rows.length;
  return [...answer.rows, ...Array.from({ length: Math.max(0, missing) }, () => ({}))];
}

export function textAt(answer: Answer, { field, row }: Place): string {
  return (row === undefined ? answer.fields : answer.rows[row])?.[field] ?? "";
}

/** What a field says, as it is read: a day and a choice in words. */
export function shownIn(spec: Spec, field: Field, text: string): string {
  if (field.as === "choice") return field.options?.find(({ id }) => id === text)?.label ?? text;
  if (field.as !== "date") return text;
  return dayIn(spec.language, text);
}

/** A day, as a language writes it. */
export function dayIn(language: string, day: string): string {
  const style = { dateStyle: "long", timeZone: "UTC" } as const;
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(language, style);
}

/** What the kernel will make of a change; see `change` in workshop/kinds/write/. */
export function apply(spec: Spec, answer: Answer, delta: object): Answer {
  const change = delta as Record<string, unknown>;
  const { row: at, field, text } = change;
  const repeated = rowsOf(spec)?.fields;
  if (change.reset === true) return { fields: {}, rows: [] };
  let { fields, rows } = answer;
  if ("text" in change && "row" in change) {
    if (repeated && isWithin(0, at, MOST_ROWS - 1)) {
      const now = rows[at] ?? {};
      const changed = put(repeated, now, field, text);
      if (changed !== now) {
        const count = Math.max(at + 1, rows.length);
        rows = Array.from({ length: count }, (_, i) => (i === at ? changed : (rows[i] ?? {})));
      }
    }
  } else if ("text" in change) fields = put(fieldsOf(spec), fields, field, text);
  if (isRecord(change.fields)) fields = known(fieldsOf(spec), change.fields);
  if (Array.isArray(change.rows) && repeated) {
    rows = change.rows.slice(0, MOST_ROWS).map((row) => known(repeated, row));
  }
  return { fields, rows };
}

/** What takes a reset back, and keeps what was written since. */
export function restored(spec: Spec, before: Answer, now: Answer): Answer {
  const fields = { ...before.fields };
  for (const { id, as } of fieldsOf(spec)) {
    const [old, added] = [before.fields[id], now.fields[id]];
    if (added === undefined) continue;
    const both = `${old}${as === "line" ? " " : "\n"}${added}`;
    const joins = ["line", "text", "words"].includes(as) && old !== undefined && old !== added;
    fields[id] = joins && fitting(both, LONGEST) === both ? both : added;
  }
  const added = now.rows.filter(written);
  return { fields, rows: [...before.rows.slice(0, MOST_ROWS - added.length), ...added] };
}

/** Puts a text into its field; the same texts where that changes nothing. */
function put(fields: Field[], texts: Texts, id: unknown, text: unknown): Texts {
  const field = fields.find((each) => each.id === id);
  const kept = field && keptIn(field, text);
  if (!field || kept === undefined || kept === (texts[field.id] ?? "")) return texts;
  const { [field.id]: _, ...rest } = texts;
  return kept ? { ...rest, [field.id]: kept } : rest;
}

/** What of some texts makes sense in these fields; what is empty is left out. */
export function known(fields: Field[], texts: unknown): Texts {
  const given = isRecord(texts) ? texts : {};
  const pairs = fields.map((field) => [field.id, keptIn(field, given[field.id])] as const);
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => !!pair[1]));
}

function keptIn(field: Field, text: unknown): string | undefined {
  if (typeof text !== "string") return undefined;
  const kept = fitting(text, LONGEST);
  if (kept && field.as === "choice" && !field.options?.some(({ id }) => id === kept))
    return undefined;
  if (kept && field.as === "date" && !isDay(kept)) return undefined;
  return kept;
}
