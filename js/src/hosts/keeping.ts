// Who keeps the answers of a page: this browser, or a program behind it. A page knows no more of it.
import type { Host } from "../kit/host";
import type { Model, Saved, Spec, Words } from "../kit/types";

/** A spec as it travels to a page: its words by the names of their sections. */
export type Travelling = Omit<Spec, "words" | "language"> & {
  sections: string[];
  /** Whether each participant meets the items in an order of their own. */
  shuffled?: boolean;
};

/** What a page is sent: the block of data in it; see docs/architecture.md. */
export interface Sent {
  keeper: "browser" | "server";
  language: string;
  number: string;
  /** The version of the folder of pages; empty in a single file. */
  site: string;
  /** What the header and the start page are sent. */
  page: Record<string, any>;
  words: Record<string, Words>;
  specs: Travelling[];
  /** Where the specs of all exercises are, without their keys; empty where there is no such file. */
  rest: string;
  /** What follows is there where a program keeps the answers. */
  answers?: Record<string, { answer: object; saved: Saved; notice: string }>;
  states?: Record<string, string>;
  /** What is said where the program does not answer. */
  silence?: string;
  /** The address of what is asked. */
  post?: string;
}

export interface Keeping {
  /** What the board of an exercise listens to. */
  model(exercise: string): Model;
  /** What the header and the start page, a figure, or the page to take home asks. */
  host(part: "work" | "figure" | "take-home", of?: string): Host;
}

export type Open = (sent: Sent) => Promise<Keeping>;
