// What a page asks of this browser: as a host answers it behind which a program stands.
import type { Answer, Host } from "../../kit/host";
import type { Phrases } from "../../kit/words";
import { Emitter } from "./emitter";
import { isFull } from "./place";

export type Values = Record<string, unknown>;
type Handlers = Record<string, (values: Values) => object | Promise<object>>;

/** Something that could not be done: the name of the sentence that says why, and what fills it in. */
export class NotDone extends Error {
  constructor(
    readonly sentence: string,
    readonly values: Record<string, string | number> = {},
  ) {
    super(sentence);
  }
}

/** What is fetched once somebody asks for it; where it cannot be had, that is said in a sentence. */
export function needed<T>(fetched: Promise<T>): Promise<T> {
  return fetched.catch(() => {
    throw new NotDone("no-rest");
  });
}

/** A host that answers by itself; `tell` says that something is new. */
export function hostOf(
  state: { readonly [name: string]: unknown },
  handlers: Handlers,
  phrases: Phrases,
): Host & { tell(name: string): void } {
  const known = new Map(Object.entries(handlers));
  const emitter = new Emitter();
  return {
    get: (name) => state[name],
    watch(name, changed) {
      emitter.on(name, changed);
      return () => emitter.off(name, changed);
    },
    tell: (name) => emitter.emit(name),
    async ask<A extends object>(name: string, values: object = {}): Promise<Answer<A>> {
      try {
        const handler = known.get(name);
        if (!handler) throw new Error(name);
        return (await handler(values as Values)) as Answer<A>;
      } catch (error) {
        return { wrong: wrong(error, phrases) } as Answer<A>;
      }
    },
  };
}

function wrong(error: unknown, phrases: Phrases): string {
  if (error instanceof NotDone) return phrases.say(error.sentence, error.values);
  const { name, message } = Object(error);
  const why = isFull(error) ? phrases.say("no-room") : `${name}: ${message}.`;
  return phrases.say("failed", { why });
}
