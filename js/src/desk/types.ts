// What the kernel tells the desk once.
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

export interface Session {
  number: string;
  title: string;
  minutes: number;
  cut: string[];
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
}

export interface Done {
  day: string;
  planned: number[];
  spent: number[];
}

/** Says what came of something, aloud and on the page; or aloud alone, where the page shows it. */
export type Say = (text: string, tone?: Tone | "unseen") => void;
