// What a board listens to: its exercise and its answer, kept in this browser.
import type { Known } from "../../kit/rules";
import type { Model, Words } from "../../kit/types";
import { Phrases } from "../../kit/words";
import type { Answers, Saved } from "./answers";
import { drawn } from "./drawn";
import { Emitter } from "./emitter";
import { isFull } from "./place";
import { copied } from "./record";
import { type Message, readSent } from "./taps";

export class BoardModel implements Model {
  private state: Record<string, unknown>;
  private emitter = new Emitter();
  private phrases: Phrases;
  /** When the answer that this page shows was saved. */
  private updated: unknown;
  /** How many messages are on their way: the page shows what is in them. */
  private taking = 0;

  constructor(
    private known: Known,
    private answers: Answers,
    /** The exercise as the board is sent it. */
    spec: object,
    words: Words,
  ) {
    this.phrases = new Phrases(words, known.language);
    const { updated, ...saved } = answers.read(known);
    this.updated = updated;
    this.state = { spec, answer: saved.answer, saved: saved.saved, notice: this.notice(saved) };
    answers.subscribe(this.refresh);
  }

  get(name: string): any {
    return this.state[name];
  }

  set(name: string, value: unknown): void {
    this.state[name] = value;
    this.emitter.emit(`change:${name}`);
  }

  on(name: string, callback: (content?: any) => void): void {
    this.emitter.on(name, callback);
  }

  off(name: string, callback: (content?: any) => void): void {
    this.emitter.off(name, callback);
  }

  send(content: unknown): void {
    // As it would travel, so that nothing in it changes any more.
    const message = copied(content);
    const sent = readSent(message);
    if (sent) void this.take(sent);
    else if ((message as { look?: unknown }).look === true)
      this.show(this.answers.read(this.known));
  }

  private async take(sent: Message): Promise<void> {
    this.taking += 1;
    // Until it is saved it waits on the shelf of the board: what somebody tapped comes first.
    await drawn();
    const upTo = await this.saveAll(sent);
    this.taking -= 1;
    if (upTo !== undefined) this.emitter.emit("msg:custom", { page: sent.page, saved: upTo });
    this.refresh();
  }

  /** Saves what a page sent; gives up to which number its changes are saved now. */
  private async saveAll(sent: Message): Promise<number | undefined> {
    let saved: Saved | undefined;
    try {
      saved = await this.answers.take(this.known, sent, this.updated);
    } catch (error) {
      this.say(this.failure(error));
      return this.get("saved").pages[sent.page] ?? 0;
    }
    if (!saved) {
      await this.answers.look().catch(() => undefined);
      this.show(this.answers.read(this.known));
      this.say(this.phrases.say("other-work"));
      return undefined;
    }
    // The page has shown this already, and needs no echo; but what it is asked for later is this.
    if (saved.elsewhere) this.show(saved);
    else Object.assign(this.state, { saved: saved.saved });
    this.updated = saved.updated;
    this.say(this.notice(saved));
    return saved.saved.pages[sent.page] ?? 0;
  }

  /** Shows what is saved now, if this page has not shown it. */
  private refresh = (): void => {
    if (this.taking) return;
    const { updated, work } = this.answers.stateOf(this.known.id);
    if (updated !== this.updated || work !== this.get("saved").work) {
      const saved = this.answers.read(this.known);
      this.show(saved);
      this.say(this.notice(saved));
    }
  };

  private show(saved: Saved): void {
    this.updated = saved.updated;
    Object.assign(this.state, { answer: saved.answer, saved: saved.saved });
    this.emitter.emit("change:saved");
    this.emitter.emit("change:answer");
  }

  private say(notice: string): void {
    if (notice !== this.get("notice")) this.set("notice", notice);
  }

  private failure(error: unknown): string {
    if (isFull(error)) return this.phrases.say("full");
    return this.phrases.say("cannot-keep", { reason: Object(error).message ?? String(error) });
  }

  private notice({ aside, damaged, dropped }: Omit<Saved, "updated">): string {
    const { phrases } = this;
    if (aside) return phrases.say("not-used-here");
    if (damaged) return phrases.say("damaged-here");
    if (!this.answers.place.kept) return phrases.say("nowhere");
    return dropped ? phrases.count("dropped", dropped) : "";
  }
}
