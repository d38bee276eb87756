import { IDBFactory, IDBKeyRange, IDBObjectStore } from "fake-indexeddb";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { openBrowser } from "../src/hosts/browser/browser";
import type { Keeping, Sent, Told } from "../src/hosts/keeping";
import { type Answer, apply, put } from "../src/kinds/choices/answer";
import { Store } from "../src/kit/store";
import { finish } from "../src/work/acts";
import { Keeper } from "../src/work/keeper";
import { stubBrowser } from "./model";

const words = (...names: string[]) => Object.fromEntries(names.map((name) => [name, name]));
const packed = (...ids: string[]) => ({ names: ["id", "text"], rows: ids.map((id) => [id, id]) });
const common: Pick<Told, "prompt" | "feedback" | "sections"> = {
  prompt: "",
  feedback: "instant",
  sections: ["board"],
};
const options = ["leading", "managing"].map((id) => ({ id, label: id }));
const letters = (count: number) => ({
  names: ["verdicts", "why"],
  rows: Array.from({ length: count }, () => ["md", "Because."]),
});

const sort: Told = {
  ...common,
  id: "first-sort",
  kind: "sort",
  title: "A sort",
  settings: {},
  options,
  items: packed("a", "b", "c"),
  table: letters(3),
};
const notes: Told = {
  ...common,
  id: "my-notes",
  kind: "write",
  title: "Notes & <plans>",
  feedback: "none",
  role: "plan",
  settings: { fields: [{ id: "aim", label: "Aim", as: "text" }] },
  options: [],
  items: packed(),
};
const quiz: Told = {
  ...common,
  id: "a-quiz",
  kind: "quiz",
  title: "A quiz",
  settings: { earlier: { from: "my-notes", label: "" } },
  options: [],
  items: {
    names: ["id", "text", "options"],
    rows: Array.from({ length: 9 }, (_, n) => [
      `q${n}`,
      "?",
      ["one", "two", "three", "four"].map((id) => ({ id, label: id })),
    ]),
  },
  table: { names: ["verdicts", "best"], rows: Array.from({ length: 9 }, () => ["mmpd", [1, 0]]) },
};

const sent = (specs = [sort, notes, quiz], more: Partial<Sent> = {}): Sent => ({
  keeper: "browser",
  language: "en",
  number: "",
  site: "1",
  page: {
    chapters: [{ number: "00", title: "", counted: ["first-sort", "my-notes", "a-quiz"] }],
    titles: { "first-sort": "A sort" },
    words: words("private", "working", "saved", "finish-sure"),
    language: "en",
    file: "my-workshop.json",
    most: 5_000_000,
  },
  words: {
    board: words("undo"),
    answers: { ...words("other-work", "dropped-one"), "dropped-other": "{n} dropped" },
    carry: {
      ...words("mixed", "damaged", "another", "newer", "handed-in", "nothing-to-clear"),
      ...{ odd: "odd: {where}", kept: "kept: {what}", brought: "{n} of {all}", failed: "{why}" },
      "brought-nothing": "nothing new",
      "too-large": "too large: {size}",
    },
    page: words("private", "nowhere", "full", "damaged-here", "no-room", "cleared-here"),
    handout: words("title", "nothing"),
    "take-home": words("made"),
  },
  specs,
  seldom: "",
  rest: "",
  ...more,
});

/** A page with the board of an exercise. */
async function open(exercise = sort.id, data = sent()) {
  const keeping = await openBrowser(data);
  const model = await keeping.model(exercise);
  const store = new Store<Answer>(model, apply as never);
  return { keeping, model, store, work: keeping.host("work") };
}
const place = (store: Store<Answer>, item: string, option: string | null = "leading") => {
  const change = { item, option, at: null };
  store.change(put(store.answer, change), change);
};
const saved = (store: Store<Answer>) =>
  vi.waitFor(() => expect(store.outbox.waiting).toBe(0), { timeout: 3000 });
const write = async (keeping: Keeping, text: string, at = Date.now()) => {
  const model = await keeping.model(notes.id);
  const { work } = model.get("saved");
  return new Promise((resolve) => {
    model.on("msg:custom", resolve);
    model.send({ work, page: "p", changes: [[at, at, { field: "aim", text }]] });
  });
};
const carried = async (keeping: Keeping) => {
  const { file } = await keeping.host("work").ask<{ file: { text: string } }>("save");
  return JSON.parse(file!.text);
};

/** All that the browser keeps of this site. */
const kept = async (): Promise<[string, string][]> => {
  const store = (await database()).transaction("kept").objectStore("kept");
  const [keys, texts] = [store.getAllKeys(), store.getAll()];
  await vi.waitFor(() => expect(texts.readyState).toBe("done"));
  return keys.result.map((key, n) => [String(key), texts.result[n]]);
};
const copies = async () =>
  (await kept()).flatMap(([key, text]) => (key.startsWith("copies/") ? [text] : []));
const keep = async (key: string, text: string) => {
  await open();
  const store = (await database()).transaction("kept", "readwrite").objectStore("kept");
  const asked = store.put(text, key);
  await vi.waitFor(() => expect(asked.readyState).toBe("done"));
};
const database = async (): Promise<IDBDatabase> => {
  const asked = indexedDB.open("leading-and-managing:/clinic/", 1);
  await vi.waitFor(() => expect(asked.readyState).toBe("done"));
  return asked.result;
};

let browser: ReturnType<typeof stubBrowser>;

beforeEach(() => {
  vi.unstubAllGlobals();
  browser = stubBrowser();
  vi.stubGlobal("indexedDB", new IDBFactory());
  vi.stubGlobal("IDBKeyRange", IDBKeyRange);
  vi.stubGlobal("location", { pathname: "/clinic/02-a.html" });
});

describe("a page that keeps its answers in the browser", () => {
  it("has them again after a reload, and says how far somebody got", async () => {
    const { store, work } = await open();
    const told = vi.fn();
    work.watch("states", told);
    for (const item of ["a", "b", "c"]) place(store, item);
    await saved(store);
    expect(work.get("states")).toEqual({ "first-sort": "finished" });
    // Begun and finished; in between nothing new is to be said.
    expect(told).toHaveBeenCalledTimes(2);
    expect((await open()).store.answer.choices).toEqual({
      a: "leading",
      b: "leading",
      c: "leading",
    });
  });

  it("saves what was tapped once it was drawn, or at once where the page goes before", async () => {
    const frames: (() => void)[] = [];
    vi.stubGlobal("requestAnimationFrame", (draw: () => void) => frames.push(draw));
    const { store } = await open();
    place(store, "a");
    expect(store.answer.choices).toEqual({ a: "leading" });
    expect(store.outbox.waiting).toBe(1);
    frames.pop()?.();
    await saved(store);
    place(store, "b");
    browser.events.dispatchEvent(new Event("pagehide"));
    await saved(store);
    expect((await open()).store.answer.choices).toEqual({ a: "leading", b: "leading" });
  });

  it("shows in one tab what another one changes, and loses nothing of either", async () => {
    const [one, other] = [await open(), await open()];
    place(one.store, "a");
    place(other.store, "b", "managing");
    place(one.store, "c");
    await vi.waitFor(() => {
      const both = { a: "leading", b: "managing", c: "leading" };
      expect(one.store.answer.choices).toEqual(both);
      expect(other.store.answer.choices).toEqual(both);
    });
  });

  it("keeps what was first chosen before a reason was seen", async () => {
    const { store, keeping } = await open();
    place(store, "a");
    place(store, "a", "managing");
    await saved(store);
    const { answers } = await carried(keeping);
    expect(answers["first-sort"]).toMatchObject({
      state: "begun",
      first: { choices: { a: "leading" } },
      answer: { choices: { a: "managing" } },
    });
    expect(answers["first-sort"]).not.toHaveProperty("taps");
  });

  it("does not mix the workshops of one address", async () => {
    const { store } = await open();
    place(store, "a");
    await saved(store);
    vi.stubGlobal("location", { pathname: "/other/02-a.html" });
    expect((await open()).store.answer.choices).toEqual({});
  });

  it("goes on in a full browser, says so, and saves what waits when there is room", async () => {
    const { store, model } = await open();
    const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("no room", "QuotaExceededError");
    });
    place(store, "a");
    await vi.waitFor(() => expect(model.get("notice")).toBe("full"));
    expect(store.answer.choices).toEqual({ a: "leading" });
    expect(store.outbox.waiting).toBe(1);
    full.mockRestore();
    await vi.waitFor(() => expect(store.outbox.waiting).toBe(0), { timeout: 6000 });
    expect(model.get("notice")).toBe("");
  }, 10_000);

  it.each(["missing", "forbidden"])(
    "keeps them elsewhere where the database is %s",
    async (how) => {
      const forbid = () => {
        throw new DOMException("no", "SecurityError");
      };
      vi.stubGlobal("indexedDB", how === "missing" ? undefined : { open: forbid });
      const { store, model } = await open();
      place(store, "a");
      await saved(store);
      expect(model.get("notice")).toBe("");
      expect((await open()).store.answer.choices).toEqual({ a: "leading" });
      // Once there is one, it takes them over.
      vi.stubGlobal("indexedDB", new IDBFactory());
      expect((await open()).store.answer.choices).toEqual({ a: "leading" });
      expect(Object.keys(browser.shelf).filter((key) => key.includes(":kept:"))).toEqual([]);
    },
  );

  it("says so where the browser keeps nothing at all, and works", async () => {
    vi.stubGlobal("indexedDB", undefined);
    vi.stubGlobal("localStorage", undefined);
    const { store, model, keeping } = await open();
    expect(model.get("notice")).toBe("nowhere");
    place(store, "a");
    await saved(store);
    expect((await carried(keeping)).answers["first-sort"].answer.choices).toEqual({ a: "leading" });
  });

  it("sets aside what it cannot read, and says so", async () => {
    await keep("answers/first-sort", '{"format": 1, "answ');
    const { store, model } = await open();
    expect(model.get("notice")).toBe("damaged-here");
    expect((await kept()).filter(([, text]) => text.endsWith('"answ'))).toHaveLength(1);
    place(store, "a");
    await saved(store);
    expect(model.get("notice")).toBe("");
  });

  it("keeps the answers to cards that are gone, and does not show them", async () => {
    const { store } = await open();
    place(store, "a");
    place(store, "b", "managing");
    await saved(store);
    const fewer = sent([{ ...sort, items: packed("a"), table: letters(1) }]);
    const later = await open(sort.id, fewer);
    expect(later.store.answer.choices).toEqual({ a: "leading" });
    expect(later.model.get("notice")).toBe("dropped-one");
    place(later.store, "a", null);
    await saved(later.store);
    expect((await open()).store.answer.choices).toEqual({ b: "managing" });
  });

  it("shows what was answered before in another exercise", async () => {
    const { keeping } = await open();
    expect((await keeping.model(quiz.id)).get("spec")).not.toHaveProperty("earlier");
    await write(keeping, "Trust");
    expect((await keeping.model(quiz.id)).get("spec").earlier).toEqual({ aim: "Trust" });
  });

  it("shows what a field is about, and fetches nothing for it", async () => {
    const { keeping } = await open();
    await write(keeping, "Trust");
    const asks = (about: string) => ({ id: about, label: "", as: "text", optional: true, about });
    const fields = ["my-notes.aim", "my-notes.gone", "nobody.aim"].map(asks);
    const back = { ...notes, id: "back", settings: { fields } };
    const fetched = vi.fn();
    vi.stubGlobal("fetch", fetched);
    const page = await openBrowser(sent([back], { rest: "exercises.json" }));
    expect((await page.model("back")).get("spec").earlier).toEqual({ "my-notes.aim": "Trust" });
    expect(fetched).not.toHaveBeenCalled();
    // Work that is brought back while the page is open is looked back at, too.
    const model = await page.model("back");
    await write(await openBrowser(sent()), "Time", Date.now() + 1);
    await page.host("work").ask("look");
    await vi.waitFor(() => expect(model.get("spec").earlier).toEqual({ "my-notes.aim": "Time" }));
  });

  it("fetches what it has to know of an exercise on another page", async () => {
    const { keeping } = await open();
    await write(keeping, "Trust");
    const fetched = vi.fn(async () => ({ ok: true, json: async () => [sort, notes, quiz] }));
    vi.stubGlobal("fetch", fetched);
    const page = await openBrowser(sent([sort, quiz], { rest: "exercises.json" }));
    // Nobody waits for it who does not need it.
    await page.model(sort.id);
    expect(fetched).not.toHaveBeenCalled();
    expect((await page.model(quiz.id)).get("spec").earlier).toEqual({ aim: "Trust" });
    await page.host("work").ask("hand-in");
    expect(fetched).toHaveBeenCalledOnce();
  });

  it("shuffles options and their verdicts together, for each person in one order", async () => {
    const { keeping } = await open();
    const spec = (await keeping.model(quiz.id)).get("spec");
    expect((await keeping.model(quiz.id)).get("spec")).toEqual(spec);
    const orders = new Set<string>();
    for (const [n, [, , own]] of spec.items.rows.entries()) {
      const ids: string[] = own.map(({ id }: { id: string }) => id);
      orders.add(ids.join());
      const [verdicts, best] = spec.table.rows[n];
      const wanted = ids.map((id) => ({ one: "m", two: "m", three: "p", four: "d" })[id]);
      expect(verdicts).toBe(wanted.join(""));
      expect(best.map((at: number) => ids[at])).toEqual(["two", "one"]);
    }
    expect(orders.size).toBeGreaterThan(3);
  });
});

describe("what is done with the work of a page", () => {
  it("comes back in another browser, once", async () => {
    const here = await open();
    place(here.store, "a");
    await saved(here.store);
    await write(here.keeping, "Trust");
    const file = await carried(here.keeping);
    vi.stubGlobal("indexedDB", new IDBFactory());
    const there = await open();
    const text = JSON.stringify(file);
    expect(await there.work.ask("bring", { text })).toEqual({ told: "1 of 3", changed: true });
    expect(there.store.answer.choices).toEqual({ a: "leading" });
    expect({ ...(await carried(there.keeping)), saved: file.saved }).toEqual(file);
    expect(await there.work.ask("bring", { text })).toMatchObject({ told: "nothing new" });
  });

  it("asks before two people’s work is put together, and before newer answers go", async () => {
    const here = await open();
    await write(here.keeping, "Old");
    const text = JSON.stringify(await carried(here.keeping));
    vi.stubGlobal("indexedDB", new IDBFactory());
    const { keeping, work } = await open();
    await write(keeping, "New", Date.now() + 5);
    expect(await work.ask("bring", { text })).toMatchObject({ confirm: "bring", told: "mixed" });
    const kept = await work.ask("bring", { text, mixed: true });
    expect(kept).toMatchObject({ confirm: "file", told: "kept: “Notes & <plans>”" });
    expect((await carried(keeping)).answers["my-notes"].answer.fields.aim).toBe("New");
    await work.ask("bring", { text, mixed: true, newer: true });
    expect((await carried(keeping)).answers["my-notes"].answer.fields.aim).toBe("Old");
    expect((await copies()).some((copy) => copy.includes("New"))).toBe(true);
  });

  const record = { exercise: "a", kind: "sort", updated: "2026-01-01T00:00:00Z", answer: {} };
  const file = (more: object) =>
    JSON.stringify({
      ...{ workshop: "leading-and-managing", version: 1, participant: "kim", saved: "" },
      answers: {},
      ...more,
    });
  it.each([
    ["no JSON", "{", "damaged"],
    ["much within each other", `${"[".repeat(50_000)}${"]".repeat(50_000)}`, "damaged"],
    ["something else", "[]", "another"],
    ["a newer version", file({ version: 2 }), "newer"],
    ["a version that is none", file({ version: "1" }), "odd: version"],
    ["the file to hand in", file({ handed_in: true }), "handed-in"],
    ["an id that is none", file({ participant: "<b>" }), "odd: participant"],
    [
      "a hostile name",
      file({}).replace("{}", '{"__proto__": {"x": 1}}'),
      "odd: answers / __proto__",
    ],
    ["a path for a name", file({ answers: { "../a": record } }), "odd: answers / ../a"],
    ["another name inside", file({ answers: { b: record } }), "odd: answers / b / exercise"],
    [
      "no time",
      file({ answers: { a: { ...record, updated: "now" } } }),
      "odd: answers / a / updated",
    ],
    [
      "more than is known",
      file({ answers: { a: { ...record, taps: {} } } }),
      "odd: answers / a / taps",
    ],
    ["50 MB", file({ saved: "x".repeat(50_000_000) }), "too large: 50"],
  ])("refuses a file with %s, and touches nothing", async (_, text, wrong) => {
    const { work } = await open();
    const before = await kept();
    expect(await work.ask("bring", { text })).toEqual({ wrong });
    expect(await kept()).toEqual(before);
    expect({}).not.toHaveProperty("x");
  });

  it("hands in no words", async () => {
    const { keeping, work } = await open();
    await write(keeping, "My director");
    const { file } = await work.ask<{ file: { name: string; text: string } }>("hand-in");
    expect(file?.name).toBe("to-hand-in.json");
    expect(JSON.parse(file!.text).answers["my-notes"].answer).toEqual({
      fields: { aim: "·" },
      rows: [],
    });
  });

  it("says in a sentence that the rest of the workshop could not be fetched", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
    const data = sent(undefined, { rest: "exercises.json" });
    data.words.page!["no-rest"] = "not there";
    const { work } = await open(sort.id, data);
    expect(await work.ask("hand-in")).toEqual({ wrong: "not there" });
  });

  it("starts over and keeps a copy", async () => {
    const { store, work } = await open();
    place(store, "a");
    await saved(store);
    expect(await work.ask("over", { what: "first-sort" })).toMatchObject({
      cleared: ["first-sort"],
      changed: true,
    });
    expect(store.answer.choices).toEqual({});
    expect((await copies())[0]).toContain('"a":"leading"');
    expect(await work.ask("over", { what: "all" })).toEqual({ told: "nothing-to-clear" });
  });

  it("removes everything and begins another work, also for a tab that is open", async () => {
    const { store, keeping, model } = await open();
    const other = await open();
    place(store, "a");
    await saved(store);
    await keeping.host("work").ask("over", { what: "first-sort" });
    place(store, "b");
    await saved(store);
    const before = model.get("saved").work;
    // Something waits that was never heard.
    const left = `leading-and-managing:taps:${before}:first-sort:old`;
    browser.shelf[left] = JSON.stringify([[1, 1, { item: "c", option: "leading", at: null }]]);
    vi.stubGlobal("URL", { createObjectURL: () => "blob:", revokeObjectURL() {} });
    const link = { click() {}, remove() {} };
    Object.assign(document, { createElement: () => link, body: { append() {} } });
    const keeper = new Keeper(keeping.host("work"));
    await finish(keeper);
    await keeper.asking?.then();
    expect(keeper.told).toBe("cleared-here");
    expect(browser.shelf[left]).toBeUndefined();
    expect((await kept()).map(([key]) => key)).toEqual(["work"]);
    expect(store.answer.choices).toEqual({});
    await vi.waitFor(() => expect(other.store.answer.choices).toEqual({}));
    expect(other.model.get("saved").work).not.toBe(before);
    keeper.close();
  });

  it("does not take the tap of a page that shows the work of the person before", async () => {
    const { model, keeping } = await open();
    const { work } = model.get("saved");
    await keeping.host("work").ask("clear");
    const change = { item: "a", option: "leading", at: null };
    model.send({ work, page: "p", changes: [[1, 1, change]] });
    await vi.waitFor(() => expect(model.get("notice")).toBe("other-work"));
    expect((await carried(keeping)).answers).toEqual({});
  });
});

describe("what somebody takes home from a page", () => {
  it("is one file with the plan first, and nothing in it is markup", async () => {
    const { store, keeping } = await open();
    place(store, "a");
    await saved(store);
    await write(keeping, "<script>alert(1)</script>\nTrust");
    const made = await keeping.host("take-home").ask<{ file: { text: string } }>("make");
    expect(made.wrong).toBeUndefined();
    const { text } = made.file!;
    expect(text).not.toContain("<script");
    expect(text.indexOf("Notes &amp; &lt;plans&gt;")).toBeLessThan(text.indexOf("A sort"));
    expect(text).toMatch(/<dt>a<\/dt>\s*<dd>leading<\/dd>/);
    expect(text).not.toContain("Because.");
  });

  it("names each session in its record, also those whose names come when somebody needs them", async () => {
    const said = { titles: { "07": "Culture" }, addresses: { "07": "07.html" }, record: {} };
    vi.stubGlobal("fetch", async () => ({ ok: true, json: async () => said }));
    const { page } = sent();
    const data = sent([{ ...sort, session: { number: "07", minutes: 65 } }], {
      seldom: "words.json",
      page: { ...page, chapters: [{ number: "07", counted: [sort.id] }] },
    });
    const { store, keeping } = await open(sort.id, data);
    place(store, "a");
    await saved(store);
    const made = await keeping.host("take-home").ask<{ file: { text: string } }>("make");
    expect(made.file?.text).toContain("07 Culture");
    vi.unstubAllGlobals();
  });
});
