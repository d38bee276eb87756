// The record of attendance, filled in: in which sessions somebody took part, and whether they planned.
// The same as workshop/paper/attended.py, with the same examples: no score and no answer is in it.
import type { Known } from "../../kit/rules";

export interface Attended {
  /** The sessions in which something was answered: number, title, and the minutes that a group needs. */
  sessions: [number: string, title: string, minutes: number | null][];
  /** How long these are together. */
  hours: number;
  minutes: number;
  /** Whether a plan was begun, and whether it was looked at again. */
  planned: boolean;
  again: boolean;
}

/** What a record says of the exercises to which something was answered; nothing where there is none. */
export function attended(
  chapters: { number: string; title: string }[],
  answered: Pick<Known, "id" | "role" | "session">[],
): Attended | undefined {
  const long = new Map(answered.map(({ session }) => [session?.number, session?.minutes ?? null]));
  const sessions = chapters.flatMap(({ number, title }): Attended["sessions"] =>
    long.has(number) ? [[number, title, long.get(number) ?? null]] : [],
  );
  if (!sessions.length) return undefined;
  const minutes = sessions.reduce((sum, [, , each]) => sum + (each ?? 0), 0);
  return {
    sessions,
    hours: Math.floor(minutes / 60),
    minutes: minutes % 60,
    planned: answered.some(({ role }) => role === "plan"),
    again: answered.some(({ role }) => role === "plan-again"),
  };
}
