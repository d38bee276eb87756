// What a participant can do where each item gets an option, whichever view it is done in.
import { entryOf, headline, optionsOf, verdictOf } from "../shared/feedback";
import { KeyedWork } from "../shared/keyed";
import type { Verdict } from "../shared/types";
import { shortened } from "../shared/words";
import { apply, binOf, placeOf, put, unplaced, whole, type Answer, type Change } from "./answer";

export class Work extends KeyedWork<Answer> {
  get answered(): string[] {
    return this.spec.items.map(({ id }) => id).filter((id) => id in this.answer.choices);
  }

  verdict(item: string): Verdict | undefined {
    return verdictOf(this.spec, item, this.answer.choices[item]);
  }

  label(option: string, item = ""): string {
    return optionsOf(this.spec, item).find(({ id }) => id === option)?.label ?? "";
  }

  name(item: string): string {
    const card = this.spec.items.find(({ id }) => id === item);
    return card ? shortened(card.text) : "";
  }

  /** "3 cards" for a bin, or for the pile. */
  cards(option: string | null): string {
    const { answer, spec } = this;
    const n = option === null ? unplaced(spec, answer).length : binOf(answer, option).length;
    return this.phrases.count("cards", n);
  }

  /** Puts a card somewhere (or takes it out), and says what came of it. */
  place(change: Change): void {
    const { store, spec, phrases } = this;
    const before = placeOf(this.answer, change.item);
    const next = put(this.answer, change);
    const after = placeOf(next, change.item);
    if (before.option === after.option && before.at === after.at) return;
    store.change(next, { ...change, at: after.at }, before);
    const said = [this.told(change, next)];
    if (change.option !== null && before.option !== change.option && spec.feedback === "instant") {
      said.push(headline(spec, phrases, change.item, change.option));
      said.push(entryOf(spec, change.item)?.why ?? "");
    }
    said.push(this.left);
    this.speaker.say(said.filter(Boolean).join(" "));
  }

  /** Says where a card lies now. */
  protected told({ item, option }: Change, next: Answer): string {
    const card = this.name(item);
    if (option === null) return this.phrases.say("said-taken-out", { card });
    return this.phrases.say("said-placed", {
      card,
      option: this.label(option),
      position: (placeOf(next, item).at ?? 0) + 1,
      count: binOf(next, option).length,
    });
  }

  /** Moves a placed card one up (-1) or down (+1) within its bin. */
  nudge(item: string, by: -1 | 1): void {
    const { option, at } = placeOf(this.answer, item);
    if (option === null || at === null) return;
    const last = binOf(this.answer, option).length - 1;
    this.place({ item, option, at: Math.min(last, Math.max(0, at + by)) });
  }

  reset(): void {
    const { store, spec } = this;
    store.change(apply(spec, this.answer, { reset: true }), { reset: true }, whole(spec, this.answer));
    this.say("said-reset");
  }
}
