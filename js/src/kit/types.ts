// What the kernel and the board tell each other.

export interface Option {
  id: string;
  label: string;
  hint?: string;
  unsure?: boolean;
  side?: "leading" | "managing" | "both";
}

export interface Item {
  id: string;
  text: string;
  setting?: string;
  /** The item's own options, where each item has others. */
  options?: Option[];
}

/** What one card says; `verdicts` has one letter per option, where there are any: match, partly or differ. */
export interface ItemFeedback {
  verdicts?: string;
  /** Where more than one option is right: what most would say first. */
  best?: number[];
  why: string;
  tips?: string;
  reasons?: Record<string, string>;
  /** The number of what it draws on; the first one where it is missing. */
  sources?: number;
}

export type Mode = "instant" | "on-check" | "on-reveal" | "none";
export type Verdict = "match" | "partly" | "differ";
export type Words = Record<string, string>;

/** Entries with each name said once, as they travel. */
export interface Packed {
  names: string[];
  rows: unknown[][];
}

export interface Spec {
  id: string;
  kind: string;
  title: string;
  prompt: string;
  feedback: Mode;
  language: string;
  /** Where the words are that are seldom said, if they are not among these. */
  seldom?: string;
  /** Where it stands, if that is a page whose answers this browser keeps. */
  page?: string;
  /** What only this kind has. */
  settings: Record<string, any>;
  options: Option[];
  items: Item[];
  words: Words;
  /** One entry per item, in their order; present only where the key may be seen. */
  table?: ItemFeedback[];
  sources?: string[];
  /** What only this kind's key has; present only where the key may be seen. */
  rules?: Record<string, any>;
  /** The order in which this participant meets the items, by number. */
  start?: number[];
  /** The stop where it opens, if not at what is not answered yet. */
  opens?: string;
  /** What was answered in an earlier exercise, by item; its name is in the settings. */
  earlier?: Record<string, any>;
}

/** What whoever keeps the answers says of the one that is shown; see workshop/answers/taps.py. */
export interface Saved {
  /** Whose work it is. */
  work: string;
  /** Up to which number the changes of each page are saved. */
  pages: Record<string, number>;
  /** The time of the latest change. */
  clock: number;
}

/** The part of anywidget's model that a board uses. */
export interface Model {
  get(name: string): any;
  set(name: string, value: unknown): void;
  send(content: unknown): void;
  on(name: string, callback: (content?: any) => void): void;
  off(name: string, callback: (content?: any) => void): void;
}
