// The steps in somebody's order, for them to read.
import type { Line, Lines } from "../../kit/lines";
import type { Answer } from "./answer";

export const lines: Lines<Answer> = (spec, { order, phases, placed }) =>
  order.slice(0, placed).flatMap((id, at): Line[] => {
    const step = spec.items.find((item) => item.id === id);
    const phase = spec.options.find((option) => option.id === phases[id]);
    return step ? [[step.text, [at + 1, phase?.label].filter(Boolean).join(", ")]] : [];
  });
