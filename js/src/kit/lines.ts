// What somebody answered, for them to read: what the page says that they take home.
import type { Spec } from "./types";

/** What was answered, in words: to what, and how. */
export type Line = [what: string, said: string];

/** What an answer that fits the exercise says. */
export type Lines<A> = (spec: Spec, kept: A) => Line[];

/** The notes of an answer, for somebody to read. */
export function notesIn(spec: Spec, answer: { notes?: Record<string, string> }): Line[] {
  const { notes = {} } = answer;
  return spec.items.flatMap(({ id, text }): Line[] => (notes[id] ? [[text, notes[id]]] : []));
}
