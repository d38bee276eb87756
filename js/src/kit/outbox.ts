// A saved tap is an acknowledged tap. Every change gets a number, waits in the browser until whoever
// keeps the answers says *saved up to n*, and is sent again when nobody does. One message is on its
// way at a time; what is changed meanwhile goes together with the next one.
import { Shelf, sweep, type Tap } from "./shelf";
import type { Model, Saved } from "./types";

/** How often it is looked whether something has to be sent again, and when it is, in milliseconds. */
const TICK = 1000;
const AGAIN = 2500;
/** When a board says that nothing is being saved; with the tick, within five seconds. */
const LATE = 3500;
/** What the page is told when a board is not heard: somebody may start its program again. */
const UNHEARD = "lm-unheard";
/** How many changes go together. */
const MOST = 50;

/** Whether two changes say what one place holds: then only the later one matters. */
function samePlace(one: object, other: object): boolean {
  const place = (delta: object) => JSON.stringify({ ...delta, text: "" });
  return "text" in one && "text" in other && place(one) === place(other);
}

/** What changes say, in the order of their times. */
function inOrder(taps: Tap[]): object[] {
  return taps.sort((one, other) => one[1] - other[1]).map(([, , delta]) => delta);
}

export class Outbox {
  /** No program is behind this page any more, so that it must be started again. */
  lost = false;
  /** Nobody has answered for some seconds. */
  late = false;
  readonly page = (Date.now() + Math.random()).toString(36).slice(0, 14).replace(".", "");
  private shelf: Shelf;
  private work: string;
  /** What waits of this page; and of others that nobody heard. */
  private taps: Tap[] = [];
  private others = new Map<string, Tap[]>();
  private number = 0;
  private clock = 0;
  /** The message that is on its way: of which page, up to which number, and when it left. */
  private flying: { page: string; upTo: number; at: number } | undefined;
  private since = 0;
  private timer: number | undefined;
  private gathering: number | undefined;
  private stale = false;

  constructor(
    private model: Model,
    private exercise: string,
    /** Is told when saving goes on or stops, with the changes of other pages that were found. */
    private changed: (found?: object[]) => void,
  ) {
    const saved: Saved = model.get("saved");
    this.work = saved.work;
    this.clock = saved.clock;
    this.shelf = new Shelf(this.work, exercise);
    model.on("msg:custom", this.onMessage);
    model.on("comm_live_update", this.onGone);
    addEventListener("storage", this.onStorage);
    addEventListener("pagehide", this.onHide);
    addEventListener("pageshow", this.onShow);
    addEventListener("online", this.onShow);
    document.addEventListener("visibilitychange", this.onVisible);
    sweep();
    this.gather();
  }

  /**
   * Asks nothing of the browser any more. What waits is still sent, and it is still said when nobody
   * answers: a view that was closed may stand on the page, and somebody may tap on it.
   */
  close(): void {
    clearTimeout(this.gathering);
    removeEventListener("storage", this.onStorage);
    removeEventListener("pagehide", this.onHide);
    removeEventListener("pageshow", this.onShow);
    removeEventListener("online", this.onShow);
    document.removeEventListener("visibilitychange", this.onVisible);
  }

  /** How many changes are not saved yet. */
  get waiting(): number {
    return this.lanes().reduce((n, [, taps]) => n + taps.length, 0);
  }

  /** Whether what waits would still be here after the page was closed. */
  get kept(): boolean {
    return this.shelf.kept;
  }

  /** What is not saved yet, in the order of its times. */
  get deltas(): object[] {
    return inOrder(this.lanes().flatMap(([, taps]) => taps));
  }

  /** Keeps a change in the browser, and sends it; or, where more keys may follow, does not send it yet. */
  add(delta: object, typing = false): void {
    this.clock = Math.max(Date.now(), this.clock + 1);
    this.taps = this.taps.filter(([, , earlier]) => !samePlace(earlier, delta));
    this.number += 1;
    this.taps.push([this.number, this.clock, delta]);
    this.shelf.write(this.page, this.taps);
    if (!typing) this.send();
  }

  /** Sends what waits, unless a message is on its way. */
  send(): void {
    if (this.flying) return;
    const [lane] = this.lanes();
    if (!lane) return;
    this.since ||= Date.now();
    this.timer ??= setInterval(this.tick, TICK) as unknown as number;
    this.post(...lane);
  }

  /** Takes over what is saved now; says whether it is another work, somebody else's perhaps. */
  heard({ work, pages, clock }: Saved): boolean {
    this.clock = Math.max(this.clock, clock);
    if (work !== this.work) {
      // Somebody else begins here: what waits stays under the work that it belongs to.
      this.work = work;
      this.shelf = new Shelf(work, this.exercise);
      this.taps = [];
      this.others.clear();
      this.flying = undefined;
      this.rest();
      return true;
    }
    for (const [page] of this.lanes()) this.drop(page, pages[page] ?? 0);
    return false;
  }

  private lanes(): [string, Tap[]][] {
    const all: [string, Tap[]][] = [...this.others, [this.page, this.taps]];
    return all.filter(([, taps]) => taps.length);
  }

  private post(page: string, taps: Tap[]): void {
    const changes = taps.slice(0, MOST);
    this.flying = { page, upTo: changes.at(-1)?.[0] ?? 0, at: Date.now() };
    try {
      if (this.lost) throw new Error("the program is gone");
      this.model.send({ work: this.work, page, changes });
    } catch {
      this.onGone();
    }
  }

  private drop(page: string, upTo: number): void {
    if (page === this.page) {
      this.taps = this.taps.filter(([n]) => n > upTo);
      this.shelf.write(page, this.taps);
    } else {
      // The page itself may still be open, and have written more meanwhile.
      this.shelf.settle(page, upTo);
      this.look(page);
    }
  }

  /** Sees what waits of another page now, and shows what is new of it. */
  private look(page: string): void {
    const known = new Set((this.others.get(page) ?? []).map(([n]) => n));
    const taps = this.shelf.read(page).filter(([n]) => n > this.shelf.settled(page));
    if (taps.length) this.others.set(page, taps);
    else this.others.delete(page);
    const found = taps.filter(([n]) => !known.has(n));
    if (found.length) this.changed(inOrder(found));
  }

  private onMessage = (message: { page?: string; saved?: number } = {}): void => {
    const { page, saved } = message;
    // Several pages may hear one program.
    if (page === undefined || saved === undefined) return;
    if (page === this.page || this.others.has(page)) this.drop(page, saved);
    // Another page of the same program did something that this one does not show yet.
    else this.stale = true;
    this.refresh();
    if (page !== this.flying?.page) return;
    const told = this.late;
    this.late = false;
    if (saved < this.flying.upTo) {
      // Heard, and not saved: the notice says why, and it is tried again.
      this.since = Date.now();
      if (told) this.changed();
      return;
    }
    this.flying = undefined;
    this.since = 0;
    if (this.waiting) this.send();
    else this.rest();
    this.changed();
  };

  private rest(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.since = 0;
    this.late = false;
  }

  private tick = (): void => {
    if (this.savedElsewhere() || this.lost) return;
    const now = Date.now();
    if (!this.late && now - this.since >= LATE) {
      this.late = true;
      this.changed();
      dispatchEvent(new Event(UNHEARD));
    }
    if (this.flying && now - this.flying.at >= AGAIN) {
      this.flying = undefined;
      this.send();
    }
  };

  /** What another page has delivered waits no longer; says whether that is all. */
  private savedElsewhere(): boolean {
    for (const page of [...this.others.keys()]) this.look(page);
    this.drop(this.page, this.shelf.settled(this.page));
    if (this.waiting) return false;
    this.flying = undefined;
    this.rest();
    this.changed();
    return true;
  }

  /** Takes what other pages of this exercise left, and sends it. */
  private gather = (): void => {
    this.gathering = undefined;
    const { pages }: Saved = this.model.get("saved");
    for (const page of this.shelf.pages()) {
      if (page === this.page) continue;
      if (pages[page]) this.shelf.settle(page, pages[page]);
      this.look(page);
    }
    this.send();
  };

  private onGone = (): void => {
    this.lost = true;
    this.changed();
    dispatchEvent(new Event(UNHEARD));
  };

  // What another page leaves for long is delivered here, if there is a program behind this one.
  private onStorage = ({ key, newValue }: StorageEvent): void => {
    if (newValue === null || !this.shelf.holds(key) || this.gathering !== undefined) return;
    this.gathering = setTimeout(this.gather, LATE) as unknown as number;
  };

  // There may be no later: all of it, also what is on its way.
  private onHide = (): void => {
    const lane = this.lanes().find(([page]) => page === this.page);
    if (lane) this.post(...lane);
  };

  /** Asks for the whole answer, once somebody looks at this page. */
  private refresh(): void {
    if (!this.stale || document.visibilityState !== "visible") return;
    this.stale = false;
    try {
      this.model.send({ look: true });
    } catch {
      this.onGone();
    }
  }

  private onShow = (): void => {
    this.refresh();
    if (!this.waiting) return;
    this.flying = undefined;
    this.send();
  };

  private onVisible = (): void => {
    if (document.visibilityState === "visible") this.onShow();
    else this.onHide();
  };
}
