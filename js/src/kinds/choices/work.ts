// What a participant can do where each item gets an option, whichever view it is done in.
import { headline } from "../../kit/feedback";
import { KeyedWork } from "../../kit/keyed";
import { type Steps, stepsOf } from "../../kit/steps";
import type { Option, Verdict } from "../../kit/types";
import { entryOf, optionsOf, verdictOf } from "../../kit/verdicts";
import { shortened } from "../../kit/words";
import { type Answer, apply, binOf, type Change, placeOf, unplaced, whole } from "./answer";

export class Work extends KeyedWork<Answer> {
  /** Whether a choice can be taken back, and not only changed. */
  readonly canTakeOut: boolean = true;

  get answered(): string[] {
    return this.spec.items.map(({ id }) => id).filter((id) => id in this.answer.choices);
  }

  override committed(item: string): boolean {
    const { answer } = this;
    const { second, sure } = this.spec.settings;
    return (
      item in answer.choices &&
      (!second || item in (answer.second ?? {})) &&
      (!sure || item in (answer.sure ?? {}))
    );
  }

  verdict(item: string): Verdict | undefined {
    return verdictOf(this.spec, item, this.answer.choices[item]);
  }

  override together(item: string): Verdict | undefined {
    const verdict = this.verdict(item);
    return !this.spec.settings.second || this.secondVerdict(item) === verdict ? verdict : "partly";
  }

  /** The verdict on the second step, where there is one. */
  secondVerdict(item: string): Verdict | undefined {
    const chosen = this.answer.second?.[item];
    if (chosen === undefined) return undefined;
    return this.secondBest(item).includes(chosen) ? "match" : "differ";
  }

  /** The practices that are right for an item, what most would say first. */
  secondBest(item: string): string[] {
    const { spec } = this;
    const numbers: number[] =
      spec.rules?.second?.[spec.items.findIndex(({ id }) => id === item)] ?? [];
    return numbers.map((number) => spec.settings.second.options[number].id);
  }

  label(option: string, item = ""): string {
    return optionsOf(this.spec, item).find(({ id }) => id === option)?.label ?? "";
  }

  /** The card that has a place already, where there is room for one alone. */
  holder(option: string, item: string): string {
    const [other] = this.spec.settings.one_card_each ? binOf(this.answer, option) : [];
    return other && other !== item ? this.name(other) : "";
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
    const { store, spec, answer } = this;
    const { item, option } = change;
    const before = placeOf(answer, item);
    const next = apply(spec, answer, change);
    const after = placeOf(next, item);
    if (before.option === after.option && before.at === after.at) return;
    const [displaced] = unplaced(spec, next).filter((id) => id in answer.choices && id !== item);
    const back = displaced ? whole(spec, answer) : { ...before, ...stepsOf(answer, item) };
    // Worked out anew when it is undone: what was written meanwhile stays.
    store.change(next, { ...change, at: after.at }, () => back);
    this.tell(() => [
      this.told(change, next),
      displaced && this.phrases.say("said-taken-out", { card: this.name(displaced) }),
      ...(option === null || before.option === option ? [] : this.reason(item)),
    ]);
  }

  /** Says something of an item beside its option. */
  more(item: string, steps: Steps): void {
    const { store, spec, phrases } = this;
    const before = stepsOf(this.answer, item);
    const change = { item, ...steps };
    const back: Record<string, unknown> = { item };
    for (const name of Object.keys(steps)) back[name] = before[name as keyof Steps];
    store.change(apply(spec, this.answer, change), change, () => back);
    const second = spec.settings.second?.options.find(({ id }: Option) => id === steps.second);
    this.tell(() => [
      second && phrases.say("said-second", { card: this.name(item), option: second.label }),
      steps.sure && phrases.say("said-sure", { sure: phrases.say(`sure-${steps.sure}`) }),
      ...this.reason(item),
    ]);
  }

  /** Says aloud what came of something, and how many cards are left. */
  private tell(parts: () => unknown[]): void {
    this.speaker.say(() => [...parts(), this.left].filter(Boolean).join(" "));
  }

  /** Writes the reason for an item in one's own words; sent when the keys rest. */
  write(item: string, text: string): void {
    this.store.later(apply(this.spec, this.answer, { item, text }), { item, text });
  }

  /** What is said aloud of an item that is judged at once; or what it still asks. */
  private reason(item: string): string[] {
    const { spec, phrases, answer } = this;
    const option = answer.choices[item];
    if (spec.feedback !== "instant" || option === undefined) return [];
    if (!this.shows(item)) return [this.asks(item)];
    const second = this.secondVerdict(item) ? [this.secondHeadline(item)] : [];
    return [headline(spec, phrases, item, option), ...second, entryOf(spec, item)?.why ?? ""];
  }

  /** Whether a part of what an item asks was answered. */
  has(item: string, ask: string): boolean {
    const { choices, second, sure } = this.answer;
    const part = { place: choices, second, sure }[ask] as Record<string, unknown> | undefined;
    return item in (part ?? {});
  }

  /** What a screen reader says of the dot of an item. */
  dot(item: string, n: number): string {
    const chosen = this.answer.choices[item];
    const verdict = this.shown(item);
    return [
      `${n}`,
      this.name(item),
      chosen !== undefined && this.label(chosen, item),
      verdict && this.phrases.say(`verdict-${verdict}`),
    ]
      .filter(Boolean)
      .join(". ");
  }

  /** What an item still asks before it gives its reason. */
  asks(item: string): string {
    const { second, sure } = this.spec.settings;
    const name =
      second && !(item in (this.answer.second ?? {})) ? "both-first" : sure ? "sure-first" : "";
    return this.spec.feedback === "instant" && name ? this.phrases.say(name) : "";
  }

  secondHeadline(item: string): string {
    const labels = new Map<string, string>(
      this.spec.settings.second.options.map(({ id, label }: Option) => [id, label]),
    );
    const chosen = this.answer.second?.[item] ?? "";
    const [best = ""] = this.secondBest(item);
    const form =
      chosen === best ? "match" : this.secondVerdict(item) === "match" ? "accepted" : "differ";
    return this.phrases.say(`second-${form}`, {
      choice: labels.get(chosen) ?? "",
      best: labels.get(best) ?? "",
    });
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
    const back = whole(spec, this.answer);
    store.change(apply(spec, this.answer, { reset: true }), { reset: true }, () => back);
    this.say("said-reset");
  }
}
