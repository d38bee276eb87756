// What a participant can do in fields and rows.
import { fetchWords, Later } from "../../kit/later";
import type { Words } from "../../kit/types";
import { BoardWork } from "../../kit/work";
import type { Advice, Patterns } from "./advice";
import {
  type Answer,
  apply,
  asked,
  countWords,
  dayIn,
  type Field,
  fieldsOf,
  filled,
  known,
  MOST_ROWS,
  type Place,
  restored,
  rowsOf,
  shownIn,
  shownRows,
  type Texts,
  textAt,
  written,
} from "./answer";

/** The advice where a day, digits or a name are all that a field is for; and that on rows together. */
const OF_ITS_OWN: Record<string, string> = {
  "date date": "past",
  "number number": "digits",
  "line owner": "person",
};
const OF_ROWS: Record<string, string> = { "both-sides": "sides", "first-step-soon": "soon" };

/** What looks texts through, which nobody needs before there is one. */
const looking = new Later(() => import("./advice"));

const NONE: Advice = { fields: {}, rows: [], all: [] };

export class WriteWork extends BoardWork<Answer> {
  /** By what a text is looked through; a page fetches it when there is one. */
  private patterns: Patterns | undefined =
    looking.got && !this.spec.seldom ? new looking.got.Patterns(this.spec.words) : undefined;
  private advised: { answer: Answer; advice: Advice } | undefined;

  get rows(): Texts[] {
    return shownRows(this.spec, this.answer);
  }

  /** What is asked: a field that is about an earlier text only where there is one, or an answer. */
  get fields(): Field[] {
    return fieldsOf(this.spec).filter(
      ({ id, about }) => !about || this.before(id) || filled(this.answer.fields[id]),
    );
  }

  /** Whether it asks about earlier texts, and there is none. */
  get groundless(): boolean {
    const about = fieldsOf(this.spec).filter((field) => field.about);
    const looksBack = about.length > 0 || rowsOf(this.spec)?.take !== undefined;
    return looksBack && !this.taken.length && !about.some(({ id }) => this.before(id));
  }

  /** What was written before, where a field looks back: of a row's field each text on a line. */
  before(field: string): string {
    const said = this.spec.earlier?.[field];
    return Array.isArray(said) ? said.filter(filled).join("\n") : (said ?? "");
  }

  /** The rows that can be taken over from the exercise that is looked back at. */
  get taken(): Texts[] {
    const { take, fields = [] } = rowsOf(this.spec) ?? {};
    const columns = take ? fields.map(({ id }) => [id, this.spec.earlier?.[id]] as const) : [];
    const lists = columns.filter(([, texts]) => Array.isArray(texts));
    const count = Math.min(MOST_ROWS, Math.max(0, ...lists.map(([, texts]) => texts.length)));
    const rows = Array.from({ length: count }, (_, n) =>
      known(fields, Object.fromEntries(lists.map(([id, texts]) => [id, texts[n]]))),
    );
    return rows.filter(written);
  }

  /** Whether there are rows to take over, and nothing that they would take the place of. */
  get canTake(): boolean {
    return this.taken.length > 0 && !this.answer.rows.some(written);
  }

  take(): void {
    const rows = this.taken;
    const same = JSON.stringify(rows);
    this.replace(rows, ({ rows: now }) => (JSON.stringify(now) === same ? [] : null));
    this.say("said-taken", { n: rows.length });
  }

  /** What is still lacking, everywhere; worked out once for each answer. */
  get advice(): Advice {
    const { spec, answer, patterns } = this;
    if (!patterns || !looking.got) return NONE;
    if (this.advised?.answer !== answer) {
      this.advised = { answer, advice: looking.got.advice(spec, answer, patterns, this.today) };
    }
    return this.advised.advice;
  }

  /** Whether patterns have to be fetched before anything can be said of the texts. */
  get lacksPatterns(): boolean {
    return !this.patterns && this.started;
  }

  async fetchPatterns(): Promise<void> {
    const [got, words] = await Promise.all([looking.fetch(), this.learn()]);
    looking.got = got;
    this.patterns = new got.Patterns(words);
  }

  /** Whether the words are here that are seldom said. */
  get learnt(): boolean {
    return !this.spec.seldom || this.phrases.learnt;
  }

  /** Fetches them, where they are not here from the beginning; gives them, too. */
  async learn(): Promise<Words> {
    const { seldom, words } = this.spec;
    if (!seldom) return words;
    const { write = {} } = await fetchWords(seldom);
    this.phrases.learn(write);
    return write;
  }

  get started(): boolean {
    return Object.keys(this.answer.fields).length > 0 || this.answer.rows.length > 0;
  }

  /** Where something is asked for: in fields, and in rows that are asked for or begun. */
  private get places(): Place[] {
    const rows = rowsOf(this.spec);
    const counted = this.rows.flatMap((row, n) =>
      n < (rows?.least ?? 0) || written(row) ? [n] : [],
    );
    return [
      ...asked(fieldsOf(this.spec)).map(({ id }) => ({ field: id })),
      ...counted.flatMap((row) => asked(rows?.fields ?? []).map(({ id }) => ({ field: id, row }))),
    ];
  }

  private get filled(): number {
    return this.places.filter((place) => filled(textAt(this.answer, place))).length;
  }

  /** Whether all is filled in that is asked for; what may stay empty is for whoever likes. */
  get complete(): boolean {
    return this.filled === this.places.length;
  }

  get progress(): string {
    return this.phrases.say("placed-of", { n: this.filled, all: this.places.length });
  }

  get state(): "working" | "checked" {
    const { fields, rows, all } = this.advice;
    const lacking = [fields, ...rows].some((each) => Object.keys(each).length > 0);
    return lacking || all.length || !this.patterns ? "working" : "checked";
  }

  /** What the text at a place lacks; nothing is said of a field without one. */
  lacking({ field, row }: Place): string[] {
    const here = row === undefined ? this.advice.fields : this.advice.rows[row];
    return (here?.[field] ?? []).filter((name) => name !== "filled");
  }

  /** What the rows lack together, once each of them says what it is about. */
  get lackingTogether(): string[] {
    const rows = this.rows.filter(written);
    const setting = rowsOf(this.spec);
    const said: Record<string, (field: Field) => boolean> = {
      "both-sides": ({ options }) => !!options?.some(({ side }) => side),
      "first-step-soon": ({ as }) => as === "date",
    };
    return this.advice.all.filter((name) => {
      const asked = setting?.fields.filter((field) => said[name]?.(field)) ?? [];
      const ready = rows.every((row) => asked.every(({ id }) => row[id]));
      return name === "most" || (ready && rows.length >= (setting?.least ?? 1));
    });
  }

  /** One sentence of advice. */
  advise(name: string, field?: Field): string {
    const own = field ? OF_ITS_OWN[`${field.as} ${name}`] : OF_ROWS[name];
    return this.phrases.say(`advice-${own ?? name}`, { most: rowsOf(this.spec)?.most ?? 0 });
  }

  /** "Action 2" */
  rowName(row: number): string {
    return this.phrases.say("row", { label: rowsOf(this.spec)?.label ?? "", n: row + 1 });
  }

  /** Notes what is typed; it is sent when the keys rest. */
  type(place: Place, text: string): void {
    const delta = { ...place, text };
    this.store.later(apply(this.spec, this.answer, delta), delta);
  }

  add(): void {
    const rows = this.rows;
    if (rows.length >= MOST_ROWS) return this.say("said-full", { most: MOST_ROWS });
    const at = rows.length;
    this.replace([...rows, {}], ({ rows: now }) =>
      at < now.length && !written(now[at] ?? {}) ? now.filter((_, n) => n !== at) : null,
    );
    this.say("said-added", { row: this.rowName(at) });
  }

  reset(): void {
    const { store, spec, answer } = this;
    const delta = { reset: true };
    store.change(apply(spec, answer, delta), delta, (now) => restored(spec, answer, now));
    this.say("said-reset");
  }

  /** Puts other rows in the place of these; `back` makes the rows of before from those of then. */
  replace(rows: Texts[], back: (now: Answer) => Texts[] | null): void {
    this.store.change({ ...this.answer, rows }, { rows }, (now) => {
      const before = back(now);
      return before && { rows: before };
    });
  }

  /** "12 of 25 words", and whether these are too many. */
  words(field: Field, text: string): { over: boolean; values: { n: number; all: number } } | null {
    if (!field.words) return null;
    const n = countWords(field, text);
    return { over: n > field.words, values: { n, all: field.words } };
  }

  /** What a field says, as it is read: a day and a choice in words. */
  shown(field: Field, text: string): string {
    return shownIn(this.spec, field, text);
  }

  /** A day in words. */
  asDay(day: string): string {
    return dayIn(this.spec.language, day);
  }

  /** The date where the participant is. */
  get today(): string {
    const now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  }
}
