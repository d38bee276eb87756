// The answer of an order, as plain functions: where each step stands, and what is right about it.
import { bestNumber } from "../shared/feedback";
import type { Spec } from "../shared/types";

export interface Answer {
  /** Every step in its order, once one was moved. */
  order: string[];
  phases: Record<string, string>;
  checked: boolean;
  sure?: number | undefined;
}

/** What the board sends: the steps by their numbers in the exercise. */
export interface Change {
  item?: string;
  phase?: string | null;
  order?: number[];
  phases?: Record<string, string>;
  sure?: number | null;
  checked?: boolean;
  reset?: boolean;
}

export const EMPTY: Answer = { order: [], phases: {}, checked: false };

/** All steps as they stand now; those that were never moved in this participant's own order. */
export function arranged(spec: Spec, answer: Answer): string[] {
  const start = (spec.start ?? []).map((number) => spec.items[number]?.id ?? "");
  return [...answer.order, ...start.filter((id) => !answer.order.includes(id))];
}

/** The steps of one list: of a phase, of none (null), or all where there are no phases. */
export function listOf(spec: Spec, answer: Answer, phase: string | null): string[] {
  const ids = arranged(spec, answer);
  return spec.options.length ? ids.filter((id) => (answer.phases[id] ?? null) === phase) : ids;
}

export function numbersOf(spec: Spec, order: string[]): number[] {
  const numbers = new Map(spec.items.map(({ id }, number) => [id, number]));
  return order.map((id) => numbers.get(id) ?? 0);
}

/** Puts a step into a phase (null: none), before the one at a position there, or at the end. */
export function put(
  spec: Spec,
  answer: Answer,
  item: string,
  phase: string | null,
  at: number | null,
): Answer {
  const { [item]: _, ...others } = answer.phases;
  const phases = phase === null ? others : { ...others, [item]: phase };
  const rest = arranged(spec, answer).filter((id) => id !== item);
  const list = spec.options.length ? rest.filter((id) => (others[id] ?? null) === phase) : rest;
  const next = at === null ? undefined : list[at];
  const last = list.at(-1);
  const index =
    next !== undefined ? rest.indexOf(next)
    : last !== undefined ? rest.indexOf(last) + 1
    : rest.length;
  rest.splice(index, 0, item);
  return { ...answer, order: rest, phases, checked: false };
}

/** What the kernel will make of a change; see `change` in workshop/kinds/order.py. */
export function apply(spec: Spec, answer: Answer, delta: object): Answer {
  const change = delta as Change;
  if (change.reset) return EMPTY;
  const next = { ...answer };
  if (change.order) {
    next.order = change.order.map((n) => spec.items[n]?.id ?? "");
    next.checked = false;
  }
  if (change.phases) Object.assign(next, { phases: change.phases, checked: false });
  if (change.item !== undefined && "phase" in change) {
    const { [change.item]: _, ...others } = answer.phases;
    next.phases = change.phase ? { ...others, [change.item]: change.phase } : others;
    next.checked = false;
  }
  if ("sure" in change) next.sure = change.sure ?? undefined;
  if (typeof change.checked === "boolean") next.checked = change.checked;
  return next;
}

export interface Judged {
  verdict: "match" | "partly" | "differ";
  /** Whether the step has the phase that most would choose. */
  placed: boolean;
  /** The steps that most would do just before this one, and that do not stand before it. */
  late: string[];
}

export interface Result {
  items: Record<string, Judged>;
  /** Pairs in the right order, and pairs that the key decides. */
  right: number;
  pairs: number;
}

/** The numbers of all steps that must come before one. */
function beforeOf(spec: Spec, number: number): number[] {
  return spec.rules?.before?.[number] ?? [];
}

/** Judges an order by the phases and by what must come before what, as the kernel does. */
export function judge(spec: Spec, answer: Answer): Result {
  const ids = spec.items.map(({ id }) => id);
  const phases = spec.options.map(({ id }) => id);
  const place = (id: string): number | undefined => {
    const at = answer.order.indexOf(id);
    if (at < 0) return undefined;
    if (!phases.length) return at;
    const phase = phases.indexOf(answer.phases[id] ?? "");
    return phase < 0 ? undefined : phase * ids.length + at;
  };
  const items: Record<string, Judged> = {};
  let right = 0;
  let pairs = 0;
  ids.forEach((id, number) => {
    const before = beforeOf(spec, number);
    const here = place(id);
    const late = before.flatMap((other) => {
      const there = place(ids[other] ?? "");
      const fine = here !== undefined && there !== undefined && there < here;
      return fine ? [] : [ids[other] ?? ""];
    });
    right += before.length - late.length;
    pairs += before.length;
    if (here === undefined) return;
    const letter = spec.table?.[number]?.verdicts?.[phases.indexOf(answer.phases[id] ?? "")];
    const placed = !phases.length || letter === "m";
    // Of steps that wait for each other, naming the last one is enough.
    const nearest = late.filter(
      (other) => !late.some((later) => beforeOf(spec, ids.indexOf(later)).includes(ids.indexOf(other))),
    );
    const earned = before.length - late.length + (phases.length && placed ? 1 : 0);
    const most = before.length + (phases.length ? 1 : 0);
    const verdict = earned === most ? "match" : earned ? "partly" : "differ";
    items[id] = { verdict, placed, late: nearest };
  });
  return { items, right, pairs };
}

/** One order that the key accepts: the first step that waits for nothing, again and again. */
export function oneOrder(spec: Spec): string[] {
  const phaseOf = (number: number) => bestNumber(spec.table?.[number]);
  const open = new Set(spec.items.keys());
  const order: string[] = [];
  while (open.size) {
    const free = [...open].filter((n) =>
      beforeOf(spec, n).every((other) => !open.has(other)),
    );
    const [next] = free.sort((a, b) => phaseOf(a) - phaseOf(b) || a - b);
    if (next === undefined) break;
    open.delete(next);
    order.push(spec.items[next]?.id ?? "");
  }
  return order;
}
