// Where somebody goes on, and how far they got: worked out from the list of sessions alone.
import type { Chapter, State } from "../work/keeper";

type States = Record<string, State>;

export interface Next {
  chapter: Chapter;
  exercise: string;
}

const stateOf = (states: States, exercise: string): State => states[exercise] ?? "open";

/** The first exercise that is begun, else the first that is open; nothing where all are finished. */
export function nextOf(chapters: readonly Chapter[], states: States): Next | undefined {
  const all = chapters.flatMap((chapter) =>
    chapter.counted.map((exercise) => ({ chapter, exercise })),
  );
  const first = (state: State) => all.find(({ exercise }) => stateOf(states, exercise) === state);
  return first("begun") ?? first("open");
}

/** The session to speak of: that of the next exercise, where something is done there, or the last. */
export function lastOf(
  chapters: readonly Chapter[],
  states: States,
  next: Next | undefined,
): Chapter | undefined {
  const touched = chapters.filter(({ counted }) =>
    counted.some((exercise) => stateOf(states, exercise) !== "open"),
  );
  return touched.find((chapter) => chapter === next?.chapter) ?? touched.at(-1);
}

/** Whether there is any work. */
export function isBegun(states: States): boolean {
  return Object.values(states).some((state) => state !== "open");
}
