// What somebody had answered before they saw the reasons; as workshop/answers/first.py.
import { dumps, isChecked, type Known, partOf } from "../../kit/rules";
import { rulesOf } from "./record";

type Parts = Record<string, any>;

/** The items whose reasons the board has shown. */
function seen(spec: Known, answer: Parts): string[] {
  const shown = spec.feedback === "instant" || (spec.feedback === "on-check" && isChecked(answer));
  const [placed, ...more] = rulesOf(spec).BY_ITEM;
  if (!shown || !placed || !spec.table) return [];
  const asked = [placed, ...more.filter((name) => name in spec.settings)];
  const has = (item: string) => asked.every((name) => item in partOf(answer, name));
  return spec.items.map(({ id }) => id).filter(has);
}

function entryOf(parts: readonly string[], answer: Parts, item: string): Parts {
  const there = parts.filter((part) => item in partOf(answer, part));
  return Object.fromEntries(there.map((part) => [part, answer[part][item]]));
}

/** The first choices when an answer changes, from one that fits to another. */
export function keepFirst(spec: Known, first: Parts, before: Parts, after: Parts): Parts {
  const { FIRST, BY_ITEM } = rulesOf(spec);
  const kept = Object.fromEntries(Object.entries(first).filter(([, value]) => !isEmpty(value)));
  if (spec.feedback === "on-check") {
    const goesOn = Object.keys(kept).length || !isChecked(before);
    if (goesOn || dumps(before) === dumps(after)) return kept;
    const there = FIRST.filter((part) => !isEmpty(before[part]));
    return Object.fromEntries(there.map((part) => [part, before[part]]));
  }
  for (const item of seen(spec, before)) {
    const entry = entryOf(BY_ITEM, before, item);
    const same = dumps(entry) === dumps(entryOf(BY_ITEM, after, item));
    if (same || Object.keys(entryOf(BY_ITEM, kept, item)).length) continue;
    for (const [part, value] of Object.entries(entry)) {
      kept[part] = { ...kept[part], [item]: value };
    }
  }
  return kept;
}

/** What Python takes for nothing. */
function isEmpty(value: unknown): boolean {
  return !value || (typeof value === "object" && !Object.keys(value).length);
}
