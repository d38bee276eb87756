// A page whose answers a program on this computer keeps: what it asks, and what it makes of replies.
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Keeping, Sent } from "../src/hosts/keeping";
import { openServer } from "../src/hosts/server";
import { Store } from "../src/kit/store";
import type { Spec } from "../src/kit/types";
import { stubBrowser } from "./model";

interface Asked {
  to: string;
  exercise?: string;
  number?: string;
  boards?: string[];
  message: { ask?: string; page?: string; changes?: [number, number, object][]; look?: true };
}
type Answer = { choices: Record<string, string> };

const SENT = {
  keeper: "server",
  language: "en",
  number: "02",
  page: { number: "02" },
  words: {
    board: { check: "Check", more: "More" },
    sort: { check: "Look" },
    figures: { draw: "Draw" },
  },
  specs: [
    { id: "cards", kind: "sort", sections: ["board", "sort"], items: { names: [], rows: [] } },
  ],
  answers: {
    cards: { answer: { choices: {} }, saved: { work: "kim", pages: {}, clock: 0 }, notice: "" },
  },
  states: { other: "begun" },
  silence: "Nothing answers.",
  post: "ask",
} as unknown as Sent;

let asked: Asked[];
/** What the program answers; nothing where it is gone. */
let program: ((asked: Asked) => { status?: number; reply: object[] } | Promise<any>) | undefined;
let keeping: Keeping;

/** A program that saves everything. */
const saves = ({ exercise, message: { page, changes = [] } }: Asked) => ({
  reply: [
    { exercise, notice: "" },
    { states: { [String(exercise)]: "begun" } },
    { exercise, msg: { page, saved: changes[changes.length - 1]?.[0] } },
  ],
});

async function open() {
  const apply = (_: Spec, answer: Answer, delta: any): Answer => ({
    choices: { ...answer.choices, [delta.item]: delta.option },
  });
  const store = new Store<Answer>(await keeping.model("cards"), apply);
  const tap = (item: string, option: string) =>
    store.change(apply(store.spec, store.answer, { item, option }), { item, option });
  return { store, tap };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(async () => {
  vi.useFakeTimers();
  stubBrowser();
  vi.stubGlobal("BroadcastChannel", undefined);
  asked = [];
  program = saves;
  vi.stubGlobal("fetch", async (address: string, { body }: { body: string }) => {
    if (!program) throw new TypeError("Failed to fetch");
    expect(address).toBe("ask");
    asked.push(JSON.parse(body));
    const { status = 200, reply } = await program(JSON.parse(body));
    return { ok: status < 400, json: async () => JSON.parse(JSON.stringify(reply)) };
  });
  keeping = await openServer(SENT);
});

describe("a board", () => {
  it("has its words put together from their sections, the later ones first", async () => {
    const { words, language } = (await keeping.model("cards")).get("spec");
    expect(words).toEqual({ check: "Look", more: "More", "no-answer": "Nothing answers." });
    expect(language).toBe("en");
  });

  it("is saved by one message, and waits no more", async () => {
    const { store, tap } = await open();
    tap("a", "left");
    expect(store.outbox.waiting).toBe(1);
    await settled();
    expect(store.outbox.waiting).toBe(0);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ to: "board", exercise: "cards" });
    expect(keeping.host("work").get("states")).toEqual({ other: "begun", cards: "begun" });
  });

  it("keeps what a program that is gone does not hear, and sends it when that is back", async () => {
    const { store, tap } = await open();
    program = undefined;
    tap("a", "left");
    tap("b", "left");
    await vi.advanceTimersByTimeAsync(5000);
    expect(store.outbox.late).toBe(true);
    expect(store.outbox.lost).toBe(false);
    program = saves;
    await vi.advanceTimersByTimeAsync(5000);
    expect(store.outbox.waiting).toBe(0);
    expect(store.outbox.late).toBe(false);
    expect(asked.flatMap(({ message }) => message.changes ?? [])).toHaveLength(2);
  });

  it("says why it is refused, and keeps what was tapped", async () => {
    const { store, tap } = await open();
    program = () => ({ status: 403, reply: [{ notice: "Not yours." }] });
    tap("a", "left");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(store.notice).toBe("Not yours.");
    expect(store.outbox.late).toBe(false);
    expect(store.outbox.waiting).toBe(1);
  });

  it("does not take back what is saved when an older answer comes late", async () => {
    const { store, tap } = await open();
    let late = (_: object) => {};
    program = ({ to }) =>
      to === "work"
        ? new Promise((resolve) => {
            late = resolve;
          })
        : saves(asked[asked.length - 1] as Asked);
    void keeping.host("work").ask("look");
    await settled();
    tap("a", "left");
    await settled();
    expect(store.outbox.waiting).toBe(0);
    const saved = { work: "kim", pages: {}, clock: 0 };
    late({ reply: [{ exercise: "cards", answer: { choices: {} }, saved, notice: "" }] });
    await settled();
    expect(store.answer.choices).toEqual({ a: "left" });
  });

  it("shows what was done elsewhere when somebody comes back to the page", async () => {
    const { store } = await open();
    program = ({ boards }) => ({
      reply: [
        { states: { cards: "finished" }, whole: true },
        {
          exercise: boards?.[0],
          answer: { choices: { a: "right" } },
          saved: { work: "kim", pages: { elsewhere: 3 }, clock: 9 },
          notice: "",
        },
      ],
    });
    document.dispatchEvent(new Event("visibilitychange"));
    await settled();
    expect(asked).toMatchObject([{ to: "work", number: "02", boards: ["cards"] }]);
    expect(store.answer.choices).toEqual({ a: "right" });
    expect(keeping.host("work").get("states")).toEqual({ cards: "finished" });
  });
});

describe("what asks by name", () => {
  it("tells nobody of states that are as they were", async () => {
    const host = keeping.host("work");
    const told = vi.fn();
    host.watch("states", told);
    const reply =
      (states: object) =>
      ({ message }: Asked) => ({
        reply: [{ states, whole: true }, { msg: { answer: message.ask, values: {} } }],
      });
    program = reply({ other: "begun", cards: "open" });
    await host.ask("look");
    expect(told).not.toHaveBeenCalled();
    program = reply({ cards: "begun" });
    await host.ask("look");
    expect(told).toHaveBeenCalledTimes(1);
    expect(host.get("states")).toEqual({ cards: "begun" });
  });

  it("gets the answer to its question", async () => {
    program = ({ message }) => ({
      reply: [{ msg: { answer: message.ask, values: { told: "Done." } } }],
    });
    expect(await keeping.host("work").ask("over", { what: "all" })).toEqual({ told: "Done." });
  });

  it("is told at once when nothing answers", async () => {
    program = undefined;
    expect(await keeping.host("work").ask("save")).toEqual({ wrong: "Nothing answers." });
  });

  it("shows a figure in every place that has it", async () => {
    program = ({ message }) => ({
      reply: [
        { of: "my-week", drawn: { title: "Week", said: "A week." } },
        { msg: { answer: message.ask, values: { said: "A week." } } },
      ],
    });
    const [one, other] = [keeping.host("figure", "my-week"), keeping.host("figure", "my-week")];
    const changed = vi.fn();
    other.watch("drawn", changed);
    expect(one.get("words")).toEqual({ draw: "Draw", language: "en", name: "my-week" });
    expect(await one.ask("draw")).toEqual({ said: "A week." });
    expect(changed).toHaveBeenCalledOnce();
    expect(other.get("drawn").title).toBe("Week");
  });
});
