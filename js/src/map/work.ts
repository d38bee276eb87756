// What a participant can do at a map, on the plot or with the sliders.
import { bestOf, entryOf, headline } from "../shared/feedback";
import { KeyedWork } from "../shared/keyed";
import type { Item, Verdict } from "../shared/types";
import { shortened } from "../shared/words";
import { back, put, quarterOf, verdictAt, type Answer, type Axis, type Point } from "./answer";

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

  override get complete(): boolean {
    return super.complete && !this.begun;
  }

  verdict(item: string): Verdict | undefined {
    const point = this.answer.points[item];
    return point && verdictAt(this.spec, item, point);
  }

  /** The verdict on a case, where it may be shown now. */
  shown(item: string): Verdict | undefined {
    return this.judged && this.waitsFor(item) === null ? this.verdict(item) : undefined;
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
      store.change(put(answer, item.id, point), delta, back(answer, { ...delta, point: before }));
    }
    if (!point) {
      if (before) this.tell(this.phrases.say("said-taken-out", { case: this.name(item) }), this.left);
      return;
    }
    const waits = this.waitsFor(item.id);
    // A slider says its own value; more is said only when there is more to say.
    if (waits && !before) {
      const n = point[axis === "x" ? 0 : 1];
      const values = { case: this.name(item), axis: this.axis(axis ?? "x"), n, other: this.axis(waits) };
      this.tell(this.phrases.say("said-begun", values));
    } else if (!waits && (!before || wasWaiting || this.moved(before, point))) this.tellPoint(item, point);
  }

  /** Takes the point of a case as it is, also where one slider was not touched. */
  settle(item: Item): void {
    const point = this.answer.points[item.id];
    if (this.begun?.item !== item.id) return;
    this.begun = null;
    if (point) this.tellPoint(item, point);
  }

  reset(): void {
    const { store, answer } = this;
    this.begun = null;
    const before = back(answer, { points: answer.points });
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
    const { phrases, spec } = this;
    const values = { case: this.name(item), ...this.values(point), quarter: this.quarter(point) };
    const reasons = spec.feedback === "instant" ? [this.headline(item.id), entryOf(spec, item.id)?.why] : [];
    this.tell(phrases.say("said-point", values), ...reasons, this.left);
  }

  private tell(...said: (string | undefined)[]): void {
    this.speaker.say(said.filter(Boolean).join(" "));
  }
}
