// The rules of texts; see workshop/kinds/write/.
import { isRecord } from "../../kit/records";
import { dumps, type Known, partOf, type Rules, sizeOf, WRITTEN, withGone } from "../../kit/rules";
import type { Spec } from "../../kit/types";
import {
  type Answer,
  apply,
  asked,
  type Field,
  fieldsOf,
  filled,
  known,
  MOST_ROWS,
  rowsOf,
  type Texts,
  written,
} from "./answer";
import { lines } from "./lines";

const WITHOUT_WORDS = ["choice", "date"];

function rowsIn(answer: unknown): unknown[] {
  return isRecord(answer) && Array.isArray(answer.rows) ? answer.rows : [];
}

function inRows(spec: Spec): Field[] {
  return rowsOf(spec)?.fields ?? [];
}

function prune(spec: Spec, answer: unknown): Answer {
  const rows = rowsIn(answer).slice(0, rowsOf(spec) ? MOST_ROWS : 0);
  return {
    fields: known(fieldsOf(spec), partOf(answer, "fields")),
    rows: rows.map((row) => known(inRows(spec), row)),
  };
}

function marked(texts: Texts, fields: Field[], told: (field: Field) => boolean): Texts {
  const open = fields.filter((field) => WITHOUT_WORDS.includes(field.as) || told(field));
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      name,
      open.some(({ id }) => id === name) ? text : WRITTEN,
    ]),
  );
}

export const rules: Rules<Answer> = {
  BY_ITEM: [],
  FIRST: [],
  empty: () => ({ fields: {}, rows: [] }),
  apply,
  prune,
  size: (answer) =>
    sizeOf(answer, ["fields"]) +
    rowsIn(answer).reduce((sum: number, row) => sum + sizeOf({ row }, ["row"]), 0),
  counted(spec, { fields, rows }) {
    const least = rowsOf(spec)?.least ?? 0;
    const [above, below] = [asked(fieldsOf(spec)), asked(inRows(spec))];
    const texts = [
      ...above.map(({ id }) => fields[id]),
      ...rows.slice(0, least).flatMap((row) => below.map(({ id }) => row[id])),
    ];
    return [texts.filter(filled).length, above.length + least * below.length];
  },
  withoutWords(spec: Known, answer) {
    const { fields, rows } = prune(spec, answer);
    const quoted = spec.role === "quote" && fields.agree === "yes";
    return {
      fields: marked(fields, fieldsOf(spec), ({ id }) => quoted && id === "quote"),
      rows: rows.map((row) => marked(row, inRows(spec), () => false)),
    };
  },
  lines,
  told(spec, answer) {
    const { fields, rows } = prune(spec, answer);
    const there = rows.filter(written);
    const columns = inRows(spec).map(({ id }) => [id, there.map((row) => row[id] ?? "")] as const);
    return Object.fromEntries([
      ...columns.filter(([, texts]) => texts.some(filled)),
      ...Object.entries(fields).filter(([, text]) => filled(text)),
    ]);
  },
  /** What a row has besides goes with it, wherever it stands now. */
  gone(stored, pruned, next) {
    if (next.rows === stored.rows) return next;
    const left = pruned.rows.map((row, n): [Texts, unknown] => [row, stored.rows[n]]);
    const still = left.length === next.rows.length;
    const rows = next.rows.map((row: Texts, n: number) => {
      const at = left.findIndex(([known]) => dumps(known) === dumps(row));
      const [known, whole] = left[at] ?? ((still && left[n]) || []);
      if (at >= 0) left.splice(at, 1, [{}, {}]);
      return known ? withGone(whole, known, row) : row;
    });
    return { ...next, rows };
  },
};
