// The answer of a map, and where a point lies on it, as plain functions.
import { entryOf, verdictOf } from "../../kit/feedback";
import { type Stepped, type Steps, say } from "../../kit/steps";
import type { Spec, Verdict } from "../../kit/types";

export type Point = [x: number, y: number];
export type Axis = "x" | "y";

export interface Answer extends Stepped {
  points: Record<string, Point>;
}

/** Both axes go from 0 to here; see workshop/kinds/map.py. */
export const MOST = 10;
/** Where the quarters meet. */
export const CUT = 5;
export const AXES: Axis[] = ["x", "y"];

/** Puts an item's point, or takes it out, with what was said of it. */
export function put(answer: Answer, item: string, point: Point | null): Answer {
  const { [item]: _, ...rest } = answer.points;
  if (point) return { ...answer, points: { ...rest, [item]: point }, checked: false };
  const next = { ...answer, points: rest, checked: false };
  return answer.sure ? say(next, item, { sure: null }) : next;
}

/** What the kernel will make of a change; see `change` in workshop/kinds/map.py. */
export function apply(spec: Spec, answer: Answer, delta: object): Answer {
  const change = delta as { [name: string]: unknown; points?: Record<string, unknown> };
  if (change.reset) return { points: {}, checked: false };
  const known = (item: unknown) => spec.items.some(({ id }) => id === item);
  let next = answer;
  if (known(change.item) && (change.point === null || isPoint(change.point))) {
    next = put(answer, change.item as string, change.point);
  }
  if (known(change.item) && "sure" in change)
    next = say(next, change.item as string, change as Steps);
  if (change.points) {
    const points = Object.entries(change.points).filter(
      ([item, point]) => known(item) && isPoint(point),
    );
    const sure = change.sure ? { sure: change.sure as Record<string, number> } : {};
    next = {
      ...next,
      ...sure,
      points: Object.fromEntries(points) as Answer["points"],
      checked: false,
    };
  }
  return typeof change.checked === "boolean" ? { ...next, checked: change.checked } : next;
}

/** The change that brings an answer back, with its reasons where they were there. */
export function back(answer: Answer, what: object): object {
  return answer.checked ? { ...what, checked: true } : what;
}

function isPoint(value: unknown): value is Point {
  const inside = (n: unknown) => Number.isInteger(n) && (n as number) >= 0 && (n as number) <= MOST;
  return Array.isArray(value) && value.length === 2 && value.every(inside);
}

/** The quarters that a point lies in or, on the cut, touches: the numbers of their options. */
export function quartersAt(spec: Spec, point: Point): number[] {
  const inside = (value: number, side: string) =>
    value === CUT || side === (value > CUT ? "high" : "low");
  const corners: [string, string][] = spec.settings.corners;
  return corners.flatMap(([x, y], n) => (inside(point[0], x) && inside(point[1], y) ? [n] : []));
}

/** The id of the quarter that a point lies in; nothing on the cut. */
export function quarterOf(spec: Spec, point: Point): string | undefined {
  const [quarter, ...more] = quartersAt(spec, point);
  return quarter === undefined || more.length ? undefined : spec.options[quarter]?.id;
}

/** The verdict on a point; on the cut it is half right beside a quarter that is right. */
export function verdictAt(spec: Spec, item: string, point: Point): Verdict | undefined {
  const quarter = quarterOf(spec, point);
  if (quarter !== undefined) return verdictOf(spec, item, quarter);
  const letters = entryOf(spec, item)?.verdicts;
  if (!letters) return undefined;
  return quartersAt(spec, point).some((n) => letters[n] === "m") ? "partly" : "differ";
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The point of the map that is nearest to a place on the screen; `margin` lies around the axes. */
export function pointIn(box: Box, margin: number, clientX: number, clientY: number): Point {
  const share = (from: number, size: number) => (from - margin) / (size - 2 * margin);
  const snapped = (value: number) => Math.min(MOST, Math.max(0, Math.round(value * MOST)));
  return [
    snapped(share(clientX - box.left, box.width)),
    snapped(1 - share(clientY - box.top, box.height)),
  ];
}
