// What the desk is told, once and on being asked.
import type { Answer } from "../kit/host";
import type { Tone } from "../kit/notice";
import type { Words } from "../kit/types";

export interface Activity {
  title: string;
  minutes: number;
  mode: string;
  exercise: string;
  say: string;
  watch: string;
}

/** What can be shortened or left out. */
export interface Cut {
  /** The number of the activity, counted from 0. */
  activity: number;
  /** How many minutes it saves at full length. */
  saves: number;
  how: string;
}

export interface Session {
  number: string;
  title: string;
  minutes: number;
  cut: Cut[];
  keep: string;
  afterwards: string[];
  exercises: [string, string][];
  activities: Activity[];
}

export interface Part {
  number: string;
  minutes: number;
  meeting: number;
  how: string;
  plan: number[];
}

export interface Package {
  id: string;
  title: string;
  minutes: number;
  about: string;
  parts: Part[];
}

export interface Page {
  words: Words;
  language: string;
  most: number;
  received: string;
  packages: Package[];
  sessions: Session[];
  /** The page of the projector's window. */
  screen: string;
  /** Whether this is a page that only steps a live room. */
  remote?: boolean;
}

export interface Done {
  day: string;
  planned: number[];
  spent: number[];
}

/** Says what came of something, aloud and on the page; or aloud alone, where the page shows it. */
export type Say = (text: string, tone?: Tone | "unseen") => void;

export interface Standing {
  /** How many people have answered by now; nothing for fewer than five. */
  people: number | null;
  /** From how many people's answers the numbers are made. */
  told: number;
  /** How many people came, changed an answer or took it back since then. */
  new: number;
  /** Whether these are enough for new numbers. */
  ready: boolean;
  /** How many it takes. */
  least: number;
  /** Whether nothing is told since somebody took their answers out. */
  held?: boolean;
}

export interface Room {
  /** What stands on everything that shows invented answers. */
  mark: string;
  people: number;
  /** Exercise to what is told of it, and what is new since then; empty where answers are invented. */
  standing: Record<string, Standing>;
  said: string[];
  /** The files that were set aside, each with its reason. */
  aside: [string, string][];
}

export interface Figure {
  title: string;
  alt: string;
  wide: string;
}

/** A word that somebody chose to show, or a question for later. */
export interface Note {
  id: string;
  /** What it answers, and how that was asked; see workshop/room/asking.py. */
  about: string;
  prompt: string;
  text: string;
  state: "new" | "shown" | "out" | "done";
}

/** What is told of all of them: workshop/room/desk_notes.py. */
export interface Notes {
  asks: boolean;
  prompt: string;
  /** What the wall shows of them, and which page of how many; usually nothing. */
  wall: string;
  page: number;
  pages: number;
  /** The newest first. */
  notes: Note[];
}

/** What is answered; of each question, some of it. */
export interface Reply {
  html: string;
  tables: string;
  figures: Figure[];
  room: Room;
  taken: boolean;
  file: { name: string; text: string };
  bytes: { name: string; base64: string };
  said: string[];
  live: { code: string };
  notes: Notes;
  /** In how many exercises something stays kept that was deleted elsewhere. */
  left: number;
}

/** Asks for something, and says so where something is wrong. */
export type Ask = (what: string, values?: object) => Promise<Answer<Reply>>;
