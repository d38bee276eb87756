// The order in which somebody meets options and items: their own, and the same each time.
import type { Option } from "../../kit/types";
import type { Told } from "../keeping";

/** A spec as its board is sent it, in the order of whose work it is. */
export function shuffled(spec: Told, work: string): Told {
  const { items, table } = spec;
  const at = (packed: { names: string[] } | undefined, name: string) =>
    packed ? packed.names.indexOf(name) : -1;
  const [id, options] = [at(items, "id"), at(items, "options")];
  const [verdicts, best] = [at(table, "verdicts"), at(table, "best")];
  const orders = items.rows.map((row) => {
    const own = row[options] as Option[] | null | undefined;
    return own ? order(own.length, `${work} ${spec.id} ${row[id]}`) : undefined;
  });
  const changed = (row: unknown[], n: number, columns: Record<number, (value: any) => unknown>) =>
    orders[n]
      ? row.map((value, column) => (value == null ? value : (columns[column]?.(value) ?? value)))
      : row;
  const moved = (n: number, value: ArrayLike<unknown>) => orders[n]?.map((from) => value[from]);
  return {
    ...spec,
    items: {
      ...items,
      rows: items.rows.map((row, n) => changed(row, n, { [options]: (own) => moved(n, own) })),
    },
    ...(table && {
      table: {
        ...table,
        rows: table.rows.map((row, n) =>
          changed(row, n, {
            [verdicts]: (letters: string) => moved(n, letters)?.join(""),
            [best]: (numbers: number[]) => numbers.map((number) => orders[n]?.indexOf(number)),
          }),
        ),
      },
    }),
    ...(spec.shuffled && { start: order(items.rows.length, `${work} ${spec.id}`) }),
  };
}

/** The numbers from 0 on in a random order that follows from a text. */
export function order(count: number, seed: string): number[] {
  const chance = randomFrom(seed);
  const numbers = Array.from({ length: count }, (_, n) => n);
  for (let left = count; left > 1; left--) {
    const taken = Math.floor(chance() * left);
    const [last, other] = [numbers[left - 1] as number, numbers[taken] as number];
    numbers[left - 1] = other;
    numbers[taken] = last;
  }
  return numbers;
}

/** Numbers from 0 up to 1: FNV-1a makes a seed of the text, mulberry32 goes on from it. */
function randomFrom(seed: string): () => number {
  let state = 0x811c9dc5;
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
