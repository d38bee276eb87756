// A browser that has lost what it kept of a room is given back what the room has of it: choices and
// ratings, and a mark where something was written, since nobody's own words went there. Of what both
// have, the newer one counts.

import { isRecord } from "../../kit/records";
import { WRITTEN } from "../../kit/rules";
import { ANSWERS, now, WORK } from "../browser/answers";
import type { Held, Place } from "../browser/place";
import { type Found, moment, readRecord, written } from "../browser/record";
import type { Api } from "./api";
import { SENT } from "./unsent";

const ID = /^[A-Za-z0-9-]{1,64}$/;

/** Whether this browser knows nothing of the room. */
export function isLost(place: Place): Promise<boolean> {
  return place.change([WORK], (held) => held.get(WORK) === undefined);
}

/**
 * Fetches what the room has, and puts it into this browser; says whether that was done. What is here
 * already may be somebody else's, as on a laptop that several use: then it is put aside.
 */
export async function restore(api: Api, place: Place, others = false): Promise<boolean> {
  const { status, told } = await api.get("api/answers");
  if (status !== 200 || !isRecord(told) || !isRecord(told.answers)) return false;
  const { work, answers } = told;
  if (typeof work !== "string" || !ID.test(work)) return false;
  await place.change([WORK, ANSWERS, SENT], (held) => {
    const own = JSON.stringify({ id: work });
    if (others && held.get(WORK) !== own) setAside(held);
    held.put(WORK, own);
    for (const [exercise, kept] of Object.entries(answers)) bring(held, exercise, kept);
  });
  return true;
}

function bring(held: Held, exercise: string, kept: unknown): void {
  if (!isRecord(kept) || !Number.isSafeInteger(kept.n)) return;
  const there = readRecord(JSON.stringify({ format: 1, ...Object(kept.record) }));
  if (!there) return;
  const here = readRecord(held.get(ANSWERS + exercise) ?? "");
  const ahead = here ? moment(here) - moment(there) : -1;
  if (!here || ahead < 0) {
    held.put(ANSWERS + exercise, written(ownWords(there, here) as Found));
  }
  // What is newer here is sent, with a higher number than the room has.
  const same = { had: kept.n, updated: ahead < 0 ? there.updated : here?.updated };
  held.put(SENT + exercise, JSON.stringify({ n: kept.n, ...(!(ahead > 0) && same) }));
}

function setAside(held: Held): void {
  for (const key of held.keys(ANSWERS)) {
    held.put(`aside/${key.slice(ANSWERS.length)}/${now()}`, held.get(key) ?? null);
    held.put(key, null);
  }
  for (const key of held.keys(SENT)) held.put(key, null);
}

/** What somebody wrote is here alone: it stays, where the room has a mark for it. */
function ownWords(there: unknown, here: unknown): unknown {
  if (there === WRITTEN && typeof here === "string" && here) return here;
  if (!isRecord(there) || !isRecord(here)) return there;
  const parts = Object.entries(there).map(([name, part]) => [name, ownWords(part, here[name])]);
  return Object.fromEntries(parts);
}
