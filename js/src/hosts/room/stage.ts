// The moment that the room is in, as a phone is sent it, and what the phone shows then.
import { isRecord } from "../../kit/records";
import type { Packed } from "../../kit/types";
import type { Told } from "../keeping";

export interface StageSent {
  /** Grows with every step. */
  number: number;
  /** Empty between exercises. */
  exercise: string;
  /** An item of it; empty where it is about the whole exercise. */
  card: string;
  moment: "between" | "think" | "look" | "again" | "why";
  /** When the time of this moment is over, and the server's time when this was sent; in milliseconds
   * since 1970. No clock where it is 0. */
  ends?: number;
  now?: number;
  /** What the room is asked now. */
  ask: string;
  title: string;
  /** Exercises whose reasons are not told yet; those whose reasons are. */
  held: string[];
  opened: string[];
  /** Exercises, or "exercise/card", whose Think is over. */
  looked: string[];
  /** What a word can be shown about now; with a prompt, where the host asks for it. */
  words?: { about: string; prompt: string } | null;
  /** Whether the room has ended. */
  over?: boolean;
}

/** A sentence alone; one's own answer, which nobody can change now; or the exercise. */
export type View = "words" | "own" | "board";

export function viewOf({ exercise, moment, opened, over }: StageSent): View {
  if (over || !exercise || moment === "between") return "words";
  if (moment === "think" || moment === "again") return "board";
  // The reasons of one card are told at the wall: a phone gets those of an exercise, or none.
  return moment === "why" && opened.includes(exercise) ? "board" : "own";
}

/** Whether the room works on an exercise, at some time. */
export function isOnPlan({ held, opened }: StageSent, exercise: string): boolean {
  return held.includes(exercise) || opened.includes(exercise);
}

/** Whether the room has looked at an exercise, or a card of it, and does not know yet why. */
export function isTalkedAbout({ looked, opened }: StageSent, exercise: string): boolean {
  const about = looked.some((place) => place === exercise || place.startsWith(`${exercise}/`));
  return about && !opened.includes(exercise);
}

/** Whether something is newer than what is known: streams and questions may overtake each other. */
export function isNewer(stage: StageSent, known: StageSent | undefined): boolean {
  if (!known || stage.number > known.number) return true;
  return stage.number === known.number && !!stage.over !== !!known.over;
}

/** What is the same for as long as a phone shows the same. */
export function keyOf(stage: StageSent): string {
  const { exercise, card, moment, opened, over } = stage;
  return [exercise, card, moment, opened.includes(exercise), !!over].join(" ");
}

export function isStage(value: unknown): value is StageSent {
  if (!isRecord(value)) return false;
  const { number, exercise, card, moment, ask } = value;
  const texts = [exercise, card, moment, ask].every((each) => typeof each === "string");
  const lists = [value.held, value.opened, value.looked].every(Array.isArray);
  return Number.isSafeInteger(number) && texts && lists;
}

/** An exercise with one of its cards alone; whole, where it has no such card. */
export function oneCard(spec: Told, card: string): Told {
  const at = spec.items.rows.findIndex((row) => row[spec.items.names.indexOf("id")] === card);
  if (at < 0) return spec;
  const { start: _, ...more } = spec;
  const only = <T>(rows: T[]) => rows.slice(at, at + 1);
  const part = (packed: Packed) => ({ ...packed, rows: only(packed.rows) });
  return {
    ...more,
    items: part(spec.items),
    ...(spec.table && { table: part(spec.table) }),
    ...(spec.rules && { rules: byItem(spec.rules, spec.items.rows.length, only) }),
  };
}

/** What a key says has one entry for each item, or holds for all of them. */
function byItem(rules: Record<string, any>, count: number, only: (all: any[]) => any[]) {
  const entries = Object.entries(rules).map(([name, value]) => [
    name,
    Array.isArray(value) && value.length === count ? only(value) : value,
  ]);
  return Object.fromEntries(entries);
}

/** As a board takes it while the reasons are held back: it judges nothing, and asks for no reasons. */
export function withoutReasons(spec: Told): Told {
  return spec.held ? { ...spec, feedback: "on-reveal" } : spec;
}
