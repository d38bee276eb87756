// What a participant can do with the steps of an order.

import { shortened } from "../../kit/words";
import { BoardWork } from "../../kit/work";
import {
  type Answer,
  apply,
  arranged,
  EMPTY,
  judge,
  listOf,
  numbersOf,
  put,
  type Result,
} from "./answer";

export class OrderWork extends BoardWork<Answer> {
  get withPhases(): boolean {
    return this.spec.options.length > 0;
  }

  get started(): boolean {
    return this.answer.order.length > 0;
  }

  get state(): "working" | "checked" {
    return this.judged ? "checked" : "working";
  }

  get judged(): boolean {
    return this.answer.checked && this.spec.table !== undefined;
  }

  get result(): Result {
    return judge(this.spec, this.answer);
  }

  /** How many steps have their phase, or stand where they were put. */
  get placed(): number {
    const all = this.spec.items.length;
    if (this.withPhases) return all - listOf(this.spec, this.answer, null).length;
    return this.started ? (this.answer.placed ?? all) : 0;
  }

  get left(): number {
    return this.spec.items.length - this.placed;
  }

  get progress(): string {
    const all = this.spec.items.length;
    const n = this.placed;
    return n || this.withPhases
      ? this.phrases.say("placed-of", { n, all })
      : this.phrases.say("steps-to-order", { n: all });
  }

  name(item: string): string {
    const step = this.spec.items.find(({ id }) => id === item);
    return step ? shortened(step.text) : "";
  }

  phaseOf(item: string): string | null {
    return this.answer.phases[item] ?? null;
  }

  /** Puts a step into a phase and a position there, and says what came of it. */
  place(item: string, phase: string | null, at: number | null): void {
    const { store, spec, answer, phrases } = this;
    const next = put(spec, answer, item, phase, at);
    const from = this.phaseOf(item);
    const list = listOf(spec, next, phase);
    const where = { card: this.name(item), n: list.indexOf(item) + 1, all: list.length };
    if (from === phase && listOf(spec, answer, from).indexOf(item) === where.n - 1) {
      this.say("said-moved", where);
      return;
    }
    const back = this.before;
    const change = { order: numbersOf(spec, next.order) };
    if (this.withPhases) {
      store.change(next, { item, phase, ...change }, () => ({ item, phase: from, ...back }));
    } else store.change(next, change, () => back);
    const option = spec.options.find(({ id }) => id === phase);
    const said =
      this.withPhases && phase === null
        ? phrases.say("said-taken-out", where)
        : phase === from
          ? phrases.say("said-moved", where)
          : phrases.say("said-phased", { ...where, phase: option?.label ?? "" });
    this.speaker.say(this.withPhases ? `${said} ${this.rest}` : said);
  }

  /** What takes the order back to what it is now. */
  private get before(): { order: number[]; placed: number } {
    const { spec, answer, placed } = this;
    return { order: numbersOf(spec, answer.order), placed };
  }

  /** "3 steps left." */
  private get rest(): string {
    const { left, phrases } = this;
    return left ? phrases.count("left", left) : phrases.say("left-none");
  }

  /** Lets a step follow those that were chosen; the last one that is left follows by itself. */
  choose(item: string): void {
    const ids = arranged(this.spec, this.answer);
    const chosen = [...ids.slice(0, this.placed), item];
    const waiting = ids.filter((id) => !chosen.includes(id));
    const values = { card: this.name(item), n: chosen.length, all: ids.length };
    this.follow([...chosen, ...waiting], chosen.length + Number(waiting.length === 1));
    this.speaker.say(`${this.phrases.say("said-moved", values)} ${this.rest}`);
  }

  /** Takes a step out of those that were chosen: it waits before all others. */
  putBack(item: string): void {
    const { placed } = this;
    const ids = arranged(this.spec, this.answer);
    const chosen = ids.slice(0, placed).filter((id) => id !== item);
    this.follow([...chosen, item, ...ids.slice(placed)], placed - 1);
    this.speaker.say(
      `${this.phrases.say("said-taken-out", { card: this.name(item) })} ${this.rest}`,
    );
  }

  private follow(order: string[], placed: number): void {
    const { store, spec, answer, before } = this;
    const change = { order: numbersOf(spec, order), placed };
    store.change(apply(spec, answer, change), change, () => before);
  }

  /** Moves a step within its list: one up or down, or to either end. */
  move(item: string, to: "first" | "up" | "down" | "last"): void {
    const phase = this.phaseOf(item);
    const list = listOf(this.spec, this.answer, phase);
    const at = list.indexOf(item);
    const last = list.length - 1;
    const target = { first: 0, up: Math.max(0, at - 1), down: Math.min(last, at + 1), last }[to];
    this.place(item, phase, target);
  }

  setSure(sure: number | null): void {
    const { store, answer } = this;
    const back = { sure: answer.sure ?? null };
    store.change({ ...answer, sure: sure ?? undefined }, { sure }, () => back);
    if (sure) this.say("said-sure", { sure: this.phrases.say(`sure-${sure}`) });
  }

  reset(): void {
    const { store, answer } = this;
    const back = {
      ...this.before,
      phases: answer.phases,
      sure: answer.sure ?? null,
    };
    store.change(EMPTY, { reset: true }, () => back);
    this.say("said-reset");
  }

  check(): void {
    // Along with the order as it is seen, so that the kernel judges the same.
    const order = arranged(this.spec, this.answer);
    this.store.change(
      { ...this.answer, order, placed: undefined, checked: true },
      { order: numbersOf(this.spec, order), checked: true },
    );
  }
}
