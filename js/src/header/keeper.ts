// What the header knows, and what it asks of the kernel. Nothing is asked again and again: the
// kernel tells of what changes in this notebook, and other notebooks tell of what changes there.
import { download } from "../kit/download";
import type { Tone } from "../kit/notice";
import { forget } from "../kit/shelf";
import type { Model, Words } from "../kit/types";
import { Phrases } from "../kit/words";

export interface Chapter {
  number: string;
  title: string;
  notebook: string;
  /** Its exercises, without those for whoever wants more. */
  counted: string[];
}

export interface Page {
  number: string;
  chapters: Chapter[];
  titles: Record<string, string>;
  words: Words;
  language: string;
  file: string;
  most: number;
}

type State = "open" | "begun" | "finished";

/** A question before something is done: what the button says, and what it asks of the kernel. */
export interface Asking {
  yes: string;
  then: object;
}

interface Reply {
  told?: string;
  ask?: "bring" | "file";
  file?: { name: string; text: string };
  /** Whether the file is the one for handing in. */
  handed?: boolean;
  changed?: boolean;
  /** Whether everything was removed; or the exercises that were started over. */
  cleared?: boolean | string[];
}

/** How long the kernel may take before it is said that it does not answer. */
const PATIENCE = 10_000;
const MEGABYTE = 1_000_000;

export class Keeper {
  told = "";
  tone: Tone = "bad";
  asking: Asking | null = null;
  readonly page: Page;
  private phrases: Phrases;
  private listeners = new Set<() => void>();
  private timer = 0;
  private brought = "";
  private finishing = false;
  private others: BroadcastChannel | undefined;

  constructor(private model: Model) {
    this.page = model.get("page");
    this.phrases = new Phrases(this.page.words, this.page.language);
    model.on("change:states", this.onStates);
    model.on("msg:custom", this.onReply);
    // Some browsers have none where storage is forbidden; then a look at the header does.
    if (typeof BroadcastChannel !== "undefined") {
      this.others = new BroadcastChannel("leading-and-managing");
      this.others.onmessage = () => this.look();
    }
  }

  close(): void {
    this.others?.close();
    clearTimeout(this.timer);
    this.model.off("change:states", this.onStates);
    this.model.off("msg:custom", this.onReply);
  }

  get states(): Record<string, State> {
    return this.model.get("states");
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Asks the kernel for what is saved now; it does not matter when nobody answers. */
  look(): void {
    try {
      this.model.send({ look: true });
    } catch {
      // The kernel is gone: the boards say so at the next tap.
    }
  }

  /** Asks the kernel for something that the participant waits for. */
  ask(message: object): void {
    this.asking = null;
    this.told = this.phrases.say("working");
    this.tone = "wait";
    clearTimeout(this.timer);
    const silent = () => this.tell(this.phrases.say("no-answer"));
    try {
      this.model.send(message);
      this.timer = window.setTimeout(silent, PATIENCE);
      this.redraw();
    } catch {
      silent();
    }
  }

  /** Puts a question; nothing happens before somebody says yes. */
  confirm(told: string, yes: string, then: object): void {
    this.told = told;
    this.asking = { yes, then };
    this.redraw();
  }

  async bring(file: File): Promise<void> {
    const { most } = this.page;
    if (file.size > most) {
      const size = Math.round(file.size / MEGABYTE);
      return this.tell(this.phrases.say("too-large", { size, most: most / MEGABYTE }));
    }
    this.brought = await file.text();
    this.ask({ bring: this.brought });
  }

  /** Saves the work to a file first; then asks whether it may be removed. */
  finish(): void {
    this.finishing = true;
    this.ask({ save: true });
  }

  private onStates = (): void => {
    this.redraw();
    this.others?.postMessage("changed");
  };

  private onReply = (reply: Reply = {}): void => {
    if (!reply.told && !reply.file) return;
    clearTimeout(this.timer);
    const { file } = reply;
    if (file) {
      download(file.name, file.text, "application/json");
      if (reply.handed) return this.tell(this.phrases.say("handed", { file: file.name }), "good");
      const finishing = this.finishing;
      this.finishing = false;
      if (finishing) {
        return this.confirm(this.phrases.say("finish-sure", { file: file.name }), "yes-clear", {
          clear: true,
        });
      }
      return this.tell(this.phrases.say("saved", { file: file.name }), "good");
    }
    // What waited for work that is no longer here must not come back to it.
    if (reply.cleared) forget(reply.cleared === true ? undefined : reply.cleared);
    if (reply.changed) this.others?.postMessage("changed");
    const again = { bring: this.brought, mixed: true };
    if (reply.ask === "bring") this.confirm(reply.told ?? "", "yes-bring", again);
    else if (reply.ask === "file")
      this.confirm(reply.told ?? "", "yes-file", { ...again, newer: true });
    else this.tell(reply.told ?? "", reply.changed ? "good" : "bad");
  };

  tell(told: string, tone: Tone = "bad"): void {
    this.told = told;
    this.tone = tone;
    this.asking = null;
    this.redraw();
  }

  private redraw(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
