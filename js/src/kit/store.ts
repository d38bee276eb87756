// One store per board: the answer, what can be undone, and what waits to be saved.
// It lives in the model's closure, so that several views of one board show one state.
import { Outbox } from "./outbox";
import { unpacked } from "./records";
import type { Model, Spec } from "./types";

/**
 * What takes a change back: another change, which brings the answer of before; or what to work out
 * from the answer of that moment, null where that would destroy what came later.
 */
export type Back<A> = object | ((answer: A) => object | null);

interface Step<A> {
  before: A;
  back: Back<A>;
}

/** How long the keys rest before what was typed is sent, and how long it waits for that at most. */
export const PAUSE = 500;
const LONGEST_PAUSE = 3000;

/** What a host gives the board of each kind. */
export interface BoardProps<A extends object> {
  store: Store<A>;
  /** A prefix for element ids, unique for this view. */
  uid: string;
}

export class Store<A extends object> {
  readonly spec: Spec;
  readonly outbox: Outbox;
  private past: Step<A>[] = [];
  private listeners = new Set<() => void>();
  /** Since when something typed waits; 0 where nothing does. */
  private typing = 0;
  private timer = 0;
  private showing = false;

  constructor(
    readonly model: Model,
    /** What a change makes of an answer, here as with whoever keeps the answers. */
    private apply: (spec: Spec, answer: A, delta: object) => A,
  ) {
    const sent = model.get("spec");
    this.spec = { ...sent, items: unpacked(sent.items), table: sent.table && unpacked(sent.table) };
    this.outbox = new Outbox(model, this.spec.id, this.onWaiting);
    model.on("change:answer", this.onAnswer);
    model.on("change:saved", this.onSaved);
    model.on("change:notice", this.tell);
  }

  close(): void {
    this.flush();
    this.outbox.close();
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
    this.show(next);
    this.outbox.add(delta);
    this.tell();
  }

  /**
   * Shows the next answer at once, and keeps its change, `{…, text}`, in the browser; it is sent when
   * the keys rest, or now and then, or before anything else is done or the page goes.
   */
  later(next: A, delta: object): void {
    this.show(next);
    this.outbox.add(delta, true);
    this.typing ||= Date.now();
    clearTimeout(this.timer);
    const rest = Math.min(PAUSE, Math.max(0, this.typing + LONGEST_PAUSE - Date.now()));
    this.timer = window.setTimeout(this.flush, rest);
    this.tell();
  }

  /** Sends now what waits for the keys to rest. */
  flush = (): void => {
    clearTimeout(this.timer);
    this.typing = 0;
    this.outbox.send();
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

  private show(answer: A): void {
    this.showing = true;
    this.model.set("answer", answer);
    this.showing = false;
  }

  /** Shows changes on top of what is there, as they will be once they are saved. */
  private showOnTop(deltas: object[]): void {
    const on = (answer: A, delta: object) => this.apply(this.spec, answer, delta);
    if (deltas.length) this.show(deltas.reduce(on, this.answer));
  }

  /** Somebody else changed the answer: what waits here stays on top of it. */
  private onAnswer = (): void => {
    if (this.showing) return;
    this.onSaved();
    this.showOnTop(this.outbox.deltas);
    this.tell();
  };

  private onSaved = (): void => {
    if (this.outbox.heard(this.model.get("saved"))) this.past = [];
  };

  private onWaiting = (found: object[] = []): void => {
    this.showOnTop(found);
    this.tell();
  };
}
