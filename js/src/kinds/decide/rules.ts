// The rules of decisions, one after the other; see workshop/kinds/decide/.
import { isRecord } from "../../kit/records";
import type { Rules } from "../../kit/rules";
import type { Spec } from "../../kit/types";
import { type Answer, apply, EARLIER_KEPT } from "./answer";
import { lines } from "./lines";

/** A path up to the first thing in it that is no text. */
function read(path: unknown): string[] {
  if (!Array.isArray(path)) return [];
  const end = path.findIndex((option) => typeof option !== "string");
  return end < 0 ? path : path.slice(0, end);
}

function readAll(answer: unknown): [path: string[], earlier: string[][]] {
  const { path, earlier }: Record<string, unknown> = isRecord(answer) ? answer : {};
  return [read(path), Array.isArray(earlier) ? earlier.slice(-EARLIER_KEPT).map(read) : []];
}

/** A path as far as the exercise has its options. */
function known(spec: Spec, path: string[]): string[] {
  const end = path.findIndex(
    (option, turn) => !spec.items[turn]?.options?.some(({ id }) => id === option),
  );
  return end < 0 ? path : path.slice(0, end);
}

function prune(spec: Spec, answer: unknown): Answer {
  const [path, earlier] = readAll(answer);
  return {
    path: known(spec, path),
    earlier: earlier
      .map((each) => known(spec, each))
      .filter(({ length }) => length === spec.items.length),
  };
}

export const rules: Rules<Answer> = {
  BY_ITEM: [],
  FIRST: ["path"],
  empty: () => ({ path: [], earlier: [] }),
  apply,
  prune,
  size(answer) {
    const [path, earlier] = readAll(answer);
    return [path, ...earlier].reduce((sum, { length }) => sum + length, 0);
  },
  counted: (spec, { path }) => [path.length, spec.items.length],
  withoutWords: prune,
  lines,
  told: () => ({}),
};
