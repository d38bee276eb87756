// The rules of a map; see workshop/kinds/map/.
import { hasItem } from "../../kit/records";
import {
  filtered,
  isChecked,
  type Line,
  notesIn,
  partOf,
  type Rules,
  sizeOf,
  unread,
} from "../../kit/rules";
import { partsIn } from "../../kit/steps";
import type { Spec } from "../../kit/types";
import { type Answer, apply, isPoint, type Point, quarterOf } from "./answer";

const BY_ITEM = ["points", "sure"] as const;

function prune(spec: Spec, answer: unknown): Answer {
  const points = filtered<Point>(
    partOf(answer, "points"),
    (id, point) => hasItem(spec, id) && isPoint(point),
  );
  return {
    points,
    checked: isChecked(answer) && Object.keys(points).length > 0,
    ...partsIn(spec, Object(answer)),
  };
}

export const rules: Rules<Answer> = {
  BY_ITEM,
  FIRST: BY_ITEM,
  empty: () => ({ points: {}, checked: false }),
  apply,
  prune,
  size: (answer) => sizeOf(answer, ["points", "second", "sure", "notes"]),
  counted: (spec, { points }) => [Object.keys(points).length, spec.items.length],
  withoutWords: (spec, answer) => unread(prune(spec, answer)),
  told: () => ({}),
  lines: (spec, answer) => [
    ...spec.items.flatMap(({ id, text }): Line[] => {
      const point = answer.points[id];
      if (!point) return [];
      const quarter = quarterOf(spec, point);
      const label = spec.options.find((option) => option.id === quarter)?.label;
      return [[text, [label, `${point[0]} : ${point[1]}`].filter(Boolean).join(", ")]];
    }),
    ...notesIn(spec, answer),
  ],
};
