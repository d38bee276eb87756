// What a participant can do where decisions follow one another.
import type { Item } from "../../kit/types";
import { shortened } from "../../kit/words";
import { BoardWork } from "../../kit/work";
import { type Answer, apply } from "./answer";
import { type Consequence, gauges, gaugesOf, rulesOf, start, type Values } from "./play";

export interface Move {
  label: string;
  by: number;
  value: number;
}

export class DecideWork extends BoardWork<Answer> {
  /** Whether what comes of the decisions is held back. */
  get held(): boolean {
    return !this.spec.rules;
  }

  get path(): string[] {
    return this.answer.path;
  }

  get started(): boolean {
    return this.path.length > 0 || this.answer.earlier.length > 0;
  }

  get finished(): boolean {
    return this.path.length === this.spec.items.length;
  }

  get progress(): string {
    const { length } = this.spec.items;
    return this.phrases.say("placed-of", { n: this.path.length, all: length });
  }

  /** What a turn is called. */
  name(turn: number): string {
    const { items } = this.spec;
    return items[turn]?.setting ?? this.phrases.say("turn", { n: turn + 1, all: items.length });
  }

  /** The words of the option that was taken at a turn. */
  decision(turn: number): string {
    const item: Item | undefined = this.spec.items[turn];
    return item?.options?.find(({ id }) => id === this.path[turn])?.label ?? "";
  }

  consequence(turn: number): Consequence | undefined {
    return rulesOf(this.spec).turns[turn]?.[this.path[turn] ?? ""];
  }

  /** Where the gauges stand: before the first decision, and after each of them. */
  get states(): Values[] {
    return [start(this.spec), ...gauges(this.spec, this.path)];
  }

  /** What the decision at a turn did to each gauge. */
  moves(turn: number): Move[] {
    const before = this.states[turn] ?? {};
    const after = this.states[turn + 1] ?? before;
    return gaugesOf(this.spec).map(({ id, label }) => {
      const value = after[id] ?? 0;
      return { label, value, by: value - (before[id] ?? 0) };
    });
  }

  /** The gauges that moved at a turn: "Direction +15, Order −5"; aloud, the signs become words. */
  moved(turn: number, aloud = false): string {
    const moves = this.moves(turn)
      .filter(({ by }) => by !== 0)
      .map(({ label, by, value }) => {
        const way = by > 0 ? "up" : "down";
        const values = { gauge: label, n: Math.abs(by), value };
        return this.phrases.say(aloud ? `said-${way}` : `moved-${way}`, values);
      });
    const list = new Intl.ListFormat(this.spec.language, { type: "unit" });
    return moves.length ? list.format(moves) : this.phrases.say("moved-none");
  }

  /** Takes a decision, and says what came of it. */
  decide(option: string): void {
    const turn = this.path.length;
    this.go([...this.path, option]);
    const left = this.spec.items.length - turn - 1;
    const said = this.held ? [] : [this.consequence(turn)?.feedback, `${this.moved(turn, true)}.`];
    if (left) {
      said.push(this.phrases.say("said-next", { turn: this.name(turn + 1) }));
      said.push(this.phrases.count("left", left));
    } else said.push(this.phrases.say("left-none"));
    this.speaker.say(said.join(" "));
  }

  takeBack(): void {
    const turn = this.path.length - 1;
    const option = shortened(this.decision(turn));
    this.go(this.path.slice(0, -1));
    this.say("said-taken-back", { option, placed: this.progress });
  }

  /** Begins anew, and keeps the finished path to compare. */
  replay(): void {
    this.clear({ replay: true });
    this.say("said-replay");
  }

  reset(): void {
    this.clear({ reset: true });
    this.say("said-reset");
  }

  private go(path: string[]): void {
    this.store.change({ ...this.answer, path }, { path }, { path: this.path });
  }

  private clear(delta: object): void {
    const { spec, answer } = this;
    this.store.change(apply(spec, answer, delta), delta, answer);
  }
}
