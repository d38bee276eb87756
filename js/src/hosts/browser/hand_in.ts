// What somebody hands in, as workshop/answers/hand_in.py writes it.
import { isRecord } from "../../kit/records";
import type { Known } from "../../kit/rules";
import { isEmpty } from "./first";
import { VERSION, WORKSHOP } from "./pack";
import { type Found, isState, moment, rulesOf, writtenAt } from "./record";

export const HANDED_IN = "to-hand-in.json";

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

/** A record without anybody's own words. */
export function handedIn(spec: Known, record: Found): object {
  const { withoutWords, FIRST } = rulesOf(spec);
  const known = record.first ? withoutWords(spec, record.first) : {};
  const before = FIRST.filter((part) => !isEmpty(known[part]));
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
