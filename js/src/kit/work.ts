// What a participant can do at any board; each kind adds its own acts.
import type { Speaker } from "./live";
import type { Store } from "./store";
import type { Phrases } from "./words";

export abstract class BoardWork<A extends object> {
  constructor(
    readonly store: Store<A>,
    readonly phrases: Phrases,
    protected speaker: Speaker,
  ) {}

  get spec() {
    return this.store.spec;
  }

  get answer() {
    return this.store.answer;
  }

  /** Whether there is anything that starting again would clear. */
  abstract get started(): boolean;

  /** How far it got, for the line above the items: "3 of 8 answered". */
  abstract get progress(): string;

  abstract reset(): void;

  undo(): void {
    if (this.store.undo()) this.say("said-undone", { placed: this.progress });
  }

  say(name: string, values: Record<string, string | number> = {}): void {
    this.speaker.say(this.phrases.say(name, values));
  }
}
