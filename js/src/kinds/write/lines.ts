// What somebody wrote, for them to read.
import type { Line, Lines } from "../../kit/lines";
import type { Spec } from "../../kit/types";
import {
  type Answer,
  type Field,
  fieldsOf,
  filled,
  rowsOf,
  shownIn,
  type Texts,
  written,
} from "./answer";

function linesOf(spec: Spec, fields: Field[], texts: Texts): Line[] {
  return fields.flatMap((field): Line[] => {
    const text = texts[field.id];
    return text && filled(text) ? [[field.label, shownIn(spec, field, text)]] : [];
  });
}

export const lines: Lines<Answer> = (spec, { fields, rows }) => [
  ...linesOf(spec, fieldsOf(spec), fields),
  ...rows.filter(written).flatMap((row, n) => {
    const { label, fields: columns } = rowsOf(spec) ?? { label: "", fields: [] };
    const said = linesOf(spec, columns, row);
    return said.map(([what, text]): Line => [`${label} ${n + 1}, ${what}`, text]);
  }),
];
