import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Answer, apply, put } from "../src/kinds/choices/answer";
import { forget } from "../src/kit/shelf";
import { Store } from "../src/kit/store";
import { Phrases, shortened } from "../src/kit/words";
import { FakeModel, stubBrowser } from "./model";

const spec = {
  id: "first-sort",
  settings: {},
  options: [{ id: "leading" }, { id: "managing" }],
  items: { names: ["id"], rows: [["a"], ["b"]] },
};
const open = (deaf = false) => {
  const model = new FakeModel({ spec, answer: { choices: {}, checked: false } });
  model.deaf = deaf;
  return { model, store: new Store<Answer>(model, apply as never) };
};
const change = { item: "a", option: "leading", at: 0 };
const move = (store: Store<Answer>) =>
  store.change(put(store.answer, change), change, { item: "a", option: null, at: null });

let browser: ReturnType<typeof stubBrowser>;

beforeEach(() => {
  vi.useFakeTimers();
  browser = stubBrowser();
});

describe("the store", () => {
  it("shows a change at once and sends one message for it", () => {
    const { model, store } = open();
    const seen = vi.fn();
    store.subscribe(seen);
    model.deaf = true;
    move(store);
    expect(store.answer.choices).toEqual({ a: "leading" });
    expect(model.messages.map(({ changes }) => changes[0]![2])).toEqual([change]);
    expect(seen).toHaveBeenCalledOnce();
  });

  it("undoes the last change, here and in the kernel", () => {
    const { model, store } = open();
    move(store);
    expect(store.undo()).toBe(true);
    expect(store.answer.choices).toEqual({});
    expect(model.sent[1]).toEqual({ item: "a", option: null, at: null });
    expect(store.undo()).toBe(false);
  });

  it("says so when the program is gone, and hands the taps to the next one", () => {
    const first = open();
    first.model.alive = false;
    move(first.store);
    expect(first.store.outbox.lost).toBe(true);
    expect(first.store.answer.choices).toEqual({ a: "leading" });
    const second = open();
    expect(second.store.answer.choices).toEqual({ a: "leading" });
    expect(second.model.sent).toEqual([change]);
    expect(open().model.sent).toEqual([]);
  });

  it("notices a program that died between two taps", () => {
    const { model, store } = open();
    let told = 0;
    addEventListener("lm-unheard", () => {
      told += 1;
    });
    model.trigger("comm_live_update");
    expect(store.outbox.lost).toBe(true);
    // The page can start it again.
    expect(told).toBe(1);
  });

  it("sends again what nobody acknowledged, says so within five seconds, and counts it once", () => {
    const { model, store } = open();
    model.deaf = true;
    move(store);
    vi.advanceTimersByTime(5000);
    expect(store.outbox.late).toBe(true);
    expect(model.messages.length).toBeGreaterThan(1);
    expect(model.messages.at(-1)).toEqual(model.messages[0]);
    model.deaf = false;
    vi.advanceTimersByTime(5000);
    expect([store.outbox.late, store.outbox.waiting]).toEqual([false, 0]);
    expect(model.sent).toEqual([change]);
    const told = model.messages.length;
    vi.advanceTimersByTime(60_000);
    expect(model.messages).toHaveLength(told);
  });

  it("writes what waits once, however long it waits, and again where it is gone", () => {
    const first = open(true);
    move(first.store);
    // Another page of the exercise sends it too.
    const second = open(true);
    vi.advanceTimersByTime(60_000);
    expect(browser.written).toHaveLength(1);
    const [key] = Object.keys(browser.shelf);
    delete browser.shelf[key!];
    vi.advanceTimersByTime(1000);
    expect(browser.shelf[key!]).toBe(browser.written[0]);
    move(first.store);
    expect(browser.written).toHaveLength(3);
    first.model.deaf = false;
    second.model.deaf = false;
    vi.advanceTimersByTime(5000);
    expect(Object.keys(browser.shelf).filter((each) => !each.endsWith("!"))).toEqual([]);
  });

  it("sends what is done meanwhile together", () => {
    const { model, store } = open();
    model.deaf = true;
    for (let n = 0; n < 20; n++) move(store);
    expect(model.messages).toHaveLength(1);
    model.deaf = false;
    vi.advanceTimersByTime(5000);
    expect(model.messages).toHaveLength(2);
    expect(model.sent).toHaveLength(20);
  });

  it("keeps what waits on top of what somebody else changed", () => {
    const { model, store } = open();
    model.deaf = true;
    move(store);
    model.set("answer", { choices: { b: "managing" }, checked: false });
    expect(store.answer.choices).toEqual({ b: "managing", a: "leading" });
  });

  it("gives every change a later time than all that it knows of, whatever the clock says", () => {
    const ahead = Date.now() + 1e9;
    const { model, store } = open();
    model.set("saved", { work: "kim", pages: {}, clock: ahead });
    move(store);
    move(store);
    expect(model.messages.flatMap(({ changes }) => changes.map(([, at]) => at))).toEqual([
      ahead + 1,
      ahead + 2,
    ]);
  });

  it("delivers nothing to somebody else's work", () => {
    const { model, store } = open();
    model.deaf = true;
    move(store);
    model.set("saved", { work: "alex", pages: {}, clock: 0 });
    model.deaf = false;
    vi.advanceTimersByTime(10_000);
    expect(model.sent).toEqual([]);
    expect(store.outbox.waiting).toBe(0);
  });

  it("loses nothing of a page that goes on while another one delivers what it left", () => {
    const first = open(true);
    const put_ = (item: string) =>
      first.store.change(put(first.store.answer, { item, option: "leading", at: null }), {
        item,
        option: "leading",
        at: null,
      });
    put_("a");
    const second = open(true);
    // What is on its way there is older than what comes now.
    const [message] = second.model.messages;
    put_("b");
    second.model.trigger("msg:custom", { page: message!.page, saved: 1 });
    second.model.deaf = false;
    vi.advanceTimersByTime(10_000);
    expect(second.model.sent).toEqual([{ item: "b", option: "leading", at: null }]);
    expect(second.store.answer.choices).toEqual({ a: "leading", b: "leading" });
    expect([first.store.outbox.waiting, first.store.outbox.late]).toEqual([0, false]);
    expect(second.store.outbox.waiting).toBe(0);
  });

  it("brings nothing back that was started over, also where a page is still open", () => {
    const first = open();
    first.model.deaf = true;
    move(first.store);
    forget(["another"]);
    vi.advanceTimersByTime(2000);
    expect(first.store.outbox.waiting).toBe(1);
    forget(["first-sort"]);
    vi.advanceTimersByTime(2000);
    expect(first.store.outbox.waiting).toBe(0);
    expect(open().model.messages).toEqual([]);
    // What is done from now on counts.
    first.model.deaf = false;
    move(first.store);
    expect(first.model.sent).toEqual([change]);
  });

  it("goes on saving after it was closed, since its view may still stand on the page", () => {
    const { model, store } = open(true);
    store.close();
    move(store);
    vi.advanceTimersByTime(5000);
    expect(store.outbox.late).toBe(true);
    model.deaf = false;
    vi.advanceTimersByTime(5000);
    expect(model.sent).toEqual([change]);
    expect([store.outbox.late, store.outbox.waiting]).toEqual([false, 0]);
  });
});

describe("the words", () => {
  const words = { left: "{n} of {all}", "cards-one": "{n} card", "cards-other": "{n} cards" };
  const phrases = new Phrases(words, "en");

  it("fills in, by the plural rules of the language", () => {
    expect(phrases.say("left", { n: 1, all: 3 })).toBe("1 of 3");
    expect(phrases.count("cards", 1)).toBe("1 card");
    expect(phrases.count("cards", 5)).toBe("5 cards");
  });

  it("never shows a raw name", () => {
    expect(phrases.say("missing")).toBe("");
  });

  it("names a card by its beginning, cut between words", () => {
    expect(shortened("short")).toBe("short");
    const name = shortened(
      "The nurse in charge describes what a visit should be like for a patient",
    );
    expect(name).toBe("The nurse in charge describes what a visit should be like …");
    // Half a character could not be sent.
    expect(shortened("🙂".repeat(90), 59)).toBe(`${"🙂".repeat(59)} …`);
  });
});
