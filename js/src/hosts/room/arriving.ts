// Reads what a phone took along from the address that the room had before; see carrying.ts.
import { ANSWERS, WORK, whose } from "../browser/answers";
import { unpack } from "../browser/carry";
import type { Place } from "../browser/place";
import { type Found, moment, readRecord, written } from "../browser/record";

export interface Arrived {
  token: string;
  code: string;
  work: string;
  records: Map<string, Found>;
}

const FRAGMENT = /^#([\w-]{16,128})&(\w{1,16})&([\w-]*)$/;

/** Reads what a link has brought; nothing where it has brought nothing, or something else. */
export function arrived(fragment: string): Arrived | undefined {
  const [, token, code, text] = FRAGMENT.exec(fragment) ?? [];
  if (!token || !code) return undefined;
  try {
    const { participant, records } = unpack(unpacked(text ?? ""));
    return { token, code, work: participant, records };
  } catch {
    // Cut off on its way: the phone is known all the same.
    return { token, code, work: "", records: new Map() };
  }
}

/**
 * Puts the answers that came along into this browser; of what both have, the newer one counts. Says
 * whether that was done: it is not where those here are somebody else's, or it is not told whose came.
 */
export function bring(place: Place, { work, records }: Arrived): Promise<boolean> {
  return place.change([WORK, ANSWERS], (held) => {
    const others = held.keys(ANSWERS).length > 0 && whose(held) !== work;
    if (!work || others) return false;
    held.put(WORK, JSON.stringify({ id: work }));
    for (const [id, record] of records) {
      const here = readRecord(held.get(ANSWERS + id) ?? "");
      if (!here || moment(here) < moment(record)) held.put(ANSWERS + id, written(record));
    }
    return true;
  });
}

function unpacked(text: string): string {
  const letters = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return new TextDecoder().decode(Uint8Array.from(letters, (letter) => letter.charCodeAt(0)));
}
