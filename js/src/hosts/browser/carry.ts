// Somebody's work as one file, as workshop/answers/carry.py reads it; what such a file may hold is
// said in workshop/answers/carry.schema.json.
import { isRecord } from "../../kit/records";
import { NotDone } from "./ask";
import { VERSION, WORKSHOP } from "./pack";
import { type Found, isState, moment, parse } from "./record";

const NAME = "my-workshop.json";
const MEGABYTE = 1_000_000;
const MOST = 5 * MEGABYTE;
const DEEPEST = 20;
const FIELDS = ["exercise", "kind", "updated", "state", "answer", "first"];
const LONGEST = 80;

export interface Carried {
  participant: string;
  records: Map<string, Found>;
}

/** Reads a file, and makes sure that everything in it is as it should be; else nothing is done. */
export function unpack(text: string): Carried {
  const { size } = new Blob([text]);
  if (size > MOST) {
    const values = { size: Math.round(size / MEGABYTE), most: MOST / MEGABYTE };
    throw new NotDone("too-large", values);
  }
  let carried: unknown;
  try {
    carried = parse(text.replace(/^\ufeff/, ""));
    if (depth(carried) >= DEEPEST) throw new RangeError();
  } catch {
    throw new NotDone("damaged");
  }
  if (!isRecord(carried) || carried.workshop !== WORKSHOP) throw new NotDone("another");
  const { version, participant, saved, answers } = carried;
  if (Number.isInteger(version) && (version as number) > VERSION) throw new NotDone("newer");
  const there = "handed_in" in carried;
  if (version !== VERSION) odd("version");
  if (typeof participant !== "string" || !/^[A-Za-z0-9-]{1,64}$/.test(participant)) {
    odd("participant");
  }
  if (!isShort(saved, 40)) odd("saved");
  if (there && carried.handed_in !== true) odd("handed_in");
  if (!isRecord(answers) || Object.keys(answers).length > 1000) odd("answers");
  const records = new Map<string, Found>();
  for (const [id, record] of Object.entries(answers)) records.set(id, checked(id, record));
  if (there) throw new NotDone("handed-in");
  return { participant, records };
}

function checked(id: string, record: unknown): Found {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || id.length > 80) odd("answers", id);
  if (!isRecord(record)) odd("answers", id);
  const holds: Record<string, boolean> = {
    exercise: record.exercise === id,
    kind: isShort(record.kind, 20),
    updated: isShort(record.updated, 40) && moment(record) !== -Infinity,
    state: !("state" in record) || isState(record.state),
    answer: isRecord(record.answer),
    first: !("first" in record) || isRecord(record.first),
  };
  const faulty = Object.keys(record).find((name) => !FIELDS.includes(name));
  const where = faulty ?? FIELDS.find((name) => !holds[name]);
  if (where !== undefined) odd("answers", id, where);
  return record as Found;
}

function odd(...path: string[]): never {
  throw new NotDone("odd", { where: plain(path.join(" / ")) || NAME });
}

/** A text that somebody else chose, harmless and short enough for a sentence. */
export function plain(text: string): string {
  const shown = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "?");
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown;
}

function isShort(value: unknown, most: number): value is string {
  return typeof value === "string" && value.length <= most;
}

/** How deep a value goes; it is not looked deeper than is allowed. */
function depth(value: unknown, above = 0): number {
  if (above >= DEEPEST || typeof value !== "object" || !value) return above;
  return Object.values(value).reduce((most, each) => Math.max(most, depth(each, above + 1)), above);
}
