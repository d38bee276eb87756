// One store per board: the answer, what can be undone, and whether the kernel still hears us.
// It lives in the model's closure, so that several views of one board show one state.
import type { Model, Packed, Spec } from "./types";

interface Step<A> {
  before: A;
  delta: object;
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

  constructor(
    private model: Model,
    /** What a change makes of an answer; used for changes that the last kernel did not hear. */
    apply: (spec: Spec, answer: A, delta: object) => A,
  ) {
    const sent = model.get("spec");
    this.spec = { ...sent, items: unpacked(sent.items), table: sent.table && unpacked(sent.table) };
    model.on("change:answer", this.tell);
    model.on("change:notice", this.tell);
    model.on("comm_live_update", this.onComm);
    for (const delta of this.takeUnheard()) {
      model.set("answer", apply(this.spec, this.answer, delta));
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
    return this.past.length > 0;
  }

  /** Shows the next answer at once and sends its change; `back` is the change that undoes it. */
  change(next: A, delta: object, back?: object): void {
    if (back) this.past.push({ before: this.answer, delta: back });
    this.model.set("answer", next);
    this.send(delta);
    this.tell();
  }

  /** Takes the last change back; says whether there was one. */
  undo(): boolean {
    const step = this.past.pop();
    if (!step) return false;
    this.change(step.before, step.delta);
    return true;
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
      const kept = JSON.parse(localStorage.getItem(this.shelf) ?? "[]");
      localStorage.setItem(this.shelf, JSON.stringify([...kept, delta]));
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
