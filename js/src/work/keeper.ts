// What a page of somebody's work knows, and what it asks for; acts.ts has what is done to it. Nothing
// is asked again and again: the kernel tells of what changes in this notebook, and other notebooks
// tell of what changes there.
import type { Host } from "../kit/host";
import type { Tone } from "../kit/notice";
import { forget } from "../kit/shelf";
import type { Words } from "../kit/types";
import { Phrases } from "../kit/words";

export interface Chapter {
  number: string;
  title: string;
  notebook: string;
  /** Its exercises, without those for whoever wants more. */
  counted: string[];
  /** On the start page: what somebody can do after it, how long it takes, and its drawing. */
  promise?: string;
  minutes?: number | null;
  cover?: string;
}

export interface Page {
  /** That of its session; empty where it stands in none. */
  number: string;
  /** The notebook of the start page. */
  start: string;
  chapters: Chapter[];
  titles: Record<string, string>;
  words: Words;
  language: string;
  file: string;
  most: number;
  /** Where the words are that are seldom said, if they are not among those of the page. */
  seldom?: string;
}

export type State = "open" | "begun" | "finished";

/** A question before something is done: what the button says, and what it does. */
export interface Asking {
  yes: string;
  then: () => Promise<void>;
}

interface Reply {
  told: string;
  /** What is to be agreed to first: that the work is one’s own too, or that newer answers go. */
  confirm: "bring" | "file";
  file: { name: string; text: string };
  changed: boolean;
  /** Whether everything was removed; or the exercises that were started over. */
  cleared: boolean | string[];
}

export class Keeper {
  told = "";
  tone: Tone = "bad";
  asking: Asking | null = null;
  readonly page: Page;
  readonly phrases: Phrases;
  private listeners = new Set<() => void>();
  private unwatch: () => void;
  private others: BroadcastChannel | undefined;

  constructor(readonly host: Host) {
    this.page = host.get("page");
    this.phrases = new Phrases(this.page.words, this.page.language);
    this.unwatch = host.watch("states", this.onStates);
    // Some browsers have none where storage is forbidden; then a look at the header does.
    if (typeof BroadcastChannel !== "undefined") {
      this.others = new BroadcastChannel("leading-and-managing");
      this.others.onmessage = () => this.look();
    }
  }

  close(): void {
    this.others?.close();
    this.unwatch();
  }

  get states(): Record<string, State> {
    return this.host.get("states");
  }

  state(exercise: string): State {
    return this.states[exercise] ?? "open";
  }

  /** How many of some exercises are finished. */
  done(exercises: readonly string[]): number {
    return exercises.filter((id) => this.state(id) === "finished").length;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Asks for what is saved now. Nobody pressed anything: where nothing answers, nothing is said. */
  look(): void {
    void this.host.ask("look");
  }

  /** Sees that the words are here that are seldom said. */
  async learn(): Promise<void> {
    if (!this.page.seldom) return;
    const { wrong } = await this.host.ask("words");
    if (wrong) throw new Error(wrong);
    this.redraw();
  }

  /** Puts a question; nothing happens before somebody says yes. */
  confirm(told: string, yes: string, then: () => Promise<void>): void {
    this.told = told;
    this.asking = { yes, then };
    this.redraw();
  }

  tell(told: string, tone: Tone = "bad"): void {
    this.told = told;
    this.tone = tone;
    this.asking = null;
    this.redraw();
  }

  /** Lets something be done with the work, and says what came of it, or what is to be agreed to. */
  async do(
    what: string,
    values: object = {},
    agreed?: Record<"bring" | "file", () => Promise<void>>,
  ): Promise<void> {
    const { wrong, told = "", confirm, changed } = await this.ask(what, values);
    if (wrong) return;
    if (confirm && agreed) this.confirm(told, `yes-${confirm}`, agreed[confirm]);
    else this.tell(told, changed ? "good" : "bad");
  }

  /** Asks for something that the participant waits for, and says what is wrong where it is. */
  async ask(what: string, values: object = {}) {
    this.tell(this.phrases.say("working"), "wait");
    const reply = await this.host.ask<Reply>(what, values, (silence) => this.tell(silence));
    // What waited for work that is no longer here must not come back to it.
    if (reply.cleared) forget(reply.cleared === true ? undefined : reply.cleared);
    if (reply.changed) this.others?.postMessage("changed");
    if (reply.wrong) this.tell(reply.wrong);
    return reply;
  }

  private onStates = (): void => {
    this.redraw();
    this.others?.postMessage("changed");
  };

  private redraw(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
