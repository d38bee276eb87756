// Where somebody put each case, for them to read.
import { type Line, type Lines, notesIn } from "../../kit/lines";
import { type Answer, quarterOf } from "./answer";

export const lines: Lines<Answer> = (spec, answer) => [
  ...spec.items.flatMap(({ id, text }): Line[] => {
    const point = answer.points[id];
    if (!point) return [];
    const quarter = quarterOf(spec, point);
    const label = spec.options.find((option) => option.id === quarter)?.label;
    return [[text, [label, `${point[0]} : ${point[1]}`].filter(Boolean).join(", ")]];
  }),
  ...notesIn(spec, answer),
];
