// Where a browser keeps things: texts under names, and what changes together is written together or
// not at all. In IndexedDB; in localStorage where that is missing; else in this page alone.

/** What is there, and what it becomes. Nothing is written before the act is over. */
export class Held {
  readonly changed = new Map<string, string | null>();

  constructor(private found: Map<string, string>) {}

  get(key: string): string | undefined {
    const text = this.changed.get(key);
    return text === undefined ? this.found.get(key) : (text ?? undefined);
  }

  /** Keeps a text; null removes it. */
  put(key: string, text: string | null): void {
    this.changed.set(key, text);
  }

  /** The keys of what was there that begin so, in their order. */
  keys(prefix: string): string[] {
    return [...this.found.keys()].filter((key) => key.startsWith(prefix)).sort();
  }
}

export interface Place {
  /** Whether what is here is still here after the page was closed. */
  readonly kept: boolean;
  /**
   * Reads what the names say, those that end with "/" for all that begin so; lets it be changed; and
   * keeps that. Nobody else changes it meanwhile. Where it cannot be kept, nothing has changed.
   */
  change<T>(names: readonly string[], act: (held: Held) => T): Promise<T>;
}

const STORE = "kept";
const PREFIX = "leading-and-managing:kept:";
/** How often a browser is asked that may be waking up, in milliseconds. */
const WAKING = 100;
/** After this long without an answer, in milliseconds, the other place is taken. */
const DEADLINE = 5000;

/** Opens what this browser keeps under a name. */
export async function openPlace(name: string): Promise<Place> {
  const prefix = `${PREFIX}${name}:`;
  try {
    const place = new InDatabase(name, await openDatabase(name));
    if (isThere(prefix)) await (await import("./texts")).adopt(place, prefix);
    return place;
  } catch {
    // Missing, or forbidden, as in some private windows and in frames of other sites.
  }
  const { memory, openLocal } = await import("./texts");
  return openLocal(prefix) ?? memory();
}

/** Whether something was kept in the other place while there was no database. */
function isThere(prefix: string): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(prefix));
  } catch {
    return false;
  }
}

class InDatabase implements Place {
  readonly kept = true;

  constructor(
    private name: string,
    private database: IDBDatabase | undefined,
  ) {}

  async change<T>(names: readonly string[], act: (held: Held) => T): Promise<T> {
    try {
      return await this.once(names, act);
    } catch (error) {
      if (error && (isFull(error) || !(error instanceof DOMException))) throw error;
      // A phone that slept may have closed what was open: then it is opened once more.
      this.database?.close();
      this.database = undefined;
      return this.once(names, act);
    }
  }

  private async once<T>(names: readonly string[], act: (held: Held) => T): Promise<T> {
    this.database ??= await openDatabase(this.name);
    const database = this.database;
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, "readwrite");
      const store = transaction.objectStore(STORE);
      const found = new Map<string, string>();
      let result: T;
      let left = names.length;
      const acts = () => {
        try {
          const held = new Held(found);
          result = act(held);
          for (const [key, text] of held.changed) {
            if (text === null) store.delete(key);
            else store.put(text, key);
          }
        } catch (error) {
          reject(error);
          transaction.abort();
        }
      };
      for (const name of names) {
        // All names that begin so; or this one alone.
        const end = name.endsWith("/") ? `${name}\uffff` : name;
        const asked = store.openCursor(IDBKeyRange.bound(name, end));
        asked.onsuccess = () => {
          const at = asked.result;
          if (at) {
            found.set(String(at.key), String(at.value));
            at.continue();
          } else if (!--left) acts();
        };
      }
      transaction.oncomplete = () => resolve(result);
      transaction.onabort = () => reject(transaction.error);
    });
  }
}

/** Removes all that was read. */
export function empty(held: Held): void {
  for (const key of held.keys("")) held.put(key, null);
}

/** All that is kept: whose work it is, the answers, copies of them, and what could not be used. */
export const ALL = ["work", "answers/", "copies/", "aside/"];

async function openDatabase(name: string): Promise<IDBDatabase> {
  await awake();
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(`leading-and-managing:${name}`, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => {
      // Another page may want to remove it, or bring it up to date.
      asked.result.onversionchange = () => asked.result.close();
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
    setTimeout(reject, DEADLINE);
  });
}

/** Safari 14 may leave the first question of a page open until another one is asked. */
async function awake(): Promise<void> {
  if (!/Version\/14.*Safari/.test(navigator.userAgent) || !indexedDB.databases) return;
  let timer = 0;
  await new Promise<unknown>((resolve) => {
    const ask = () => indexedDB.databases().then(resolve, resolve);
    timer = setInterval(ask, WAKING) as unknown as number;
    setTimeout(resolve, DEADLINE / 2);
    ask();
  });
  clearInterval(timer);
}

/** Whether something went wrong for want of room. */
export function isFull(error: unknown): boolean {
  return /quota/i.test(Object(error).name);
}
