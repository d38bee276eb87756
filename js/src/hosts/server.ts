// A program on this computer keeps the answers: it is asked over HTTP, and answers with what a kernel
// would have sent; see workshop/pages/replies.py. Where it does not answer, nothing is lost: a board
// keeps its changes in the browser, says so, and sends them again until they are saved.
import type { Host } from "../kit/host";
import type { Model, Saved } from "../kit/types";
import type { Keeping, Open, Sent } from "./keeping";
import { Questions } from "./questions";

type Values = Record<string, any>;
type Heard = (content?: any) => void;

/** One entry of a reply: values that changed, of an exercise, a figure or the work; or a message. */
interface Entry extends Values {
  exercise?: string;
  of?: string;
  states?: Record<string, string>;
  /** Whether these are all states there are. */
  whole?: boolean;
  saved?: Saved;
  /** What it looks back at. */
  before?: Values;
  msg?: Values;
}

/** How long the program may take before that is said, in milliseconds: drawing takes longest. */
const PATIENCE = { work: 10_000, figure: 60_000, "take-home": 60_000 };
/** What is sent even though the page goes; browsers let no more of it be on its way at once. */
const GOES_ON = 16_000;

/** Values by name, and who is told when they change. */
class Kept implements Model {
  private heard = new Map<string, Set<Heard>>();

  constructor(
    private values: Values,
    readonly send: (content: unknown) => void = () => {},
  ) {}

  get(name: string): any {
    return this.values[name];
  }

  set(name: string, value: unknown): void {
    this.take({ [name]: value });
  }

  /** Takes over values; all are there before anybody is told of one. */
  take(values: Values): void {
    const changed = Object.keys(values).filter((name) => this.values[name] !== values[name]);
    this.values = { ...this.values, ...values };
    for (const name of changed) this.tell(`change:${name}`);
  }

  on(name: string, callback: Heard): void {
    this.heard.set(name, (this.heard.get(name) ?? new Set()).add(callback));
  }

  off(name: string, callback: Heard): void {
    this.heard.get(name)?.delete(callback);
  }

  tell(name: string, content?: unknown): void {
    for (const callback of [...(this.heard.get(name) ?? [])]) callback(content);
  }
}

class Program implements Keeping {
  private boards = new Map<string, Kept>();
  private figures = new Map<string, Kept>();
  private work: Kept;
  /** Up to which number changes are known to be saved, by work, exercise and page. */
  private saved = new Map<string, number>();
  private others: BroadcastChannel | undefined;

  constructor(private sent: Sent) {
    this.work = new Kept({ page: sent.page, states: sent.states ?? {} });
    // Older browsers have none; there a page sees what was done in another when it is looked at.
    if (typeof BroadcastChannel !== "undefined") {
      this.others = new BroadcastChannel("leading-and-managing:saved");
      this.others.onmessage = ({ data }) =>
        this.boards.get(data?.exercise)?.tell("msg:custom", data.msg);
    }
    const host = this.host("work");
    const look = () => document.visibilityState === "visible" && void host.ask("look");
    document.addEventListener("visibilitychange", look);
    // A page that comes out of the browser's memory is as it was when somebody left it.
    addEventListener("pageshow", ({ persisted }) => persisted && look());
  }

  async model(exercise: string): Promise<Model> {
    const known = this.boards.get(exercise);
    if (known) return known;
    const { sections = [], ...spec } = this.sent.specs.find(({ id }) => id === exercise) ?? {};
    const { language, answers, silence } = this.sent;
    const words = Object.assign({}, ...sections.map((name) => this.sent.words[name]));
    // What to do is something else than in a notebook.
    words["no-answer"] = silence;
    const model = new Kept(
      { spec: { ...spec, language, words }, ...answers?.[exercise] },
      (message) => {
        void this.ask({ to: "board", exercise, message: message as Values }, exercise);
      },
    );
    this.boards.set(exercise, model);
    return model;
  }

  host(part: "work" | "figure" | "take-home", of = ""): Host {
    const { sent } = this;
    const kept = part === "work" ? this.work : this.made(part, of);
    const send = async (message: Values) => {
      const boards = part === "work" ? [...this.boards.keys()] : [];
      const asked = { to: part, of, number: sent.number, boards, message };
      const wrong = await this.ask(asked, "", questions);
      if (wrong !== undefined) questions.heard({ answer: message.ask, wrong });
    };
    const questions = new Questions(
      (message) => void send(message),
      sent.silence ?? "",
      PATIENCE[part],
    );
    return {
      get: (name) => kept.get(name),
      watch(name, changed) {
        kept.on(`change:${name}`, changed);
        return () => kept.off(`change:${name}`, changed);
      },
      ask: questions.ask,
    };
  }

  private made(part: "figure" | "take-home", of: string): Kept {
    const { words, language } = this.sent;
    const own = { ...words[part === "figure" ? "figures" : part], language, name: of };
    const kept = this.figures.get(of) ?? new Kept({ words: own, drawn: {} });
    if (part === "figure") this.figures.set(of, kept);
    return kept;
  }

  /** Asks the program; where it gives no answer, gives a sentence that says why. */
  private async ask(
    asked: Values,
    exercise: string,
    questions?: Questions,
  ): Promise<string | undefined> {
    const silence = this.sent.silence ?? "";
    const body = JSON.stringify(asked);
    let entries: Entry[] = [];
    try {
      const response = await fetch(this.sent.post ?? "", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        credentials: "same-origin",
        keepalive: body.length < GOES_ON,
        body,
      });
      entries = await response.json();
      if (!response.ok) {
        const notice = entries[0]?.notice;
        const board = this.boards.get(exercise);
        if (notice && board) {
          // Heard, and not saved: the notice says why, and the board tries again.
          board.take({ notice });
          board.tell("msg:custom", { page: asked.message.page, saved: 0 });
        }
        return notice ?? silence;
      }
    } catch {
      return silence;
    }
    for (const entry of entries) this.take(entry, questions);
    return undefined;
  }

  private take(entry: Entry, asked?: Questions): void {
    const { exercise, of, msg, states, whole, before, ...values } = entry;
    const board = this.boards.get(exercise ?? "");
    if (board && before) board.take({ spec: { ...board.get("spec"), earlier: before } });
    if (states) this.work.take({ states: this.statesWith(states, whole) });
    if (of !== undefined) this.figures.get(of)?.take(values);
    if (board && !this.older(exercise ?? "", values.saved)) board.take(values);
    if (!msg) return;
    if (!exercise) return asked?.heard(msg);
    const key = `${board?.get("saved").work} ${exercise} ${msg.page}`;
    this.saved.set(key, Math.max(msg.saved, this.saved.get(key) ?? 0));
    board?.tell("msg:custom", msg);
    this.others?.postMessage({ exercise, msg });
  }

  /**
   * The states as they are, with these, or these alone; the same object where nothing changes, so that
   * nobody is told: pages that tell each other of what they were told would never end.
   */
  private statesWith(states: Record<string, string>, alone = false): Record<string, string> {
    const known: Record<string, string> = this.work.get("states");
    const next = alone ? states : { ...known, ...states };
    const ids = Object.keys({ ...known, ...next });
    const same = ids.every((id) => (known[id] ?? "open") === (next[id] ?? "open"));
    return same ? known : next;
  }

  /** Whether an answer was read before what is known to be saved: replies can overtake each other. */
  private older(exercise: string, saved: Saved | undefined): boolean {
    if (!saved) return false;
    const prefix = `${saved.work} ${exercise} `;
    return [...this.saved].some(
      ([key, upTo]) =>
        key.startsWith(prefix) && upTo > (saved.pages[key.slice(prefix.length)] ?? 0),
    );
  }
}

export const openServer: Open = async (sent) => new Program(sent);
