// What somebody wrote for the room: it waits on this phone until the room has it. Each note has a name
// of its own, so that what is sent twice is there once.
import { recall, remember } from "../../kit/memory";
import { isRecord } from "../../kit/records";
import { parse } from "../browser/record";
import type { Api } from "./api";

export interface Note {
  id: string;
  about: string;
  text: string;
  /** What became of it; `waits` while the room does not have it. */
  state: string;
  /** Whether it was on its way: then the room may have it, though it did not say so. */
  tried?: boolean;
}

/** How long until it is tried again, in milliseconds; the room takes one a second. */
const AGAIN = 4000;
const NEXT = 1100;
/** What a server, or what stands before it, says that does not mean the note. */
const LATER = [403, 408, 421, 425, 429];

export class NoteBox {
  /** What the room has. */
  private there: Note[] = [];
  private waiting: Note[] = [];
  private drafts: Record<string, string> = {};
  /** What came of the last try, by what it was about. */
  readonly said: Record<string, string> = {};
  private timer: ReturnType<typeof setTimeout> | undefined;
  private busy = false;
  private listeners = new Set<() => void>();

  constructor(
    private api: Pick<Api, "get" | "post">,
    private name: string,
    private say: (name: string) => string,
  ) {
    const kept = read(recall(name));
    const { waiting, drafts } = kept;
    if (Array.isArray(waiting)) this.waiting = waiting.filter(isNote);
    if (isRecord(drafts)) this.drafts = texts(drafts);
    if (this.waiting.length) this.plan(0);
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What was sent about something, and what waits. */
  of(about: string): Note[] {
    const all = [...this.there, ...this.waiting];
    return all.filter((note) => note.about === about);
  }

  draft(about: string): string {
    return this.drafts[about] ?? "";
  }

  write(about: string, text: string): void {
    this.drafts[about] = text;
    this.keep();
  }

  /** Asks the room what became of everything. */
  async look(): Promise<void> {
    const { status, told } = await this.api.get("api/notes");
    if (status === 200) this.take(told);
  }

  async send(about: string): Promise<void> {
    const text = this.draft(about).trim();
    if (!text) return;
    const id = [...crypto.getRandomValues(new Uint8Array(8))]
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join("");
    this.waiting.push({ id, about, text, state: "waits" });
    this.said[about] = "";
    this.write(about, "");
    await this.run();
  }

  /** Takes a note back; one that waits is gone at once. */
  async back({ id, about }: Note): Promise<void> {
    const waits = this.waiting.find((note) => note.id === id);
    const fresh = waits && !waits.tried;
    const { status, told } = fresh
      ? { status: 200, told: undefined }
      : await this.api.post("api/notes/back", { id });
    if (status === 200) {
      this.waiting = this.waiting.filter((note) => note.id !== id);
      this.take(told);
    }
    this.said[about] = status === 200 ? this.say("gone") : sentence(told) || this.say("not-gone");
    if (status === 409) await this.look();
    this.keep();
  }

  private async run(): Promise<void> {
    if (this.busy) return;
    clearTimeout(this.timer);
    const [note] = this.waiting;
    if (!note) return;
    // Without a network nothing goes out, and it can be taken back here.
    if (navigator.onLine === false) return this.later();
    this.busy = true;
    note.tried = true;
    this.keep();
    const { id, about, text } = note;
    const { status, told } = await this.api.post("api/notes", { id, about, text });
    this.busy = false;
    const still = this.waiting.includes(note);
    if (status === 0 || status >= 500 || LATER.includes(status)) return this.later();
    if (status === 401) return;
    this.waiting = this.waiting.filter((each) => each !== note);
    if (status === 200 && !still) {
      // It was taken back while it was on its way, and may have come behind that.
      await this.api.post("api/notes/back", { id });
    } else if (status === 200) {
      if (isNote(told)) this.there = [...this.there.filter((each) => each.id !== id), told];
      this.said[about] = this.say("sent");
    } else if (still) {
      // Nobody has to type it again.
      this.drafts[about] ||= text;
      this.said[about] = sentence(told) || this.say("not-sent");
    }
    this.keep();
    if (this.waiting.length) this.plan(NEXT);
  }

  /** Not all phones come back at once. */
  private later(): void {
    this.plan(AGAIN * (0.5 + Math.random()));
  }

  private plan(wait: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), wait);
    this.tell();
  }

  private take(told: unknown): void {
    const notes = isRecord(told) ? told.notes : undefined;
    if (Array.isArray(notes)) this.there = notes.filter(isNote);
    this.tell();
  }

  private keep(): void {
    const drafts = Object.fromEntries(Object.entries(this.drafts).filter(([, text]) => text));
    const some = this.waiting.length || Object.keys(drafts).length;
    remember(this.name, some ? JSON.stringify({ waiting: this.waiting, drafts }) : "");
    this.tell();
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

function isNote(value: unknown): value is Note {
  if (!isRecord(value)) return false;
  const { id, about, text, state } = value;
  return [id, about, text, state].every((each) => typeof each === "string");
}

function texts(drafts: Record<string, unknown>): Record<string, string> {
  const kept = Object.entries(drafts).filter(([, text]) => typeof text === "string");
  return Object.fromEntries(kept) as Record<string, string>;
}

function sentence(told: unknown): string {
  return isRecord(told) && typeof told.said === "string" ? told.said : "";
}

function read(text: string | null): Record<string, unknown> {
  try {
    const found = parse(text || "{}");
    return isRecord(found) ? found : {};
  } catch {
    return {};
  }
}
