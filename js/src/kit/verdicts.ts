// What the table says of an item and its options: looked up, never worked out.
import type { ItemFeedback, Option, Spec, Verdict } from "./types";

const VERDICTS: Record<string, Verdict> = { m: "match", p: "partly", d: "differ" };

/** What can be chosen for an item: its own options, or those that all share. */
export function optionsOf(spec: Spec, item: string): Option[] {
  return spec.items.find(({ id }) => id === item)?.options ?? spec.options;
}

/** What a card says, or nothing where the key is not to be seen. */
export function entryOf(spec: Spec, item: string): ItemFeedback | undefined {
  return spec.table?.[spec.items.findIndex(({ id }) => id === item)];
}

/** The number of the option that most would choose; -1 where there is none to choose. */
export function bestNumber(entry: ItemFeedback | undefined): number {
  return entry?.best?.[0] ?? entry?.verdicts?.indexOf("m") ?? -1;
}

/** The verdict on a placed card, or nothing where the key is not to be seen. */
export function verdictOf(
  spec: Spec,
  item: string,
  option: string | undefined,
): Verdict | undefined {
  const letters = entryOf(spec, item)?.verdicts;
  const index = optionsOf(spec, item).findIndex((each) => each.id === option);
  return index < 0 ? undefined : VERDICTS[letters?.[index] ?? ""];
}
