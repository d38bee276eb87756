// What somebody chose for each item, for them to read.
import { type Line, type Lines, notesIn } from "../../kit/lines";
import { optionsOf } from "../../kit/verdicts";
import type { Answer } from "./answer";

export const lines: Lines<Answer> = (spec, answer) => [
  ...spec.items.flatMap(({ id, text }): Line[] => {
    const taken = optionsOf(spec, id).find((option) => option.id === answer.choices[id]);
    return taken ? [[text, taken.label]] : [];
  }),
  ...notesIn(spec, answer),
];
