// What a participant can do with ratings.
import { BoardWork } from "../../kit/work";
import type { Answer, Pass, Value } from "./answer";
import { apply, leftIn, settingsOf, valuesOf } from "./answer";

export class ScaleWork extends BoardWork<Answer> {
  /** The pass that this view shows, and how to show another one; the view sets both. */
  pass = "";
  show: (pass: string) => void = () => undefined;

  get settings() {
    return settingsOf(this.spec);
  }

  /** The pass to open with: the last one that was begun. */
  get begun(): string {
    const { passes } = this.settings;
    const begun = passes.filter(({ id }) => Object.keys(valuesOf(this.answer, id)).length);
    return (begun.at(-1) ?? passes[0])?.id ?? "";
  }

  get current(): Pass | undefined {
    return this.settings.passes.find(({ id }) => id === this.pass);
  }

  get next(): Pass | undefined {
    const { passes } = this.settings;
    return passes[passes.findIndex(({ id }) => id === this.pass) + 1];
  }

  get started(): boolean {
    return Object.keys(valuesOf(this.answer, this.pass)).length > 0;
  }

  get state(): "working" | "checked" {
    const { passes } = this.settings;
    const left = passes.some(({ id }) => leftIn(this.spec, this.answer, id) > 0);
    return left ? "working" : "checked";
  }

  get progress(): string {
    const all = this.spec.items.length;
    const n = all - leftIn(this.spec, this.answer, this.pass);
    return this.phrases.say("placed-of", { n, all });
  }

  /** Whether the answers come to something that is shown below: averages, or what differs. */
  get summarised(): boolean {
    return this.settings.groups.length > 0 || this.settings.passes.length > 1;
  }

  get low(): string {
    return this.settings.low || this.phrases.say("low");
  }

  get high(): string {
    return this.settings.high || this.phrases.say("high");
  }

  value(item: string, pass = this.pass): Value | undefined {
    return valuesOf(this.answer, pass)[item];
  }

  /** A value in words: "often", or "Agree, 40". */
  inWords(value: Value): string {
    if (value === "na") return this.phrases.say("not-applicable");
    if (this.settings.range === "five") return this.spec.options[value - 1]?.label ?? "";
    const word = value === 0 ? this.phrases.say("between") : value < 0 ? this.low : this.high;
    return this.phrases.say("degree", { word, n: signed(value) });
  }

  /** A value as short as it can be said: "often", or "−40". */
  short(value: Value): string {
    const number = typeof value === "number" && this.settings.range === "agreement";
    return number ? signed(value) : this.inWords(value);
  }

  /** What stands for an item in the passes before this one; nothing before it is rated here. */
  earlier(item: string): { pass: Pass; value: Value }[] {
    if (this.value(item) === undefined) return [];
    const { passes, earlier } = this.settings;
    const before = passes
      .slice(
        0,
        passes.findIndex(({ id }) => id === this.pass),
      )
      .flatMap((pass) => {
        const value = this.value(item, pass.id);
        return value === undefined ? [] : [{ pass, value }];
      });
    const value: Value | undefined = this.spec.earlier?.[item];
    if (!earlier || value === undefined) return before;
    return [{ pass: { id: "", label: earlier.label, prompt: "" }, value }, ...before];
  }

  /** The sign of an earlier pass, the same on every item: first that of another session. */
  mark(pass: Pass): string {
    const { passes, earlier } = this.settings;
    const names = [...(earlier ? [""] : []), ...passes.map(({ id }) => id)];
    return ["◆", "▲", "●"][names.indexOf(pass.id)] ?? "";
  }

  /** What stood before, and how far it is from there; empty where there is nothing to compare. */
  compared(item: string): string[] {
    const { phrases } = this;
    const earlier = this.earlier(item);
    const said = earlier.map(({ pass, value }) =>
      phrases.say("earlier", { pass: pass.label, value: this.inWords(value) }),
    );
    const [from, to] = [earlier.at(-1)?.value, this.value(item)];
    if (this.settings.range === "agreement" && from !== undefined && to !== undefined) {
      const values = { from: this.short(from), to: this.short(to) };
      said.push(phrases.say(from === to ? "stayed" : "moved", values));
    }
    return said;
  }

  /** Rates an item in a pass, or takes its rating back, and says what came of it. */
  rate(pass: string, item: string, value: Value | null): void {
    const { store, spec, phrases } = this;
    const before = this.value(item, pass) ?? null;
    if (before === value) return;
    const change = { pass, item, value };
    store.change(apply(spec, this.answer, change), change, { ...change, value: before });
    if (pass !== this.pass) return;
    const left = leftIn(spec, this.answer, pass);
    const said = [
      value === null
        ? phrases.say("said-taken-back")
        : phrases.say("said-rated", { value: this.inWords(value) }),
      ...this.compared(item),
      left ? phrases.count("left", left) : phrases.say("left-none"),
    ];
    if (!left && before === null) {
      if (this.next) said.push(phrases.say("go-on", { pass: this.next.label }));
      if (this.state === "checked" && this.summarised) said.push(phrases.say("said-finished"));
    }
    this.speaker.say(said.join(" "));
  }

  /** Clears the pass that is shown. */
  reset(): void {
    const { store, spec, pass } = this;
    const change = { reset: true, pass };
    const back = { passes: { [pass]: valuesOf(this.answer, pass) } };
    store.change(apply(spec, this.answer, change), change, back);
    this.say("said-reset");
  }

  /** Takes the last change back, and shows the pass that it was made in. */
  override undo(): void {
    const before = this.answer;
    if (!this.store.undo()) return;
    const values = (answer: Answer, id: string) => JSON.stringify(valuesOf(answer, id));
    const { passes } = this.settings;
    const touched = passes.find(({ id }) => values(before, id) !== values(this.answer, id));
    if (touched && touched.id !== this.pass) this.open(touched.id);
    else this.say("said-undone", { placed: this.progress });
  }

  /** Shows a pass, and says which. */
  open(pass: string): void {
    this.pass = pass;
    this.show(pass);
    this.say("said-pass", { pass: this.current?.label ?? "", placed: this.progress });
  }
}

/** A number with a real minus sign. */
export function signed(value: number): string {
  return value < 0 ? `−${-value}` : String(value);
}
