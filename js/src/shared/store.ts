// One store per board: the answer, what can be undone, and whether the kernel still hears us.
// It lives in the model's closure, so that several views of one board show one state.
import type { Model, Packed, Spec } from "./types";

/**
 * What takes a change back: another change, which brings the answer of before; or what to work out
 * from the answer of that moment, null where that would destroy what came later.
 */
export type Back<A> = object | ((answer: A) => object | null);

interface Step<A> {
  before: A;
  back: Back<A>;
}

/** How long the keys rest before what was typed is sent. */
export const PAUSE = 500;

/** Whether two changes say what one place holds: then only the later one matters. */
function samePlace(one: object, other: object): boolean {
  const place = (delta: object) => JSON.stringify({ ...delta, text: "" });
  return "text" in one && "text" in other && place(one) === place(other);
}

function unpacked({ names, rows }: Packed): object[] {
  return rows.map((row) =>
    Object.fromEntries(row.flatMap((value, i) => (value == null ? [] : [[names[i], value]]))),
  );
}

export class Store<A extends object> {
  readonly spec: Spec;
  lost = false;
  private past: Step<A>[] = [];
  private listeners = new Set<() => void>();
  private waiting: object | undefined;
  private timer = 0;

  constructor(
    private model: Model,
    /** What a change makes of an answer, here as in the kernel. */
    private apply: (spec: Spec, answer: A, delta: object) => A,
  ) {
    const sent = model.get("spec");
    this.spec = { ...sent, items: unpacked(sent.items), table: sent.table && unpacked(sent.table) };
    model.on("change:answer", this.tell);
    model.on("change:notice", this.tell);
    model.on("comm_live_update", this.onComm);
    for (const delta of this.takeUnheard()) {
      model.set("answer", this.apply(this.spec, this.answer, delta));
      this.send(delta);
    }
  }

  get answer(): A {
    return this.model.get("answer");
  }

  get notice(): string {
    return this.model.get("notice") ?? "";
  }

  get canUndo(): boolean {
    return this.past.some(({ back }) => typeof back !== "function" || back(this.answer));
  }

  /** Shows the next answer at once and sends its change; `back` is what undoes it. */
  change(next: A, delta: object, back?: Back<A>): void {
    this.flush();
    if (back) this.past.push({ before: this.answer, back });
    this.model.set("answer", next);
    this.send(delta);
    this.tell();
  }

  /**
   * Shows the next answer at once; its change, `{…, text}`, is sent when the keys rest, or before
   * anything else is done or the page goes. What the same place held meanwhile is never sent.
   */
  later(next: A, delta: object): void {
    if (this.waiting && !samePlace(this.waiting, delta)) this.flush();
    if (!this.waiting) {
      addEventListener("pagehide", this.flush);
      document.addEventListener("visibilitychange", this.flush);
    }
    this.waiting = delta;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(this.flush, PAUSE);
    this.model.set("answer", next);
    this.tell();
  }

  /** Sends now what waits for the keys to rest. */
  flush = (): void => {
    if (!this.waiting) return;
    const delta = this.waiting;
    this.waiting = undefined;
    clearTimeout(this.timer);
    removeEventListener("pagehide", this.flush);
    document.removeEventListener("visibilitychange", this.flush);
    this.send(delta);
    if (this.lost) this.tell();
  };

  /** Takes the last change back that can be; says whether there was one. */
  undo(): boolean {
    for (let step = this.past.pop(); step; step = this.past.pop()) {
      const { before, back } = step;
      const delta = typeof back === "function" ? back(this.answer) : back;
      if (!delta) continue;
      const next = delta === back ? before : this.apply(this.spec, this.answer, delta);
      this.change(next, delta);
      return true;
    }
    return false;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell = (): void => {
    for (const listener of [...this.listeners]) listener();
  };

  // Jupyter tells of a comm whose kernel is gone. Should it come back, this board goes on keeping
  // taps in the browser: they are sent when the notebook runs again, and none is sent twice.
  private onComm = (): void => {
    this.lost = true;
    this.tell();
  };

  private send(delta: object): void {
    try {
      if (this.lost) throw new Error("the kernel is gone");
      this.model.send(delta);
    } catch {
      this.lost = true;
      this.keepUnheard(delta);
    }
  }

  // What no kernel heard waits in the browser until the notebook runs again.
  private get shelf(): string {
    return `leading-and-managing:unheard:${this.spec.id}`;
  }

  private keepUnheard(delta: object): void {
    try {
      const kept: object[] = JSON.parse(localStorage.getItem(this.shelf) ?? "[]");
      const others = kept.filter((earlier) => !samePlace(earlier, delta));
      localStorage.setItem(this.shelf, JSON.stringify([...others, delta]));
    } catch {
      // No storage in this browser: the notice already says that nothing is being saved.
    }
  }

  private takeUnheard(): object[] {
    try {
      const kept = JSON.parse(localStorage.getItem(this.shelf) ?? "[]");
      localStorage.removeItem(this.shelf);
      return Array.isArray(kept) ? kept.filter((delta) => delta && typeof delta === "object") : [];
    } catch {
      return [];
    }
  }
}
