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

  /** How many answers are asked for: of some exercises not all. */
  get asked(): number {
    return this.spec.settings.enough ?? this.spec.items.length;
  }

  get done(): number {
    return this.spec.items.filter(({ id }) => this.committed(id)).length;
  }

  /** Whether all that is asked for was answered; more may be there for whoever likes. */
  get complete(): boolean {
    return this.done >= this.asked;
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
    const n = this.answered.length;
    return this.phrases.say("placed-of", { n, all: Math.max(n, this.asked) });
  }

  /** "3 cards left." */
  protected get left(): string {
    const left = this.asked - this.answered.length;
    return left > 0 ? this.phrases.count("left", left) : this.phrases.say("left-none");
  }
}
