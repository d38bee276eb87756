// Somebody's work as one file, as workshop/answers/carry.py and hand_in.py write and read it; what
// such a file may hold is said in workshop/answers/carry.schema.json.
import { isRecord } from "../../kit/records";
import type { Known } from "../../kit/rules";
import { NotDone } from "./ask";
import { type Found, isState, moment, parse, rulesOf, writtenAt } from "./record";

export const HANDED_IN = "to-hand-in.json";
const NAME = "my-workshop.json";
const WORKSHOP = "leading-and-managing";
const VERSION = 1;
const MEGABYTE = 1_000_000;
const MOST = 5 * MEGABYTE;
const DEEPEST = 20;
const FIELDS = ["exercise", "kind", "updated", "state", "answer", "first"];
const LONGEST = 80;

export interface Carried {
  participant: string;
  records: Map<string, Found>;
}

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

/** The text of the file to hand in: all that numbers need, and none of somebody's own words. */
export function packToHandIn(
  participant: string,
  records: Map<string, Found>,
  specs: Map<string, Known>,
): string {
  const answers = [...specs].flatMap(([id, spec]) => {
    const record = records.get(id);
    return record ? [[id, handedIn(spec, record)]] : [];
  });
  const handed = {
    workshop: WORKSHOP,
    version: VERSION,
    participant,
    saved: "",
    handed_in: true,
    answers: Object.fromEntries(answers),
  };
  return JSON.stringify(sorted(handed), null, 1);
}

function handedIn(spec: Known, record: Found): object {
  const { withoutWords, FIRST } = rulesOf(spec);
  const known = record.first ? withoutWords(spec, record.first) : {};
  const before = FIRST.filter(
    (part) => known[part] && Object.keys(Object(known[part])).length !== 0,
  );
  const at = moment(record);
  return {
    exercise: spec.id,
    kind: spec.kind,
    updated: at === -Infinity ? "0001-01-01T00:00:00.000+00:00" : writtenAt(at),
    answer: withoutWords(spec, record.answer),
    ...(isState(record.state) && { state: record.state }),
    ...(before.length && { first: Object.fromEntries(before.map((part) => [part, known[part]])) }),
  };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name])]));
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
