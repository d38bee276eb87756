// What stands on one screen: a field; or a row, where its fields are few.
import type { Stop } from "../../kit/one";
import { type Field, filled, type Place, rowsOf, textAt, written } from "./answer";
import type { WriteWork } from "./work";

/** So many fields of a row fit on the screen of a phone, one long text among them. */
const FEW = 3;
const isLong = ({ as }: Field): boolean => as === "text";

export interface Spot extends Place {
  what: Field;
}

export interface Screen extends Stop {
  spots: Spot[];
  /** Which row it belongs to. */
  row?: number | undefined;
}

export const spotOf = (what: Field, row?: number): Spot =>
  row === undefined ? { what, field: what.id } : { what, field: what.id, row };

/** All screens, in the order in which the fields stand in the list. */
export function screensOf(work: WriteWork): Screen[] {
  const { spec, rows } = work;
  const setting = rowsOf(spec);
  const { fields } = work;
  const after = setting?.after ?? fields.at(-1)?.id;
  const single = fields.map((field) => [spotOf(field)]);
  const inRow = setting?.fields ?? [];
  const apart = inRow.length > FEW || inRow.filter(isLong).length > 1;
  const repeated = rows.flatMap((_, row) => {
    const spots = inRow.map((field) => spotOf(field, row));
    return apart ? spots.map((spot) => [spot]) : [spots];
  });
  single.splice(fields.findIndex(({ id }) => id === after) + 1, 0, ...repeated);
  return single.map((spots, index) => {
    const [first] = spots;
    const { row, field } = first as Spot;
    // Asked for, or begun: a row that was only added asks for nothing.
    const asked = row === undefined || row < (setting?.least ?? 0) || written(rows[row] ?? {});
    const done = !asked || spots.every((spot) => filled(textAt(work.answer, spot)));
    const label = spots.length > 1 ? "" : (first?.what.label ?? "");
    const names = [row === undefined ? "" : work.rowName(row), label];
    return {
      // A blank, which no id of a field has, keeps these apart.
      id: row === undefined ? field : `${row} ${spots.length > 1 ? "" : field}`,
      name: `${index + 1}. ${names.filter(Boolean).join(", ")}`,
      choice: done && asked ? "written" : undefined,
      done,
      spots,
      row,
    };
  });
}
