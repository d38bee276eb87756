// What boards with a key have in common: when its reasons may be seen, and how far it got.
import type { Verdict } from "./types";
import { BoardWork } from "./work";

export abstract class KeyedWork<A extends { checked: boolean }> extends BoardWork<A> {
  /** The items that have an answer, in the order of the exercise. */
  abstract get answered(): string[];

  /** What the answer to an item is worth; nothing where the key is not to be seen. */
  abstract verdict(item: string): Verdict | undefined;

  get started(): boolean {
    return this.answered.length > 0;
  }

  /** Whether every item has an answer. */
  get complete(): boolean {
    return this.answered.length === this.spec.items.length;
  }

  /** Whether verdicts may be shown now. */
  get judged(): boolean {
    return this.spec.feedback === "instant" || (this.spec.feedback === "on-check" && this.answer.checked);
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
