// The answer of a map, and where a point lies on it, as plain functions.
import { hasItem, isRecord, isWithin } from "../../kit/records";
import { partsIn, type Stepped, say } from "../../kit/steps";
import type { Spec, Verdict } from "../../kit/types";
import { entryOf, verdictOf } from "../../kit/verdicts";

export type Point = [x: number, y: number];
export type Axis = "x" | "y";

export interface Answer extends Stepped {
  points: Record<string, Point>;
}

/** Both axes go from 0 to here; see workshop/kinds/map/. */
export const MOST = 10;
/** Where the quarters meet. */
export const CUT = 5;
export const AXES: Axis[] = ["x", "y"];

/** Puts an item's point, or takes it out. */
export function put(answer: Answer, item: string, point: Point | null): Answer {
  const { [item]: _, ...rest } = answer.points;
  if (point) return { ...answer, points: { ...rest, [item]: point }, checked: false };
  return { ...answer, points: rest, checked: false };
}

/** What the kernel will make of a change; see `change` in workshop/kinds/map/. */
export function apply(spec: Spec, answer: Answer, delta: object): Answer {
  const change = delta as Record<string, unknown>;
  const { item, point, points, checked } = change;
  if (change.reset === true) return { points: {}, checked: false };
  let next = answer;
  if (hasItem(spec, item)) {
    if (point === null || isPoint(point)) next = put(next, item, point);
    const out = point === null && { second: null, sure: null };
    if (out || "sure" in change) next = say(spec, next, item, { ...out, ...change });
  }
  if (isRecord(points)) {
    const kept = Object.entries(points).filter(([id, at]) => hasItem(spec, id) && isPoint(at));
    next = {
      ...next,
      ...partsIn(spec, change),
      points: Object.fromEntries(kept) as Answer["points"],
      checked: false,
    };
  }
  return typeof checked === "boolean" ? { ...next, checked } : next;
}

/** The change that brings an answer back, with its reasons where they were there. */
export function back(answer: Answer, what: object): object {
  return answer.checked ? { ...what, checked: true } : what;
}

export function isPoint(value: unknown): value is Point {
  return Array.isArray(value) && value.length === 2 && value.every((n) => isWithin(0, n, MOST));
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

/** The verdict on a point; on the cut it is half right beside one that is right, where two meet. */
export function verdictAt(spec: Spec, item: string, point: Point): Verdict | undefined {
  const quarter = quarterOf(spec, point);
  if (quarter !== undefined) return verdictOf(spec, item, quarter);
  const letters = entryOf(spec, item)?.verdicts;
  if (!letters) return undefined;
  const touched = quartersAt(spec, point);
  const beside = touched.length < spec.options.length && touched.some((n) => letters[n] === "m");
  return beside ? "partly" : "differ";
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
