// Who stands behind a page: a kernel; in time a page by itself, or a room. What a page is sent, and
// what it asks for, goes through it, so that nothing else knows who it is.

import type { ComponentType } from "preact";

/** What came of a question: what was asked for; or `wrong`, a sentence on why it is not there. */
export type Answer<A extends object> = Partial<A> & { wrong?: string };

export interface Host {
  /** What the page was sent, by name. */
  get(name: string): any;
  /** Calls back when that is something else; gives what ends it. */
  watch(name: string, changed: () => void): () => void;
  /** What lets somebody join a live room, where whoever stands behind the page can reach one. */
  joining?: ComponentType<{ keeper: any; uid: string }>;
  /**
   * Asks for something by name, once. Where nothing answers for long, `silent` is told a sentence; an
   * answer that comes later still counts.
   */
  ask<A extends object>(
    name: string,
    values?: object,
    silent?: (sentence: string) => void,
  ): Promise<Answer<A>>;
}
