// What a participant can do at a map, on the plot or with the sliders.
import { bestOf, headline } from "../../kit/feedback";
import { KeyedWork } from "../../kit/keyed";
import type { Item, Verdict } from "../../kit/types";
import { entryOf } from "../../kit/verdicts";
import { shortened } from "../../kit/words";
import { type Answer, type Axis, apply, back, type Point, quarterOf, verdictAt } from "./answer";

interface Begun {
  item: string;
  axis: Axis;
}

export class MapWork extends KeyedWork<Answer> {
  /**
   * The case of which one slider was set just now, and the other one not yet. Its point is kept
   * like any other, but nothing is said about it before the second slider, or before the
   * participant leaves the case: half an answer deserves no verdict.
   */
  private begun: Begun | null = null;

  get answered(): string[] {
    return this.spec.items.map(({ id }) => id).filter((id) => id in this.answer.points);
  }

  override committed(item: string): boolean {
    const sure = !this.spec.settings.sure || item in (this.answer.sure ?? {});
    return super.committed(item) && this.waitsFor(item) === null && sure;
  }

  verdict(item: string): Verdict | undefined {
    const point = this.answer.points[item];
    return point && verdictAt(this.spec, item, point);
  }

  /** The axis that is still to be set for a case of which one slider was set just now. */
  waitsFor(item: string): Axis | null {
    if (this.begun?.item !== item) return null;
    return this.begun.axis === "x" ? "y" : "x";
  }

  /** What most would have placed, where it may be seen. */
  suggested(item: string): Point | undefined {
    return this.spec.rules?.points[this.spec.items.findIndex(({ id }) => id === item)];
  }

  /** Names a case aloud. */
  name({ setting, text }: Item): string {
    return setting || shortened(text);
  }

  axis(axis: Axis): string {
    return this.spec.settings[axis].label;
  }

  /** The quarter of a point in words. */
  quarter(point: Point): string {
    const quarter = quarterOf(this.spec, point);
    const label = this.spec.options.find(({ id }) => id === quarter)?.label;
    return label ?? this.phrases.say("on-the-line");
  }

  /** What fills in the braces of a text about a point. */
  values([a, b]: Point): Record<string, string | number> {
    return { x: this.axis("x"), a, y: this.axis("y"), b };
  }

  headline(item: string): string {
    const { spec, phrases } = this;
    const point = this.answer.points[item];
    if (!point) return "";
    const quarter = quarterOf(spec, point);
    return quarter === undefined
      ? phrases.say("headline-middle", { best: bestOf(spec, item) })
      : headline(spec, phrases, item, quarter);
  }

  /**
   * Puts an item's point, or takes it out (`null`), and says what came of it.
   *
   * `axis` names the slider that was used, `null` the plot, which sets both at once.
   */
  place(item: Item, point: Point | null, axis: Axis | null = null): void {
    const { store, answer } = this;
    const before = answer.points[item.id] ?? null;
    const wasWaiting = this.waitsFor(item.id) !== null;
    if (point && axis && !before) this.begun = { item: item.id, axis };
    else if (this.begun && !(wasWaiting && axis === this.begun.axis)) this.begun = null;
    if (String(before) !== String(point)) {
      const delta = { item: item.id, point };
      const sure = answer.sure?.[item.id] ? { sure: answer.sure[item.id] } : {};
      const undone = back(answer, { ...delta, point: before, ...sure });
      store.change(apply(this.spec, answer, delta), delta, undone);
    }
    if (!point) {
      if (before)
        this.tell(this.phrases.say("said-taken-out", { case: this.name(item) }), this.left);
      return;
    }
    const waits = this.waitsFor(item.id);
    // A slider says its own value; more is said only when there is more to say.
    if (waits && !before) {
      const n = point[axis === "x" ? 0 : 1];
      const values = {
        case: this.name(item),
        axis: this.axis(axis ?? "x"),
        n,
        other: this.axis(waits),
      };
      this.tell(this.phrases.say("said-begun", values));
    } else if (!waits && (!before || wasWaiting || this.moved(before, point)))
      this.tellPoint(item, point);
  }

  /** Takes the point of a case as it is, also where one slider was not touched. */
  settle(item: Item): void {
    const point = this.answer.points[item.id];
    if (this.begun?.item !== item.id) return;
    this.begun = null;
    if (point) this.tellPoint(item, point);
  }

  setSure(item: Item, sure: number | null): void {
    const { store, answer, phrases } = this;
    const before = answer.sure?.[item.id] ?? null;
    const delta = { item: item.id, sure };
    store.change(apply(this.spec, answer, delta), delta, back(answer, { ...delta, sure: before }));
    const said = sure ? phrases.say("said-sure", { sure: phrases.say(`sure-${sure}`) }) : "";
    this.tell(said, ...this.reasons(item), this.left);
  }

  /** What is said aloud of a case that is judged at once; or what it still asks. */
  private reasons(item: Item): (string | undefined)[] {
    if (this.spec.feedback !== "instant") return [];
    return this.shows(item.id)
      ? [this.headline(item.id), entryOf(this.spec, item.id)?.why]
      : [this.phrases.say("sure-first")];
  }

  reset(): void {
    const { store, answer } = this;
    this.begun = null;
    const { points, sure } = answer;
    const before = back(answer, { points, ...(sure && { sure }) });
    store.change({ points: {}, checked: false }, { reset: true }, before);
    this.say("said-reset");
  }

  override undo(): void {
    this.begun = null;
    super.undo();
  }

  private moved(from: Point, to: Point): boolean {
    return quarterOf(this.spec, from) !== quarterOf(this.spec, to);
  }

  private tellPoint(item: Item, point: Point): void {
    const { phrases } = this;
    const values = { case: this.name(item), ...this.values(point), quarter: this.quarter(point) };
    this.tell(phrases.say("said-point", values), ...this.reasons(item), this.left);
  }

  private tell(...said: (string | undefined)[]): void {
    this.speaker.say(said.filter(Boolean).join(" "));
  }
}
