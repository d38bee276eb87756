// Who keeps the answers of a page: this browser, or a program behind it. Boards, headers and figures
// know of neither: they have a model, or a host, as in a notebook.
import type { Host } from "../kit/host";
import type { Known } from "../kit/rules";
import type { Model, Packed, Words } from "../kit/types";

export interface Keeping {
  /** What a board listens to; as anywidget's model. */
  model(exercise: string): Promise<Model>;
  /** What the header, the start page, a figure or the take-home page asks. */
  host(part: "work" | "figure" | "take-home", of?: string): Host;
  /** Fetches what may be asked for later. */
  ahead?(): void;
}

/** A spec as it stands in a page: its words by the sections that they come from. */
export interface Told extends Omit<Known, "items" | "table" | "words" | "language"> {
  items: Packed;
  table?: Packed;
  sections: string[];
  /** Whether its reasons are held back until the room has talked. */
  held?: boolean;
  /** Whether each person meets the items in an order of their own. */
  shuffled?: boolean;
}

/** What a page was sent: its one block of data. */
export interface Sent {
  keeper: "browser" | "server";
  language: string;
  /** That of the session; empty on the start page. */
  number: string;
  site: string;
  /** What the header and the start page are sent. */
  page: Record<string, any>;
  words: Record<string, Words>;
  specs: Told[];
  /** Where the specs of all exercises are; empty where there are none but these. */
  rest: string;
  /** Where the words are that are seldom said; empty where they are among these. */
  seldom: string;
  /** From here on: where a program keeps the answers. */
  answers?: Record<string, { answer: object; saved: object; notice: string }>;
  states?: Record<string, string>;
  silence?: string;
  post?: string;
}

export type Open = (sent: Sent) => Promise<Keeping>;
