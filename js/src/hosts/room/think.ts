// When Think is over, what somebody had chosen until then stays as their first choice, whatever they
// choose later; in the form of workshop/answers/first.py. This browser remembers when it heard so:
// changes can arrive late, and count by the time at which they were made.
import { recall, remember } from "../../kit/memory";
import { isRecord } from "../../kit/records";
import { type Keep, keepEntries, keepWhole } from "../browser/first";
import { parse, rulesOf } from "../browser/record";
import type { StageSent } from "./stage";

type Times = Record<string, number>;

export class Over {
  private looked: Times;
  private opened: Times;

  constructor(
    /** What this is remembered under. */
    private name: string,
  ) {
    const { looked, opened } = read(recall(name));
    [this.looked, this.opened] = [times(looked), times(opened)];
  }

  /** Takes over what is over by now. */
  note({ looked, opened }: StageSent, now = Date.now()): void {
    for (const place of [...looked, ...opened]) this.looked[place] ??= now;
    for (const exercise of opened) this.opened[exercise] ??= now;
    remember(this.name, JSON.stringify({ looked: this.looked, opened: this.opened }));
  }

  /** Since when the reasons of an exercise are open; never, where they are not. */
  openSince(exercise: string): number {
    return this.opened[exercise] ?? Infinity;
  }

  keep: Keep = (spec, first, before, after, at) => {
    const over = (place: string) => (this.looked[place] ?? Infinity) <= at;
    const whole = over(spec.id);
    const items = spec.items.map(({ id }) => id).filter((id) => whole || over(`${spec.id}/${id}`));
    const { BY_ITEM, FIRST } = rulesOf(spec);
    if (BY_ITEM.length) return keepEntries(spec, first, before, after, items);
    const [part = ""] = FIRST;
    if (isNested(before[part])) return keepNested(part, first, before, after, items);
    return whole ? keepWhole(spec, first, before, after) : keepEntries(spec, first, {}, {}, []);
  };
}

/** Whether a part of an answer has its entries one level deeper, as ratings by pass have. */
function isNested(part: unknown): part is Record<string, Record<string, unknown>> {
  return isRecord(part) && Object.values(part).every(isRecord);
}

/** Keeps, of some items, each entry below a part as it was before it changes. */
function keepNested(
  part: string,
  first: Record<string, any>,
  before: Record<string, any>,
  after: Record<string, any>,
  items: readonly string[],
): Record<string, any> {
  const kept: Record<string, Record<string, unknown>> = { ...first[part] };
  for (const [pass, values] of Object.entries<Record<string, unknown>>(before[part])) {
    for (const item of items) {
      const same = values[item] === after[part]?.[pass]?.[item];
      if (item in values && !same && !(item in (kept[pass] ?? {})))
        kept[pass] = { ...kept[pass], [item]: values[item] };
    }
  }
  return Object.keys(kept).length ? { [part]: kept } : {};
}

function read(text: string | null): Record<string, unknown> {
  try {
    const found = parse(text ?? "");
    return isRecord(found) ? found : {};
  } catch {
    return {};
  }
}

function times(found: unknown): Times {
  const sound = Object.entries(isRecord(found) ? found : {}).filter(([, at]) =>
    Number.isFinite(at),
  );
  return Object.fromEntries(sound) as Times;
}
