// Somebody's work as one file, as workshop/answers/carry.py writes it.
import type { Found } from "./record";

export const WORKSHOP = "leading-and-managing";
export const VERSION = 1;

/** The text of the file with everything that somebody did. */
export function pack(participant: string, records: Map<string, Found>): string {
  const carried = [...records].map(([id, { taps: _, ...record }]) => [id, record]);
  const saved = new Date(Math.floor(Date.now() / 1000) * 1000).toISOString().slice(0, 19);
  return JSON.stringify(
    {
      workshop: WORKSHOP,
      version: VERSION,
      participant,
      saved: `${saved}+00:00`,
      answers: Object.fromEntries(carried),
    },
    null,
    1,
  );
}
