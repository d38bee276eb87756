// One person's answers in this browser, as workshop/answers/ keeps them in a folder: whose they are,
// and a record of each exercise. Several pages may be open: each change is made to what is there then.
import type { Known } from "../../kit/rules";
import type { Saved as Told } from "../../kit/types";
import type { Keep } from "./first";
import type { Held, Place } from "./place";
import {
  copied,
  type Found,
  later,
  parse,
  readRecord,
  rulesOf,
  state,
  stateIn,
  written,
} from "./record";
import { type Message, Work } from "./taps";

export const WORK = "work";
export const ANSWERS = "answers/";
const ID = /^[A-Za-z0-9-]{1,64}$/;

/** An answer and how it fared. */
export interface Saved {
  answer: Record<string, unknown>;
  saved: Told;
  updated: unknown;
  /** How many earlier entries concern what the exercise no longer has. */
  dropped: number;
  /** Whether an unreadable earlier answer was set aside. */
  damaged: boolean;
  /** Whether a change could not be applied, and was set aside. */
  aside: boolean;
  /** Whether the page must be shown the answer anew. */
  elsewhere: boolean;
}

export class Answers {
  /** Whose work it is. */
  work = "";
  /** What is known to be saved of every exercise, also of those that this workshop has not. */
  records = new Map<string, Found>();
  private damaged = new Set<string>();
  private listeners = new Set<() => void>();

  constructor(
    readonly place: Place,
    private specs: Map<string, Known>,
    /** Tells other pages of a change. */
    private tell: () => void,
    /** What becomes of first choices, where that is something else than usual. */
    private keep?: Keep,
  ) {}

  /** Calls back when something is saved, here or elsewhere. */
  subscribe(listener: () => void): void {
    this.listeners.add(listener);
  }

  get states(): Record<string, string> {
    return Object.fromEntries([...this.records].map(([id, record]) => [id, stateIn(record)]));
  }

  /** When an answer was saved last, and whose work it is of. */
  stateOf(exercise: string): { updated: unknown; work: string } {
    return { updated: this.records.get(exercise)?.updated, work: this.work };
  }

  /** Reads what is saved now. */
  async look(): Promise<void> {
    this.records = await this.place.change([WORK, ANSWERS], (held) => {
      this.work = whose(held);
      for (const id of this.specs.keys()) if (this.stored(held, id)[1]) this.damaged.add(id);
      return recordsIn(held);
    });
    this.said();
  }

  /** Gives what is known of an answer. */
  read(spec: Known): Saved {
    const work = new Work(spec, this.records.get(spec.id), this.keep);
    return { ...this.told(spec, work), damaged: this.damaged.has(spec.id) };
  }

  /** Applies what a board sent; nothing where it is somebody else's work by now. */
  async take(spec: Known, sent: Message, shown: unknown): Promise<Saved | undefined> {
    const key = ANSWERS + spec.id;
    const taken = await this.place.change([WORK, key], (held) => {
      this.work = whose(held);
      if (this.work !== sent.work) return undefined;
      const [record, damaged] = this.stored(held, spec.id);
      const work = new Work(spec, record, this.keep);
      let elsewhere = record?.updated !== shown;
      let aside = false;
      for (const tap of sent.changes) {
        try {
          if (!work.take(sent.page, tap)) elsewhere = true;
        } catch (error) {
          held.put(`aside/${spec.id}/${now()}`, JSON.stringify({ tap, error: String(error) }));
          work.hear(sent.page, tap[0]);
          elsewhere = aside = true;
        }
      }
      const answer = rulesOf(spec).prune(spec, work.answer);
      const next: Found = {
        exercise: spec.id,
        kind: spec.kind,
        updated: later(record ?? { answer }),
        state: state(spec, answer),
        answer: work.answer,
        ...(Object.keys(work.first).length && { first: work.first }),
        taps: work.taps,
      };
      held.put(key, written(next));
      return { next, work, elsewhere, aside, damaged };
    });
    if (!taken) return undefined;
    const { next, work, ...more } = taken;
    this.damaged.delete(spec.id);
    this.records.set(spec.id, copied(next));
    this.said();
    this.tell();
    return { ...this.told(spec, work), ...more };
  }

  /** Reads all anew, after it was changed as a whole; see whole_work.ts. */
  async changed(): Promise<void> {
    this.damaged.clear();
    await this.look();
    this.tell();
  }

  private said(): void {
    for (const listener of [...this.listeners]) listener();
  }

  private told(spec: Known, work: Work): Omit<Saved, "damaged"> {
    const rules = rulesOf(spec);
    const answer = copied(rules.prune(spec, work.answer)) as Record<string, unknown>;
    return {
      answer,
      saved: { work: this.work, pages: Object.fromEntries(work.heard), clock: work.clock },
      updated: this.records.get(spec.id)?.updated,
      dropped: rules.size(work.answer) - rules.size(answer),
      aside: false,
      elsewhere: false,
    };
  }

  /** What is kept of an exercise; what cannot be read is set aside, and never overwritten. */
  private stored(held: Held, id: string): [record: Found | undefined, damaged: boolean] {
    const text = held.get(ANSWERS + id);
    if (text === undefined) return [undefined, false];
    const record = readRecord(text);
    if (record) return [record, false];
    held.put(`aside/${id}/damaged-${now()}`, text);
    held.put(ANSWERS + id, null);
    return [undefined, true];
  }
}

/** Whose work it is: a random id that names nobody; a new one where there is none. */
export function whose(held: Held): string {
  try {
    const { id } = parse(held.get(WORK) ?? "") as { id: string };
    if (ID.test(id)) return id;
  } catch {
    // There is none.
  }
  // Not randomUUID, which exists on secure origins alone.
  const bytes = [...crypto.getRandomValues(new Uint8Array(8))];
  const id = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  held.put(WORK, JSON.stringify({ id }));
  return id;
}

function recordsIn(held: Held): Map<string, Found> {
  const found = held.keys(ANSWERS).flatMap((key): [string, Found][] => {
    const record = readRecord(held.get(key) ?? "");
    return record ? [[key.slice(ANSWERS.length), record]] : [];
  });
  return new Map(found);
}

export function now(): string {
  return new Date().toISOString();
}
