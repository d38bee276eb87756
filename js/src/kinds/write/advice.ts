// What a text still lacks; the same as `advice` in workshop/kinds/write/advice.py, with the same examples.
import type { Spec, Words } from "../../kit/types";
import {
  type Answer,
  countWords,
  dayFrom,
  type Field,
  fieldsOf,
  filled,
  isDay,
  type Rows,
  rowsOf,
  shownRows,
  type Texts,
  written,
} from "./answer";

export type Lacking = Record<string, string[]>;

export interface Advice {
  fields: Lacking;
  rows: Lacking[];
  all: string[];
}

const DIGITS = /^\p{Nd}+([., ]\p{Nd}+)*( ?%)?$/u;
const SOON = 7;

/** The regular expressions of the language; one that this browser does not know advises nothing. */
export class Patterns {
  private known = new Map<string, RegExp>();

  constructor(private words: Words) {}

  find(name: string): RegExp {
    const known = this.known.get(name) ?? made(this.words[name] ?? "");
    this.known.set(name, known);
    return known;
  }
}

function made(text: string): RegExp {
  try {
    return new RegExp(text, "giu");
  } catch {
    return /(?:)/g;
  }
}

export function advice(spec: Spec, answer: Answer, patterns: Patterns, today: string): Advice {
  const fields = lacking(fieldsOf(spec), answer.fields, patterns, today);
  const setting = rowsOf(spec);
  if (!setting) return { fields, rows: [], all: [] };
  const rows = shownRows(spec, answer);
  return {
    fields,
    rows: rows.map((row, number) =>
      number < setting.least || written(row) ? lacking(setting.fields, row, patterns, today) : {},
    ),
    all: lackingTogether(setting, rows, today),
  };
}

function lacking(fields: Field[], texts: Texts, patterns: Patterns, today: string): Lacking {
  const found: Lacking = {};
  for (const field of fields) {
    const text = texts[field.id] ?? "";
    const names = (field.checks ?? []).filter((name) => !met(name, field, text, patterns, today));
    if (field.words && countWords(field, text) > field.words) names.unshift("words");
    const empty = field.optional ? [] : ["filled"];
    const lacks = filled(text) ? names : empty;
    if (lacks.length) found[field.id] = lacks;
  }
  return found;
}

function met(
  check: string,
  field: Field,
  text: string,
  patterns: Patterns,
  today: string,
): boolean {
  let plain = text.trim().replace(/\s+/g, " ");
  const has = (name: string) => plain.search(patterns.find(name)) >= 0;
  if (check === "date" && field.as === "date") return isDay(text) && text >= today;
  if (check === "soon") return isSoon(text, today);
  if (check === "number" && field.as === "number") return DIGITS.test(plain);
  if (check === "number" || check === "baseline") {
    // "By 30 June" is a date, and no amount.
    plain = plain.replace(patterns.find("date"), " ");
  }
  if (check === "owner" && field.as === "line") return !has("no-owner");
  return has(check);
}

const isSoon = (text: string, today: string): boolean =>
  isDay(text) && text >= today && text <= dayFrom(today, SOON);

function lackingTogether(setting: Rows, rows: Texts[], today: string): string[] {
  const texts = rows.flatMap((row) =>
    setting.fields.map((field) => [field, row[field.id]] as const),
  );
  const sides = texts.map(([field, text]) => field.options?.find(({ id }) => id === text)?.side);
  const is: Record<string, boolean> = {
    "both-sides": sides.includes("leading") && sides.includes("managing"),
    "first-step-soon": texts.some(([{ as }, text = ""]) => as === "date" && isSoon(text, today)),
  };
  const names = setting.checks.filter((name) => !is[name]);
  return rows.filter(written).length > setting.most ? [...names, "most"] : names;
}
