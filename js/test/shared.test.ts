import { beforeEach, describe, expect, it, vi } from "vitest";
import { Store } from "../src/shared/store";
import type { Model } from "../src/shared/types";
import { Phrases, shortened } from "../src/shared/words";
import { apply, put, type Answer } from "../src/choices/answer";

class FakeModel implements Model {
  sent: unknown[] = [];
  alive = true;
  private callbacks: Record<string, (() => void)[]> = {};
  constructor(private state: Record<string, unknown>) {}
  get(name: string) {
    return this.state[name];
  }
  set(name: string, value: unknown) {
    this.state[name] = value;
  }
  send(content: unknown) {
    if (!this.alive) throw new Error("no comm");
    this.sent.push(content);
  }
  on(name: string, callback: () => void) {
    (this.callbacks[name] ??= []).push(callback);
  }
  off() {}
  trigger(name: string) {
    for (const callback of this.callbacks[name] ?? []) callback();
  }
}

const spec = {
  id: "first-sort",
  settings: {},
  options: [{ id: "leading" }, { id: "managing" }],
  items: { names: ["id"], rows: [["a"], ["b"]] },
};
const open = () => {
  const model = new FakeModel({ spec, answer: { choices: {}, checked: false }, notice: "" });
  return { model, store: new Store<Answer>(model, apply as never) };
};
const change = { item: "a", option: "leading", at: 0 };
const move = (store: Store<Answer>) =>
  store.change(put(store.answer, change), change, { item: "a", option: null, at: null });

beforeEach(() => {
  const shelf = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => shelf.get(name) ?? null,
    setItem: (name: string, value: string) => shelf.set(name, value),
    removeItem: (name: string) => shelf.delete(name),
  });
});

describe("the store", () => {
  it("shows a change at once and sends one message for it", () => {
    const { model, store } = open();
    const seen = vi.fn();
    store.subscribe(seen);
    move(store);
    expect(store.answer.choices).toEqual({ a: "leading" });
    expect(model.sent).toEqual([change]);
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

  it("says so when the kernel is gone, and hands the taps to the next one", () => {
    const first = open();
    first.model.alive = false;
    move(first.store);
    expect(first.store.lost).toBe(true);
    expect(first.store.answer.choices).toEqual({ a: "leading" });
    const second = open();
    expect(second.store.answer.choices).toEqual({ a: "leading" });
    expect(second.model.sent).toEqual([change]);
    expect(open().model.sent).toEqual([]);
  });

  it("notices a kernel that died between two taps", () => {
    const { model, store } = open();
    model.trigger("comm_live_update");
    expect(store.lost).toBe(true);
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
    const name = shortened("The nurse in charge describes what a visit should be like for a patient");
    expect(name).toBe("The nurse in charge describes what a visit should be like …");
  });
});
