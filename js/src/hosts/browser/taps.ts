// What a board sends becomes part of what is saved: once, in the order of its times, whenever it is
// heard; as workshop/answers/taps.py, where the words are explained.
import { isRecord } from "../../kit/records";
import { dumps, isChecked, type Known, partOf, withGone } from "../../kit/rules";
import type { Tap } from "../../kit/shelf";
import { type Keep, keepFirst } from "./first";
import { type Found, rulesOf } from "./record";

const KEPT = 200;
const PAGES = 50;
const LONGEST_ID = 64;

type Parts = Record<string, unknown>;
type Both = [answer: Parts, first: Parts];
type Entry = [at: number, delta: unknown];

export interface Message {
  work: string;
  page: string;
  changes: Tap[];
}

/** Reads a message; nothing where it is none. */
export function readSent(message: unknown): Message | undefined {
  if (!isRecord(message) || !isId(message.work) || !isId(message.page)) return undefined;
  const { changes } = message;
  const sound = (tap: unknown) =>
    Array.isArray(tap) && tap.length === 3 && counts(tap[0]) && counts(tap[1]);
  if (!Array.isArray(changes) || !changes.every(sound)) return undefined;
  return message as unknown as Message;
}

/** An answer, and the changes that led to it. */
export class Work {
  answer: Parts;
  first: Parts;
  /** The last number of each page, the latest page last. */
  readonly heard: Map<string, number>;
  private start: Both = [{}, {}];
  private log: Entry[] = [];

  constructor(
    private spec: Known,
    record: Partial<Found> = {},
    private keep: Keep = keepFirst,
  ) {
    this.answer = record.answer ?? (rulesOf(spec).empty() as Parts);
    this.first = partOf(record, "first");
    const { heard, start, log } = partOf(record, "taps");
    const pages = Object.entries(isRecord(heard) ? heard : {});
    this.heard = new Map(
      pages.filter(([page, n]) => isId(page) && counts(n)) as [string, number][],
    );
    if (isRecord(start) && isRecord(start.answer) && isInOrder(log)) {
      this.start = [start.answer, partOf(start, "first")];
      this.log = [...log];
    }
  }

  /** What a record holds of the history. */
  get taps(): object {
    const [answer, first] = this.start;
    const start = this.log.length ? { answer, first } : {};
    return { heard: Object.fromEntries(this.heard), start, log: this.log };
  }

  get clock(): number {
    return this.log[this.log.length - 1]?.[0] ?? 0;
  }

  /** Applies a change, unless it was heard before; says whether it was the latest. */
  take(page: string, [number, at, delta]: Tap): boolean {
    if (number <= (this.heard.get(page) ?? 0)) return true;
    const latest = at >= this.clock;
    const place = this.placeOf(at);
    const entry: Entry = [at, delta];
    const [from, todo]: [Both, Entry[]] = latest
      ? [[this.answer, this.first], [entry]]
      : [this.start, [...this.log.slice(0, place), entry, ...this.log.slice(place)]];
    // All of it first: where a kind cannot apply a change, nothing has changed.
    const after = todo.reduce<Both>((both, each) => this.after(both, each), from);
    this.note(place, entry);
    [this.answer, this.first] = after;
    this.hear(page, number);
    return latest;
  }

  hear(page: string, number: number): void {
    this.heard.delete(page);
    this.heard.set(page, number);
    for (const oldest of this.heard.keys()) {
      if (this.heard.size <= PAGES) break;
      this.heard.delete(oldest);
    }
  }

  private placeOf(at: number): number {
    const place = this.log.findIndex(([time]) => time > at);
    return place < 0 ? this.log.length : place;
  }

  private note(place: number, entry: Entry): void {
    if (!this.log.length) this.start = [this.answer, this.first];
    this.log.splice(place, 0, entry);
    // Of several texts at one place the last one alone matters, and no other is kept: what somebody
    // took back is nobody's business.
    const spot = textPlace(entry[1]);
    if (spot !== undefined) {
      const same = this.log.filter(([, delta]) => textPlace(delta) === spot);
      const last = same[same.length - 1];
      this.log = this.log.filter((each) => each === last || !same.includes(each));
    }
    while (this.log.length > KEPT) {
      this.start = this.after(this.start, this.log.shift() as Entry);
    }
  }

  private after([answer, first]: Both, [at, delta]: Entry): Both {
    const rules = rulesOf(this.spec);
    const before = rules.prune(this.spec, answer);
    const checked = "checked" in before && { checked: isChecked(answer) };
    const made = rules.apply(this.spec, { ...before, ...checked }, Object(delta));
    const cleared = Object(delta).reset === true && !rules.size(made);
    const merged = cleared ? made : withGone(answer, before, made);
    const after = cleared ? made : (rules.gone?.(answer, before, merged) ?? merged);
    const known = rules.prune(this.spec, after);
    return [after as Parts, this.keep(this.spec, first, before, known, at)];
  }
}

/** What of a history must outlive the answer: the last number of each page. */
export function heardAlone(record: Found): { taps?: object } {
  const { heard } = partOf(record, "taps");
  return isRecord(heard) && Object.keys(heard).length ? { taps: { heard } } : {};
}

function textPlace(delta: unknown): string | undefined {
  return isRecord(delta) && "text" in delta ? dumps({ ...delta, text: undefined }) : undefined;
}

function isId(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= LONGEST_ID;
}

function counts(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

function isInOrder(log: unknown): log is Entry[] {
  if (!Array.isArray(log)) return false;
  return log.every(
    (entry, n) =>
      Array.isArray(entry) &&
      entry.length === 2 &&
      counts(entry[0]) &&
      (n === 0 || log[n - 1][0] <= entry[0]),
  );
}
