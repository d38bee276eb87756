// What of the answers in this browser the room has not acknowledged yet. Beside each record stands which
// one the room has, and the number that it had; so nothing is forgotten by a reload, and of several
// pages each sends what is there, with a number of its own.
import { isRecord } from "../../kit/records";
import type { Known } from "../../kit/rules";
import { handedIn } from "../browser/hand_in";
import type { Held, Place } from "../browser/place";
import { moment, parse, readRecord } from "../browser/record";
import type { Api } from "./api";
import type { Came, Letter, Post } from "./uplink";

const ANSWERS = "answers/";
/** What the room has, by exercise. */
export const SENT = "sent/";
/** What a server, or what stands before it, says that does not mean the answer. */
const LATER = [403, 408, 421, 425, 429];

interface Mark {
  n: number;
  /** Of the record that the room has, by its number. */
  had?: number;
  updated?: unknown;
}

export class Unsent implements Post {
  constructor(
    private place: Place,
    private api: Api,
    private work: () => string,
    /** Takes over whose work this is in the room; says whether that is another one now. */
    private adopt: () => Promise<boolean>,
    /** An exercise with the rules of its kind; it may have to be fetched. */
    private spec: (exercise: string) => Promise<Known | undefined>,
    /** From when on what is changed in an exercise is nobody else's. */
    private closed: (exercise: string) => number,
  ) {}

  async waits(): Promise<boolean> {
    return (await this.open()).length > 0;
  }

  async next(): Promise<Letter | undefined> {
    for (const exercise of await this.open()) {
      const spec = await this.spec(exercise);
      const letter = spec && (await this.letter(exercise, spec));
      if (letter) return letter;
    }
    return undefined;
  }

  async send({ exercise, body }: Letter): Promise<Came> {
    const { status, told } = await this.api.put(`api/answers/${exercise}`, body);
    if (status === 200) return isRecord(told) && told.late === true ? "late" : "saved";
    if (status === 401) return "out";
    if (status === 409) return (await this.adopt()) ? "again" : "refused";
    if (status === 410) return "late";
    const later = status === 0 || status >= 500 || LATER.includes(status);
    return later ? "again" : "refused";
  }

  async settle({ exercise, n, updated }: Letter): Promise<void> {
    await this.place.change([SENT], (held) => {
      const mark = markOf(held, exercise);
      // Another page may have sent a later one meanwhile.
      if (n > (mark.had ?? 0)) put(held, exercise, { ...mark, had: n, updated });
    });
  }

  private open(): Promise<string[]> {
    return this.place.change([ANSWERS, SENT], (held) =>
      held
        .keys(ANSWERS)
        .map((key) => key.slice(ANSWERS.length))
        .filter((exercise) => this.isOpen(held, exercise)),
    );
  }

  /** Writes a letter of what is there now, and takes a number that none had before. */
  private letter(exercise: string, spec: Known): Promise<Letter | undefined> {
    return this.place.change([ANSWERS, SENT], (held) => {
      const record = readRecord(held.get(ANSWERS + exercise) ?? "");
      if (!record || !this.isOpen(held, exercise)) return undefined;
      const mark = markOf(held, exercise);
      // By the clock, so that a browser that kept no numbers begins above those that it had.
      const n = Math.max(mark.n + 1, Math.floor(Date.now() / 1000));
      put(held, exercise, { ...mark, n });
      const body = JSON.stringify({ n, work: this.work(), record: handedIn(spec, record) });
      return { exercise, n, updated: record.updated, body };
    });
  }

  private isOpen(held: Held, exercise: string): boolean {
    const record = readRecord(held.get(ANSWERS + exercise) ?? "");
    if (!record || record.updated === markOf(held, exercise).updated) return false;
    return moment(record) <= this.closed(exercise);
  }
}

function markOf(held: Held, exercise: string): Mark {
  try {
    const mark = parse(held.get(SENT + exercise) ?? "");
    if (isRecord(mark) && Number.isSafeInteger(mark.n)) return mark as unknown as Mark;
  } catch {
    // There is none.
  }
  return { n: 0 };
}

function put(held: Held, exercise: string, mark: Mark): void {
  held.put(SENT + exercise, JSON.stringify(mark));
}
