// Questions to the kernel, each with its answer.
import type { Model } from "../kit/types";

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
  image: string;
}

export interface Reply {
  /** A sentence, when something did not work. */
  told?: string;
  html?: string;
  tables?: string;
  figures?: Figure[];
  room?: Room;
  taken?: boolean;
  file?: { name: string; text: string };
  bytes?: { name: string; base64: string };
  said?: string[];
}

/** How long the kernel may take before it is said that it does not answer. */
const PATIENCE = 60_000;

export class Link {
  // Not from 1 on: another view of this desk hears the same answers.
  private number = Math.floor(Math.random() * 1e9);
  private open = new Map<number, (reply: Reply) => void>();

  constructor(
    private model: Model,
    private silence: string,
  ) {
    model.on("msg:custom", this.onReply);
  }

  close(): void {
    this.model.off("msg:custom", this.onReply);
  }

  ask(what: string, more: object = {}): Promise<Reply> {
    const id = ++this.number;
    return new Promise((resolve) => {
      const end = (reply: Reply) => {
        clearTimeout(timer);
        this.open.delete(id);
        resolve(reply);
      };
      const timer = window.setTimeout(() => end({ told: this.silence }), PATIENCE);
      this.open.set(id, end);
      try {
        this.model.send({ id, do: what, ...more });
      } catch {
        end({ told: this.silence });
      }
    });
  }

  private onReply = (reply: Reply & { id?: number }): void => {
    this.open.get(reply?.id ?? 0)?.(reply);
  };
}
