// What is looked at before a change is trusted: it may come from where somebody else could write.
import type { Packed, Spec } from "./types";

export function isRecord(value: unknown): value is Record<string, unknown> {
  return Object(value) === value && !Array.isArray(value);
}

/** Whether a value is a whole number from one end to the other. */
export function isWithin(least: number, value: unknown, most: number): value is number {
  return Number.isInteger(value) && least <= (value as number) && (value as number) <= most;
}

/** Whether a value is the id of an item. */
export function hasItem(spec: Spec, value: unknown): value is string {
  return spec.items.some(({ id }) => id === value);
}

/** Entries that travelled with each name said once. */
export function unpacked({ names, rows }: Packed): any[] {
  return rows.map((row) =>
    Object.fromEntries(row.flatMap((value, i) => (value == null ? [] : [[names[i], value]]))),
  );
}
