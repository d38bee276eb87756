// Passes answers on to the room: at most one request a second, each a whole answer, until the room says
// that it has it. It knows neither network nor store; js/test/uplink.test.ts plays both.

/** A whole answer on its way. */
export interface Letter {
  exercise: string;
  n: number;
  /** When what is in it was changed last. */
  updated: unknown;
  body: string;
}

/** What came of a letter: the room has it, or takes it no more; or it must be sent again. */
export type Came = "saved" | "late" | "refused" | "again" | "out";

export interface Post {
  /** Whether anything has to be sent. */
  waits(): Promise<boolean>;
  /** What has to be sent now; nothing where the room has everything. */
  next(): Promise<Letter | undefined>;
  send(letter: Letter): Promise<Came>;
  /** Notes that a letter need not be sent again. */
  settle(letter: Letter): Promise<void>;
}

/** Between two requests, in milliseconds. */
export const SECOND = 1000;
/** So long it waits at most before it tries again. */
export const LONGEST = 20_000;

export class Uplink {
  /** Whether something is still to be sent. */
  waiting = false;
  /** What came of the last letter that the room looked at. */
  came: Came | "" = "";
  private failures = 0;
  private last = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private busy = false;
  private more = false;

  constructor(
    private post: Post,
    private changed: () => void,
    private random: () => number = Math.random,
  ) {}

  /** Something was changed. */
  wake(): void {
    if (this.came === "out") return;
    this.more = true;
    this.plan();
  }

  /** The room knows this phone again. */
  known(): void {
    if (this.came === "out") this.came = "";
    this.again();
  }

  /** The room can be reached again: what waits need not wait longer, but not all phones come at once. */
  again(): void {
    this.failures = 0;
    this.cancel();
    this.wake();
  }

  /** The page may go: what is to be sent is sent now. */
  leave(): void {
    if (!this.waiting && !this.more) return;
    this.cancel();
    void this.run();
  }

  private cancel(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private plan(): void {
    if (this.busy || this.timer !== undefined) return;
    const rest = this.last + SECOND - Date.now();
    this.timer = setTimeout(() => void this.run(), Math.max(0, rest, this.pause()));
  }

  /** Longer after each failure, and for each phone another time. */
  private pause(): number {
    if (!this.failures) return 0;
    return Math.min(LONGEST, SECOND * 2 ** (this.failures - 1)) * (0.5 + this.random());
  }

  private async run(): Promise<void> {
    this.timer = undefined;
    if (this.busy) return;
    this.busy = true;
    this.more = false;
    const goesOn = await this.sendOne().catch(() => this.failed());
    this.busy = false;
    this.changed();
    if (goesOn || this.more) this.plan();
  }

  /** Says whether something is, or may be, left. */
  private async sendOne(): Promise<boolean> {
    const letter = await this.post.next();
    if (letter === undefined) {
      this.waiting = false;
      return false;
    }
    this.waiting = true;
    this.changed();
    this.last = Date.now();
    const came = await this.post.send(letter);
    if (came === "again") return this.failed();
    this.came = came;
    this.failures = 0;
    if (came === "out") {
      this.more = false;
      return false;
    }
    await this.post.settle(letter);
    this.waiting = await this.post.waits();
    return this.waiting;
  }

  private failed(): boolean {
    this.failures += 1;
    return true;
  }
}
