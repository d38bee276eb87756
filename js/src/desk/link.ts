// Questions to the kernel, each with its answer.
import type { Model } from "../shared/types";

export interface Reply {
  /** A sentence, when something did not work. */
  told?: string;
  html?: string;
  tables?: string;
  figures?: { title: string; alt: string; image: string }[];
  room?: { rehearsing: boolean; mark: string; people: number; said: string[]; aside: [string, string][] };
  file?: { name: string; text: string };
  bytes?: { name: string; base64: string };
  said?: string[];
}

/** How long the kernel may take before it is said that it does not answer. */
const PATIENCE = 60_000;

export class Link {
  private number = 0;
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
      const silent = () => {
        this.open.delete(id);
        resolve({ told: this.silence });
      };
      const timer = window.setTimeout(silent, PATIENCE);
      this.open.set(id, (reply) => {
        clearTimeout(timer);
        resolve(reply);
      });
      try {
        this.model.send({ id, do: what, ...more });
      } catch {
        clearTimeout(timer);
        silent();
      }
    });
  }

  private onReply = (reply: Reply & { id?: number }): void => {
    const id = reply?.id ?? 0;
    this.open.get(id)?.(reply);
    this.open.delete(id);
  };
}
