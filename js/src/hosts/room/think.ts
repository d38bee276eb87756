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
    if (!rulesOf(spec).BY_ITEM.length)
      return whole ? keepWhole(spec, first, before, after) : keepEntries(spec, first, {}, {}, []);
    const items = spec.items.map(({ id }) => id).filter((id) => whole || over(`${spec.id}/${id}`));
    return keepEntries(spec, first, before, after, items);
  };
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
