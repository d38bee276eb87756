// The answer: the path so far, and finished ones before it.
import type { Spec } from "../../kit/types";

export interface Answer {
  /** The option taken at each turn so far. */
  path: string[];
  /** The last finished paths before this one, the oldest first. */
  earlier: string[][];
}

export const EARLIER_KEPT = 3;
const EMPTY: Answer = { path: [], earlier: [] };

function fits(spec: Spec, path: unknown): path is string[] {
  return (
    Array.isArray(path) &&
    path.every((option, n) => spec.items[n]?.options?.some(({ id }) => id === option))
  );
}

/** What the kernel will make of a change; see workshop/kinds/decide/. */
export function apply(spec: Spec, answer: Answer, delta: object): Answer {
  const change = delta as Partial<Answer> & { replay?: boolean; reset?: boolean };
  const whole = (path: unknown) => fits(spec, path) && path.length === spec.items.length;
  if (change.reset === true) return EMPTY;
  let { path, earlier } = answer;
  if (change.replay === true && whole(path)) {
    earlier = [...earlier, path].slice(-EARLIER_KEPT);
    path = [];
  }
  if (fits(spec, change.path)) path = change.path;
  if (Array.isArray(change.earlier) && change.earlier.every(whole)) {
    earlier = change.earlier.slice(-EARLIER_KEPT);
  }
  return { path, earlier };
}
