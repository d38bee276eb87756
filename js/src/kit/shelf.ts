// Where changes wait that nobody has acknowledged: in this browser, one entry for each page of an
// exercise, under the id of the work that they belong to.

/** A change: its number on its page, its time, and what it says. */
export type Tap = [number: number, at: number, delta: object];

const PREFIX = "leading-and-managing:taps:";
const SETTLED = "!";
const DAY = 86_400_000;

/** What the page itself remembers where the browser keeps nothing: it survives ▶▶, and no reload. */
function memory(): Map<string, string> {
  const page = globalThis as { [key: symbol]: Map<string, string> | undefined };
  const key = Symbol.for(PREFIX);
  page[key] ??= new Map();
  return page[key];
}

export class Shelf {
  /** Whether the browser keeps what waits; else the page alone does. */
  kept = true;
  private readonly prefix: string;

  constructor(work: string, exercise: string) {
    this.prefix = `${PREFIX}${work}:${exercise}:`;
    try {
      this.kept = localStorage.length >= 0;
    } catch {
      this.kept = false;
    }
  }

  /** What waits of a page; nothing that makes no sense. */
  read(page: string): Tap[] {
    return tapsAt(this.prefix + page);
  }

  /** Keeps what waits of a page; the page itself alone does that. */
  write(page: string, taps: Tap[]): void {
    this.kept = keep(this.prefix + page, taps);
  }

  /** Notes for a page that may still be open that its changes up to a number wait no longer. */
  settle(page: string, upTo: number): void {
    settle(this.prefix + page, upTo);
  }

  /** Up to which number another page has settled the changes of a page. */
  settled(page: string): number {
    return settledAt(this.prefix + page)[0];
  }

  /** The pages of which something waits. */
  pages(): string[] {
    const found = keys().filter((key) => this.holds(key) && !key.endsWith(SETTLED));
    return found.map((key) => key.slice(this.prefix.length));
  }

  /** Whether an entry belongs to this work and exercise. */
  holds(key: string | null): boolean {
    return key?.startsWith(this.prefix) ?? false;
  }
}

/** Forgets what waits: all of it, or that of some exercises; also for pages that are still open. */
export function forget(exercises?: string[]): void {
  for (const key of keys()) {
    const [, , , exercise = ""] = key.split(":");
    if (!key.startsWith(PREFIX) || key.endsWith(SETTLED)) continue;
    if (exercises && !exercises.includes(exercise)) continue;
    settle(key, tapsAt(key).at(-1)?.[0] ?? 0);
    set(key, null);
  }
}

/** Forgets what was noted for pages that are closed by now. */
export function sweep(): void {
  for (const key of keys()) {
    if (!key.startsWith(PREFIX) || !key.endsWith(SETTLED)) continue;
    const [, at] = settledAt(key.slice(0, -SETTLED.length));
    if (Date.now() - at > DAY) set(key, null);
  }
}

function settle(key: string, number: number): void {
  const upTo = Math.max(number, settledAt(key)[0]);
  if (upTo) set(key + SETTLED, JSON.stringify([upTo, Date.now()]));
  keep(
    key,
    tapsAt(key).filter(([n]) => n > upTo),
  );
}

function tapsAt(key: string): Tap[] {
  const taps = parsed(get(key));
  return Array.isArray(taps) ? taps.filter(isTap) : [];
}

function keep(key: string, taps: Tap[]): boolean {
  return set(key, taps.length ? JSON.stringify(taps) : null);
}

function settledAt(key: string): [upTo: number, at: number] {
  const noted = parsed(get(key + SETTLED));
  const [upTo, at] = Array.isArray(noted) ? noted : [];
  return [Number.isSafeInteger(upTo) ? upTo : 0, Number.isSafeInteger(at) ? at : 0];
}

function parsed(text = "null"): any {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function get(key: string): string | undefined {
  let text: string | null = null;
  try {
    text = localStorage.getItem(key);
  } catch {
    // Storage is forbidden.
  }
  return text ?? memory().get(key);
}

/** Writes an entry or, with null, removes it; says whether the browser took it. */
function set(key: string, text: string | null): boolean {
  memory().delete(key);
  try {
    // A board that waits comes by every second: what is there already is not written again.
    if (text === null) localStorage.removeItem(key);
    else if (localStorage.getItem(key) !== text) localStorage.setItem(key, text);
    return true;
  } catch {
    // Forbidden or full. An older entry must not come back in the place of this one.
    try {
      localStorage.removeItem(key);
    } catch {
      // Forbidden.
    }
    if (text !== null) memory().set(key, text);
    return false;
  }
}

function keys(): string[] {
  try {
    return [...memory().keys(), ...Object.keys(localStorage)];
  } catch {
    return [...memory().keys()];
  }
}

function isTap(tap: unknown): tap is Tap {
  return (
    Array.isArray(tap) &&
    tap.length === 3 &&
    Number.isSafeInteger(tap[0]) &&
    Number.isSafeInteger(tap[1]) &&
    tap[2] !== null &&
    typeof tap[2] === "object"
  );
}
