// Somebody's ratings, for them to read.
import type { Line, Lines } from "../../kit/lines";
import { type Answer, settingsOf } from "./answer";

export const lines: Lines<Answer> = (spec, { passes }) =>
  settingsOf(spec).passes.flatMap(({ id: pass, label }) =>
    spec.items.flatMap(({ id, text }): Line[] => {
      const value = passes[pass]?.[id];
      if (value === undefined) return [];
      const said = value === "na" ? spec.words["not-applicable"] : value;
      return [[label ? `${label}: ${text}` : text, String(said)]];
    }),
  );
