// Where changes wait that nobody has acknowledged: in this browser, one entry for each page of an
// exercise, under the id of the work that they belong to.

/** A change: its number on its page, its time, and what it says. */
export type Tap = [number: number, at: number, delta: object];

const PREFIX = "leading-and-managing:taps:";

/** What the page itself remembers where the browser keeps nothing: it survives ▶▶, and no reload. */
function memory(): Map<string, string> {
  const page = globalThis as { [key: symbol]: Map<string, string> | undefined };
  const key = Symbol.for(PREFIX);
  return (page[key] ??= new Map());
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
    let text: string | null | undefined;
    try {
      text = localStorage.getItem(this.prefix + page);
    } catch {
      // Storage is forbidden.
    }
    try {
      const taps = JSON.parse(text ?? memory().get(this.prefix + page) ?? "[]");
      return Array.isArray(taps) ? taps.filter(isTap) : [];
    } catch {
      return [];
    }
  }

  write(page: string, taps: Tap[]): void {
    const key = this.prefix + page;
    try {
      if (taps.length) localStorage.setItem(key, JSON.stringify(taps));
      else localStorage.removeItem(key);
      memory().delete(key);
      this.kept = true;
    } catch {
      // Forbidden or full. An older entry must not come back in the place of this one.
      this.kept = false;
      try {
        localStorage.removeItem(key);
      } catch {
        // Forbidden.
      }
      if (taps.length) memory().set(key, JSON.stringify(taps));
      else memory().delete(key);
    }
  }

  /** The pages of which something waits. */
  pages(): string[] {
    const keys = [...memory().keys()];
    try {
      keys.push(...Object.keys(localStorage));
    } catch {
      // Storage is forbidden.
    }
    return keys.flatMap((key) => (this.holds(key) ? [key.slice(this.prefix.length)] : []));
  }

  /** Whether an entry belongs to this work and exercise. */
  holds(key: string | null): boolean {
    return key?.startsWith(this.prefix) ?? false;
  }
}

/** Forgets what waits: all of it, or that of some exercises. */
export function forget(exercises?: string[]): void {
  const gone = (key: string) =>
    key.startsWith(PREFIX) && (!exercises || exercises.includes(key.split(":")[3] ?? ""));
  for (const key of [...memory().keys()].filter(gone)) memory().delete(key);
  try {
    for (const key of Object.keys(localStorage).filter(gone)) localStorage.removeItem(key);
  } catch {
    // No storage, so nothing was kept.
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
