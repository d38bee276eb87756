// The other place where a browser keeps texts: localStorage; and this page alone. Few browsers need
// them, and fetch them then.
import { ALL, empty, Held, type Place } from "./place";

/** What this page alone remembers. */
export function memory(): Place {
  return new InText(new Map(), false);
}

/** Texts by name: in localStorage, or in the memory of this page. */
class InText implements Place {
  constructor(
    private texts: Map<string, string> | LocalTexts,
    readonly kept: boolean,
  ) {}

  async change<T>(names: readonly string[], act: (held: Held) => T): Promise<T> {
    const found = new Map<string, string>();
    for (const key of this.texts.keys()) {
      if (!names.some((name) => key === name || (name.endsWith("/") && key.startsWith(name))))
        continue;
      const text = this.texts.get(key);
      if (typeof text === "string") found.set(key, text);
    }
    const held = new Held(found);
    const result = act(held);
    try {
      this.write(held.changed);
    } catch (error) {
      // What was written of it is taken back, the larger things first.
      const before = [...held.changed.keys()].map((key) => [key, found.get(key) ?? null] as const);
      this.write(new Map(before.sort(([, one], [, other]) => +(one !== null) - +(other !== null))));
      throw error;
    }
    return result;
  }

  private write(changed: Map<string, string | null>): void {
    for (const [key, text] of changed) {
      if (text === null) this.texts.delete(key);
      else this.texts.set(key, text);
    }
  }
}

class LocalTexts {
  constructor(private prefix: string) {}

  keys(): string[] {
    const all = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix));
    return all.map((key) => key.slice(this.prefix.length));
  }

  get(key: string): string | null {
    return localStorage.getItem(this.prefix + key);
  }

  set(key: string, text: string): void {
    localStorage.setItem(this.prefix + key, text);
  }

  delete(key: string): void {
    localStorage.removeItem(this.prefix + key);
  }
}

export function openLocal(prefix: string): InText | undefined {
  const texts = new LocalTexts(prefix);
  try {
    // Where it is missing or forbidden, this fails.
    texts.keys();
    return new InText(texts, true);
  } catch {
    return undefined;
  }
}

/** Takes over what was kept in the other place while there was no database. */
export async function adopt(place: Place, prefix: string): Promise<void> {
  const local = openLocal(prefix);
  const read = (held: Held) => held.keys("").map((key) => [key, held.get(key) ?? ""] as const);
  const found = (await local?.change(ALL, read)) ?? [];
  if (!found.length) return;
  await place.change(ALL, (held) => {
    for (const [key, text] of found) {
      // Where both have something, that of the other place is set aside.
      if (held.get(key) === undefined) held.put(key, text);
      else if (key !== "work") held.put(`aside/${key}`, text);
    }
  });
  await local?.change(ALL, empty);
}
