// A phone in a room: this browser keeps the answers, as on a page without a program, and passes them
// on. It judges nothing before the room does.
import { fetchRules } from "../../kinds/rules";
import type { Line } from "../../kit/lines";
import { remember } from "../../kit/memory";
import { isRecord } from "../../kit/records";
import type { Known } from "../../kit/rules";
import { forget } from "../../kit/shelf";
import type { Model, Words } from "../../kit/types";
import { Phrases } from "../../kit/words";
import { Answers, whose } from "../browser/answers";
import { BoardModel } from "../browser/board";
import { earlier, knownOf, type WordsOf, wordsOf } from "../browser/browser";
import { ALL, empty, openPlace, type Place } from "../browser/place";
import { type Found, rulesOf } from "../browser/record";
import { shuffled } from "../browser/shuffle";
import { listen } from "../browser/signal";
import type { Told } from "../keeping";
import { Api } from "./api";
import { linkTo } from "./carrying";
import { aheadOf } from "./clock";
import { Events } from "./events";
import { AGAIN, noteOf, placeOf, remembered, whoHere } from "./here";
import { type Marks, marksOf } from "./marks";
import { startNotes, unsentNotes } from "./notes";
import { isLost, restore } from "./restoring";
import { isNewer, isOnPlan, oneCard, type StageSent, withoutReasons } from "./stage";
import { Over } from "./think";
import { SENT, Unsent } from "./unsent";
import { Uplink } from "./uplink";

/** What the page was sent: its one block of data. */
export interface RoomSent {
  keeper: "room";
  code: string;
  language: string;
  words: Record<string, Words>;
  stage: StageSent;
  specs: Told[];
  /** The style sheet of each kind that has one of its own. */
  sheets: Record<string, string>;
  /** The pages to work alone: where each is, and what it is called. */
  alone: [address: string, title: string][];
}

/** What a board is made of; with what was said before, where the room votes again. */
export interface Made {
  kind: string;
  model: Model;
  known: Known;
  marks?: Marks;
}

/** What the line at the top says. */
export type Standing =
  | "out"
  | "offline"
  | "away"
  | "refused"
  | "late"
  | "sending"
  | "saved"
  | "here";

/** So long a page that nobody looks at leaves a change to the one that made it, in milliseconds. */
const LEFT_TO_OTHERS = 3000;

export class Room {
  readonly phrases: Phrases;
  stage: StageSent;
  /** How much the server's clock is ahead of this phone's, in milliseconds. */
  ahead = 0;
  /** The words by which this phone comes back; empty while they are not known. */
  word = whoHere()?.word ?? "";
  /** Whether anybody answered when the room was asked last. */
  private there = true;
  private told = new Map<string, Told>();
  private uplink: Uplink;
  private events: Events;
  private listeners = new Set<() => void>();
  private asked = new Map<string, Promise<Told | undefined>>();
  /** Whether this phone takes its answers out. */
  private leaving = false;

  constructor(
    private sent: RoomSent,
    readonly api: Api,
    private place: Place,
    private answers: Answers,
    private words: WordsOf,
    private over: Over,
  ) {
    this.stage = sent.stage;
    this.ahead = aheadOf(sent.stage) ?? 0;
    this.phrases = new Phrases(sent.words.room ?? {}, sent.language);
    for (const spec of sent.specs) this.told.set(spec.id, spec);
    const unsent = new Unsent(
      place,
      api,
      () => answers.work,
      () => this.adopt(),
      async (id) => {
        const spec = await this.spec(id);
        return spec && this.known(spec);
      },
      // What is not on the plan is nobody else's at any time.
      (id) => (isOnPlan(this.stage, id) ? over.openSince(id) : -Infinity),
    );
    this.uplink = new Uplink(unsent, () => {
      if (this.uplink.came === "out") void this.unknown();
      this.tell();
    });
    this.events = new Events(api, {
      stage: (stage) => this.take(stage),
      unknown: () => void this.unknown(),
      back: () => this.uplink.again(),
    });
    over.note(sent.stage);
  }

  start(): void {
    this.api.heard = (there) => {
      const back = there && !this.there;
      this.there = there;
      if (back) this.uplink.again();
      this.tell();
    };
    this.answers.subscribe(() => {
      this.tell();
      if (document.visibilityState === "visible") this.uplink.wake();
      else setTimeout(() => this.uplink.wake(), LEFT_TO_OTHERS);
    });
    addEventListener("pagehide", () => this.uplink.leave());
    addEventListener("offline", this.tell);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.uplink.leave();
    });
    this.events.start();
    if (!this.word) void this.askWord();
    startNotes(this);
  }

  private async askWord(): Promise<void> {
    const { told } = await this.api.get("api/here");
    const device = isRecord(told) ? told.device : undefined;
    const name = isRecord(device) ? device.name : undefined;
    if (typeof name === "string") this.word = name;
    this.tell();
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get code(): string {
    return this.sent.code;
  }

  get alone(): RoomSent["alone"] {
    return this.sent.alone;
  }

  /** When an answer was changed last. */
  changed(exercise: string): unknown {
    return this.answers.stateOf(exercise).updated;
  }

  titleOf(exercise: string): string {
    return this.told.get(exercise)?.title ?? "";
  }

  sheetOf(kind: string): string | undefined {
    return this.sent.sheets[kind];
  }

  get standing(): Standing {
    const { came, waiting } = this.uplink;
    if (came === "out") return "out";
    if (navigator.onLine === false) return "offline";
    if (!this.there) return "away";
    if (waiting) return "sending";
    return came && came !== "again" ? came : "here";
  }

  /** An exercise as the room tells it now; nothing where it has none. Fails where nobody answers. */
  async spec(id: string): Promise<Told | undefined> {
    const known = this.told.get(id);
    if (known && !(known.held && this.stage.opened.includes(id))) return known;
    const asked = this.asked.get(id) ?? this.fetched(id);
    this.asked.set(id, asked);
    return asked.finally(() => this.asked.delete(id));
  }

  private async fetched(id: string): Promise<Told | undefined> {
    const { status, told } = await this.api.get(`api/exercises/${id}`);
    if (status === 404) return undefined;
    if (status !== 200 || !isRecord(told) || told.id !== id) throw new Error(`${status}`);
    const spec = told as unknown as Told;
    this.told.set(id, spec);
    return spec;
  }

  private async known(spec: Told): Promise<Known> {
    await Promise.all([fetchRules([spec.kind]), this.fetchWords(spec.sections)]);
    return knownOf(withoutReasons(spec), this.words(spec.sections));
  }

  /** Those of the exercise that was open at first came with the page. */
  private async fetchWords(sections: readonly string[]): Promise<void> {
    const { words } = this.sent;
    if (sections.every((name) => name in words)) return;
    const { status, told } = await this.api.get("words");
    if (status !== 200 || !isRecord(told)) throw new Error(`${status}`);
    for (const [name, texts] of Object.entries(told)) words[name] ??= texts as Words;
  }

  /** What the board of the exercise that is open listens to; nothing where the room has none. */
  async model({ exercise, card, moment }: StageSent): Promise<Made | undefined> {
    const spec = await this.spec(exercise);
    if (!spec) return undefined;
    const known = await this.known(spec);
    const said = this.words(spec.sections);
    const before = await earlier(known.settings, new Map(), this.answers, () =>
      this.all(known.settings.earlier?.from),
    );
    const shown = withoutReasons(card ? oneCard(spec, card) : spec);
    const notices = { ...this.sent.words.answers, ...this.sent.words.page };
    const done = known.feedback === "on-check" || this.answers.states[exercise] === "finished";
    const first = shown.items.rows[0]?.[shown.items.names.indexOf("id")];
    const opens = moment !== "think" && { opens: moment === "why" && done ? "end" : first };
    const sent = { ...shuffled(shown, this.answers.work), ...said, ...before, ...opens };
    const model = new BoardModel(known, this.answers, sent, notices);
    if (moment === "why") this.asksForReasons(known, model);
    const marks = moment === "again" && { marks: marksOf(known, this.linesOf(known, true)) };
    return { kind: spec.kind, model, known, ...marks };
  }

  /** The exercise that another one looks back at, where the room has it. */
  private async all(id: string): Promise<Map<string, Known>> {
    const spec = await this.spec(id);
    return new Map(spec ? [[id, await this.known(spec)]] : []);
  }

  /** The room has said why: nobody need ask for the reasons by themselves. */
  private asksForReasons(known: Known, model: BoardModel): void {
    const answer = model.get("answer");
    if (known.feedback !== "on-check" || answer.checked || !rulesOf(known).size(answer)) return;
    const { work, clock } = model.get("saved");
    const at = Math.max(Date.now(), clock + 1);
    model.send({ work, page: `why-${at.toString(36)}`, changes: [[1, at, { checked: true }]] });
    model.set("answer", { ...answer, checked: true });
  }

  /** What was answered, in words. */
  async lines({ exercise, card }: StageSent): Promise<Line[]> {
    const spec = await this.spec(exercise);
    if (!spec || !this.answers.records.has(exercise)) return [];
    return this.linesOf(await this.known(card ? oneCard(spec, card) : spec));
  }

  /** What was answered now, or before Think was over. */
  private linesOf(known: Known, first = false): Line[] {
    const record = this.answers.records.get(known.id);
    if (!record) return [];
    const rules = rulesOf(known);
    return rules.lines(known, rules.prune(known, first ? atFirst(record) : record.answer));
  }

  /** The link that takes this phone along to a new address; empty where that is none. */
  linkTo(address: string): string {
    const { work, records } = this.answers;
    return linkTo(address, whoHere()?.token ?? "", this.code, work, records);
  }

  /** Takes everything out of the room, and out of this browser; says whether that was done. */
  async withdraw(): Promise<boolean> {
    // Until it is done the room does not know this phone already: nothing of that leads away.
    this.leaving = true;
    const { status } = await this.api.post("api/withdraw", {});
    this.leaving = status === 200 || status === 204 || status === 401;
    if (!this.leaving) return false;
    this.events.stop();
    forget([...this.answers.records.keys()]);
    await this.clear().catch(() => undefined);
    remembered(undefined);
    remember(unsentNotes(this.code), "");
    return true;
  }

  /** The room knows this phone by another name of its work: it goes on under that one. */
  private async adopt(): Promise<boolean> {
    const before = this.answers.work;
    await restore(this.api, this.place);
    await this.answers.changed();
    return this.answers.work !== before;
  }

  private async clear(): Promise<void> {
    await this.place.change([...ALL, SENT], (held) => {
      empty(held);
      whose(held);
    });
    await this.answers.changed();
  }

  private take(stage: StageSent): void {
    this.over.note(stage);
    this.ahead = aheadOf(stage) ?? this.ahead;
    if (!isNewer(stage, this.stage)) return;
    this.stage = stage;
    this.tell();
  }

  /** The cookie is gone: what this browser remembers may be enough; else one joins anew. */
  private async unknown(): Promise<void> {
    if (this.leaving) return;
    const token = whoHere()?.token;
    const { status } = token ? await this.api.post("api/return", { token }) : { status: 401 };
    if (status === 200) {
      this.uplink.known();
      this.events.start();
    } else if (status >= 400 && status < 500) location.replace("./");
  }

  private tell = (): void => {
    for (const listener of [...this.listeners]) listener();
  };
}

/** An answer as it was before Think was over; as `at_first` in workshop/answers/first.py. */
function atFirst({ answer, first = {} }: Found): Record<string, unknown> {
  const parts = Object.entries(first).map(([part, value]) => {
    const here = answer[part];
    return [part, isRecord(here) && isRecord(value) ? { ...here, ...value } : value];
  });
  return { ...answer, ...Object.fromEntries(parts) };
}

/** Opens what this browser keeps of a room. */
export async function openRoom(sent: RoomSent, api = new Api()): Promise<Room> {
  // What is said otherwise in a room, before what is said otherwise on a page.
  sent.words.page = { ...sent.words.page, ...sent.words.room };
  const words = wordsOf(sent);
  const over = new Over(noteOf(sent.code));
  const name = placeOf(sent.code);
  const signal: { tell?: () => void } = {};
  const open = (place: Place) => new Answers(place, new Map(), () => signal.tell?.(), over.keep);
  let place = await openPlace(name);
  let answers = open(place);
  try {
    // Whoever scans again may have been at another address meanwhile, and answered there.
    const again = location.hash === AGAIN;
    if (again) history.replaceState(null, "", location.pathname);
    if (again || (await isLost(place))) await restore(api, place, again);
    await answers.look();
  } catch {
    // Not even the name of a new work could be kept.
    place = (await import("../browser/texts")).memory();
    answers = open(place);
    await restore(api, place);
    await answers.look();
  }
  const others = listen(name, () => void answers.look().catch(() => undefined));
  signal.tell = () => others.tell();
  return new Room(sent, api, place, answers, words, over);
}
