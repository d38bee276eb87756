// The rules of an order; see workshop/kinds/order/.
import { hasItem, isRecord, isWithin } from "../../kit/records";
import { filtered, isChecked, type Line, partOf, type Rules, sizeOf } from "../../kit/rules";
import { isSure } from "../../kit/steps";
import type { Spec } from "../../kit/types";
import { type Answer, apply, EMPTY } from "./answer";

function orderOf(answer: unknown): string[] {
  const order = isRecord(answer) && Array.isArray(answer.order) ? answer.order : [];
  return [...new Set(order.filter((id) => typeof id === "string"))];
}

function prune(spec: Spec, answer: unknown): Answer {
  const { sure, placed } = Object(answer);
  const order = orderOf(answer).filter((id) => hasItem(spec, id));
  const phases = filtered<string>(
    partOf(answer, "phases"),
    (id, phase) => hasItem(spec, id) && spec.options.some((option) => option.id === phase),
  );
  const begun = order.length > 0 || Object.keys(phases).length > 0;
  return {
    order,
    phases,
    checked: isChecked(answer) && begun,
    ...(spec.settings.sure && isSure(sure) && { sure }),
    ...(!spec.options.length && isWithin(0, placed, order.length - 1) && { placed }),
  };
}

export const rules: Rules<Answer> = {
  BY_ITEM: [],
  FIRST: ["order", "phases", "sure"],
  empty: () => EMPTY,
  apply,
  prune,
  size: (answer) => orderOf(answer).length + sizeOf(answer, ["phases"]),
  counted({ items, options }, { order, phases, placed }) {
    const there = options.length ? order.filter((id) => id in phases) : order;
    return [placed ?? there.length, items.length];
  },
  withoutWords: prune,
  told: () => ({}),
  lines: (spec, { order, phases, placed }) =>
    order.slice(0, placed).flatMap((id, at): Line[] => {
      const step = spec.items.find((item) => item.id === id);
      const phase = spec.options.find((option) => option.id === phases[id]);
      return step ? [[step.text, [at + 1, phase?.label].filter(Boolean).join(", ")]] : [];
    }),
  /** Steps that are gone come last. */
  gone(stored, _pruned, next) {
    const lost = orderOf(stored).filter((id) => !next.order.includes(id));
    return next.order.length ? { ...next, order: [...next.order, ...lost] } : next;
  },
};
