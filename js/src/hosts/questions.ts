// Questions to whoever stands behind a page, each with its answer; see workshop/core/questions.py.
import type { Answer, Host } from "../kit/host";

export class Questions {
  /** Several pages hear the answers of one program: none takes that of another. */
  private readonly page = Math.random().toString(36).slice(2);
  private number = 0;
  private open = new Map<string, (answer: Answer<any>) => void>();
  private ended = false;

  constructor(
    private send: (message: object) => void,
    /** What is said where nothing answers, and after how many milliseconds. */
    private silence: string,
    private patience: number,
  ) {}

  ask: Host["ask"] = <A extends object>(
    name: string,
    values: object = {},
    silent?: (sentence: string) => void,
  ) => {
    this.number += 1;
    const id = `${this.page}-${this.number}`;
    return new Promise<Answer<A>>((resolve) => {
      const timer = setTimeout(() => silent?.(this.silence), this.patience);
      const end = (answer: Answer<A>) => {
        clearTimeout(timer);
        this.open.delete(id);
        resolve(answer);
      };
      this.open.set(id, end);
      try {
        if (this.ended) throw new Error("nobody is there");
        this.send({ ask: id, name, values });
      } catch {
        end({ wrong: this.silence } as Answer<A>);
      }
    });
  };

  /** Takes an answer; a message that is none, or one to another page, changes nothing. */
  heard = (message?: { answer?: string; values?: object; wrong?: string }): void => {
    const end = this.open.get(message?.answer ?? "");
    if (typeof message?.wrong === "string") end?.({ wrong: message.wrong });
    else end?.({ ...message?.values });
  };

  /** Nobody will answer any more: that is said of what waits, and of what is asked from now on. */
  end = (): void => {
    this.ended = true;
    for (const end of [...this.open.values()]) end({ wrong: this.silence });
  };
}
