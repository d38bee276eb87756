// What few people open is fetched when somebody first does.
import { useEffect, useReducer } from "preact/hooks";
import type { Words } from "./types";

const all: Later<unknown>[] = [];

/** A module that is fetched once; all who need it share it. */
export class Later<T> {
  constructor(
    readonly fetch: () => Promise<T>,
    /** What was fetched. Where all is one bundle, the build gives it here: it is there at once. */
    public got?: T,
  ) {
    all.push(this);
  }
}

/** Fetches all of it before anybody asks, so that it is there when the network is gone. */
export function fetchAll(): void {
  for (const each of all) each.fetch().catch(() => undefined);
}

/** Gives the module when it is there; says when it cannot be had. Whoever comes again tries again. */
export function useLater<T>(
  later: Later<T>,
  missing: () => void,
  /** What has to be here as well. */
  more?: () => Promise<unknown>,
  /** Whether that is here: another exercise may have fetched the module, and not the words of this. */
  learnt = true,
): T | undefined {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    if (later.got && learnt) return;
    Promise.all([later.fetch(), more?.()]).then(([got]) => {
      later.got = got;
      redraw(0);
    }, missing);
  }, []);
  return learnt ? later.got : undefined;
}

/** Fetches what is written at an address. */
export async function fetchJson<T>(address: string): Promise<T> {
  const reply = await fetch(address);
  if (!reply.ok) throw new Error(reply.statusText);
  return reply.json();
}

type Seldom = Record<string, Words | undefined>;
const read = new Map<string, Promise<Seldom>>();

/** Fetches the words that are seldom said, by who says them; once. */
export function fetchWords(address: string): Promise<Seldom> {
  const asked = read.get(address) ?? fetchJson<Seldom>(address);
  read.set(address, asked);
  // Whoever comes again tries again.
  asked.catch(() => read.delete(address));
  return asked;
}
