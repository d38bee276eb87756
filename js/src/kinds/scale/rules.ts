// The rules of ratings; see workshop/kinds/scale/.
import { hasItem } from "../../kit/records";
import { filtered, partOf, type Rules, sizeOf } from "../../kit/rules";
import type { Spec } from "../../kit/types";
import { type Answer, apply, fits, settingsOf, type Value, type Values } from "./answer";
import { lines } from "./lines";

function prune(spec: Spec, answer: unknown): Answer {
  const passes = partOf(answer, "passes");
  const kept = settingsOf(spec).passes.flatMap(({ id }): [string, Values][] => {
    const values = filtered<Value>(
      partOf(passes, id),
      (item, value) => hasItem(spec, item) && fits(spec, value),
    );
    return Object.keys(values).length ? [[id, values]] : [];
  });
  return { passes: Object.fromEntries(kept) };
}

function size(answer: unknown): number {
  const passes = partOf(answer, "passes");
  return sizeOf(passes, Object.keys(passes));
}

export const rules: Rules<Answer> = {
  BY_ITEM: [],
  FIRST: ["passes"],
  empty: () => ({ passes: {} }),
  apply,
  prune,
  size,
  counted: (spec, kept) => [size(kept), spec.items.length * settingsOf(spec).passes.length],
  withoutWords: prune,
  lines,
  told: (spec, answer) => Object.assign({}, ...Object.values(prune(spec, answer).passes)),
};
