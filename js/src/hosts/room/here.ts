// What this browser remembers of the room that it is in: who it is there. Never on the page itself.
import { recall, remember } from "../../kit/memory";
import { isRecord } from "../../kit/records";
import { parse } from "../browser/record";

export interface Here {
  code: string;
  token: string;
  /** The words by which this phone comes back; empty where they are not known. */
  word: string;
}

const NAME = "room";

export function whoHere(): Here | undefined {
  try {
    const found = parse(recall(NAME) ?? "");
    if (!isRecord(found)) return undefined;
    const { code, token, word } = found;
    if (typeof code !== "string" || typeof token !== "string") return undefined;
    return { code, token, word: typeof word === "string" ? word : "" };
  } catch {
    // Nothing is remembered.
  }
  return undefined;
}

export function remembered(here: Here | undefined): void {
  remember(NAME, here ? JSON.stringify(here) : "");
}

/** Where the answers of a room are kept: each room has its own. */
export function placeOf(code: string): string {
  return `room:${code}`;
}

/** What is remembered of a room beside its answers. */
export function noteOf(code: string): string {
  return `room:${code}:over`;
}

/** What stands in the address of whoever came by the door, and was in already; as in workshop/room/phone.py. */
export const AGAIN = "#again";
