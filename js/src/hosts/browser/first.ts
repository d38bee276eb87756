// What somebody had answered before they saw the reasons; as workshop/answers/first.py.
import { dumps, isChecked, type Known, partOf } from "../../kit/rules";
import { rulesOf } from "./record";

type Parts = Record<string, any>;

/** The first choices when an answer changes at a time, from one that fits to another. */
export type Keep = (spec: Known, first: Parts, before: Parts, after: Parts, at: number) => Parts;

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
  if (spec.feedback !== "on-check")
    return keepEntries(spec, first, before, after, seen(spec, before));
  return isChecked(before) ? keepWhole(spec, first, before, after) : filled(first);
}

/** Keeps the whole answer of before, once something changes. */
export function keepWhole(spec: Known, first: Parts, before: Parts, after: Parts): Parts {
  const kept = filled(first);
  if (Object.keys(kept).length || dumps(before) === dumps(after)) return kept;
  const there = rulesOf(spec).FIRST.filter((part) => !isEmpty(before[part]));
  return Object.fromEntries(there.map((part) => [part, before[part]]));
}

/** Keeps, of some items, each entry as it was before it changes. */
export function keepEntries(
  spec: Known,
  first: Parts,
  before: Parts,
  after: Parts,
  items: readonly string[],
): Parts {
  const { BY_ITEM } = rulesOf(spec);
  const kept: Parts = filled(first);
  for (const item of items) {
    const entry = entryOf(BY_ITEM, before, item);
    const same = dumps(entry) === dumps(entryOf(BY_ITEM, after, item));
    if (same || Object.keys(entryOf(BY_ITEM, kept, item)).length) continue;
    for (const [part, value] of Object.entries(entry)) {
      kept[part] = { ...kept[part], [item]: value };
    }
  }
  return kept;
}

function filled(first: Parts): Parts {
  return Object.fromEntries(Object.entries(first).filter(([, value]) => !isEmpty(value)));
}

/** What Python takes for nothing. */
export function isEmpty(value: unknown): boolean {
  return !value || (typeof value === "object" && !Object.keys(value).length);
}
