// What boards with a key have in common: when its reasons may be seen, and how far it got.
import type { Verdict } from "./types";
import { BoardWork } from "./work";

export abstract class KeyedWork<A extends { checked: boolean }> extends BoardWork<A> {
  /** The items that have an answer, in the order of the exercise. */
  abstract get answered(): string[];

  /** What the answer to an item is worth; nothing where the key is not to be seen. */
  abstract verdict(item: string): Verdict | undefined;

  /** The same, where it may be shown by now. */
  shown(item: string): Verdict | undefined {
    return this.shows(item) ? this.verdict(item) : undefined;
  }

  /** What an item is worth with everything that it asks. */
  together(item: string): Verdict | undefined {
    return this.verdict(item);
  }

  /** Whether everything that an item asks was answered. */
  committed(item: string): boolean {
    return this.answered.includes(item);
  }

  /** Whether the verdict on an item may be shown now: not before people have committed. */
  shows(item: string): boolean {
    const { feedback } = this.spec;
    if (feedback === "instant") return this.committed(item);
    return feedback === "on-check" && this.answer.checked && this.answered.includes(item);
  }

  get started(): boolean {
    return this.answered.length > 0;
  }

  /** Whether everything was answered. */
  get complete(): boolean {
    return this.spec.items.every(({ id }) => this.committed(id));
  }

  get finished(): boolean {
    return this.spec.feedback === "instant" ? this.complete : this.answer.checked;
  }

  /** Whether the reasons are there to be seen. */
  get state(): "working" | "checked" {
    return this.spec.table && this.finished ? "checked" : "working";
  }

  check(): void {
    this.store.change({ ...this.answer, checked: true }, { checked: true });
  }

  get progress(): string {
    return this.phrases.say("placed-of", {
      n: this.answered.length,
      all: this.spec.items.length,
    });
  }

  /** "3 cards left." */
  protected get left(): string {
    const left = this.spec.items.length - this.answered.length;
    return left ? this.phrases.count("left", left) : this.phrases.say("left-none");
  }
}
