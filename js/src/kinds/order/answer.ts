// The answer of an order, as plain functions: where each step stands, and what is right about it.
import { hasItem, isRecord, isWithin } from "../../kit/records";
import { isSure } from "../../kit/steps";
import type { Spec } from "../../kit/types";
import { bestNumber } from "../../kit/verdicts";

export interface Answer {
  /** Every step in its order, once one was moved. */
  order: string[];
  phases: Record<string, string>;
  checked: boolean;
  sure?: number | undefined;
  /** How far somebody came who chooses one step after the other; missing where all were. */
  placed?: number | undefined;
}

/** What the board sends: the steps by their numbers in the exercise. */
export interface Change {
  item?: string;
  phase?: string | null;
  order?: number[];
  placed?: number;
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
    next !== undefined
      ? rest.indexOf(next)
      : last !== undefined
        ? rest.indexOf(last) + 1
        : rest.length;
  rest.splice(index, 0, item);
  return { ...answer, order: rest, phases, checked: false, placed: undefined };
}

/** What the kernel will make of a change; see `change` in workshop/kinds/order/. */
export function apply(spec: Spec, answer: Answer, delta: object): Answer {
  const change = delta as { [name in keyof Change]: unknown };
  const { item, phase } = change;
  if (change.reset === true) return EMPTY;
  const isPhase = (value: unknown) => spec.options.some(({ id }) => id === value);
  const next = { ...answer };
  if (isOrder(spec, change.order)) {
    next.order = change.order.map((n) => spec.items[n]?.id ?? "");
    next.placed = isWithin(0, change.placed, next.order.length - 1) ? change.placed : undefined;
    next.checked = false;
  }
  if (isRecord(change.phases)) {
    const kept = Object.entries(change.phases).filter(
      ([id, to]) => hasItem(spec, id) && isPhase(to),
    );
    next.phases = Object.fromEntries(kept) as Answer["phases"];
    next.checked = false;
  }
  if ("phase" in change && hasItem(spec, item)) {
    const { [item]: _, ...others } = next.phases;
    if (phase === null) next.phases = others;
    else if (isPhase(phase)) next.phases = { ...others, [item]: phase as string };
    next.checked = false;
  }
  if ("sure" in change && spec.settings.sure) {
    next.sure = isSure(change.sure) ? change.sure : undefined;
  }
  if (typeof change.checked === "boolean") next.checked = change.checked;
  return next;
}

/** Whether a value names every item once by its number, or none. */
function isOrder(spec: Spec, value: unknown): value is number[] {
  if (!Array.isArray(value)) return false;
  const all = spec.items.length;
  const each = value.every((n) => isWithin(0, n, all - 1)) && new Set(value).size === value.length;
  return each && (!value.length || value.length === all);
}

export interface Judged {
  verdict: "match" | "partly" | "differ";
  /** Whether the step has the phase that most would choose. */
  placed: boolean;
  /** The steps just before which, and just after which, most would do it; none where it fits. */
  early: string[];
  late: string[];
}

export interface Result {
  items: Record<string, Judged>;
  /** Pairs in the right order, and pairs that the key decides. */
  right: number;
  pairs: number;
}

/** Two steps of which the first must come before the other. */
type Pair = [first: string, then: string];

/**
 * The steps that stand in the wrong place: that in the most wrong pairs, and again, until the
 * others are in order. One misplaced step is in the wrong order with many that stand well.
 */
function outOfPlace(ids: string[], wrong: Pair[]): Set<string> {
  const out = new Set<string>();
  for (;;) {
    const left = wrong.filter((pair) => !pair.some((id) => out.has(id)));
    const count = (id: string) => left.filter((pair) => pair.includes(id)).length;
    const most = Math.max(0, ...ids.map(count));
    const worst = most ? [...ids].reverse().find((id) => count(id) === most) : undefined;
    if (worst === undefined) return out;
    out.add(worst);
  }
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
  const pairs: Pair[] = ids.flatMap((id, number) =>
    beforeOf(spec, number).map((first): Pair => [ids[first] ?? "", id]),
  );
  const inOrder = ([first, then]: Pair) => (place(first) ?? NaN) < (place(then) ?? NaN);
  const placed = (id: string) => {
    const letters = spec.table?.[ids.indexOf(id)]?.verdicts;
    return !phases.length || letters?.[phases.indexOf(answer.phases[id] ?? "")] === "m";
  };
  const fitting = ids.filter((id) => place(id) !== undefined && placed(id));
  const wrong = pairs.filter((pair) => pair.every((id) => fitting.includes(id)) && !inOrder(pair));
  const out = outOfPlace(ids, wrong);
  const items: Record<string, Judged> = {};
  for (const id of ids.filter((each) => place(each) !== undefined)) {
    const some = pairs.some((pair) => pair.includes(id) && inOrder(pair));
    const fits = fitting.includes(id) && !out.has(id);
    const verdict = fits ? "match" : some || (phases.length && placed(id)) ? "partly" : "differ";
    const late = fits ? [] : wrong.flatMap(([first, then]) => (then === id ? [first] : []));
    const early = fits ? [] : wrong.flatMap(([first, then]) => (first === id ? [then] : []));
    const waits = (then: string, first: string) =>
      beforeOf(spec, ids.indexOf(then)).includes(ids.indexOf(first));
    items[id] = {
      verdict,
      placed: placed(id),
      // Of steps that wait for each other, naming the nearest one is enough.
      early: early.filter((one) => !early.some((other) => waits(one, other))),
      late: late.filter((one) => !late.some((other) => waits(other, one))),
    };
  }
  return { items, right: pairs.filter(inOrder).length, pairs: pairs.length };
}

/** One order that the key accepts: the first step that waits for nothing, again and again. */
export function oneOrder(spec: Spec): string[] {
  const phaseOf = (number: number) => bestNumber(spec.table?.[number]);
  const open = new Set(spec.items.keys());
  const order: string[] = [];
  while (open.size) {
    const free = [...open].filter((n) => beforeOf(spec, n).every((other) => !open.has(other)));
    const [next] = free.sort((a, b) => phaseOf(a) - phaseOf(b) || a - b);
    if (next === undefined) break;
    open.delete(next);
    order.push(spec.items[next]?.id ?? "");
  }
  return order;
}
