import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
// The same examples are read by tests/unit/test_write.py, and the patterns stand with the words.
import strings from "../../data/strings/en.toml?raw";
import examples from "../../tests/examples/write-advice.json";
import { advice, Patterns } from "../src/kinds/write/advice";
import {
  type Answer,
  apply,
  countWords,
  dayFrom,
  type Field,
  isDay,
  LONGEST,
  MOST_ROWS,
  restored,
} from "../src/kinds/write/answer";
import { withChip } from "../src/kinds/write/chips";
import { move, remove } from "../src/kinds/write/rows";
import { screensOf } from "../src/kinds/write/stops";
import { WriteWork } from "../src/kinds/write/work";
import { Speaker } from "../src/kit/live";
import { PAUSE, Store } from "../src/kit/store";
import type { Spec } from "../src/kit/types";
import { followEarlier } from "../src/kit/use";
import { fitting, Phrases } from "../src/kit/words";
import { FakeModel, stubBrowser } from "./model";

const [, section = ""] = strings.split("[write-patterns]\n");
const words: Record<string, string> = Object.fromEntries(
  [...section.split("\n[")[0]!.matchAll(/^([a-z-]+) = '(.*)'$/gm)].map(([, name, text]) => [
    name!,
    text!,
  ]),
);
const patterns = new Patterns(words);
const made = (settings: object) => ({ id: "plan", settings, words, items: [] }) as unknown as Spec;
const plan = made(examples.plans[0]!.settings);
const lacking = (as: string, name: string, text: string) => {
  const spec = made({ fields: [{ id: "x", label: "X", as, checks: [name] }] });
  return "x" in advice(spec, { fields: { x: text }, rows: [] }, patterns, examples.today).fields;
};

describe("the advice", () => {
  it("has a regular expression for every check, in the form browsers know", () => {
    expect(Object.keys(words)).toEqual(["number", "baseline", "date", "owner", "no-owner", "verb"]);
    for (const text of Object.values(words)) expect(() => new RegExp(text, "iu")).not.toThrow();
  });

  it("knows good statements from weak ones", () => {
    for (const name of ["number", "baseline", "date", "owner"]) {
      for (const text of examples.statements.good)
        expect(lacking("text", name, text), text).toBe(false);
      for (const text of examples.statements.weak)
        expect(lacking("text", name, text), text).toBe(true);
    }
  });

  it.each(examples.texts as [string, string, string, boolean][])(
    "%s, %s: %s",
    (as, name, text, met) => {
      expect(lacking(as, name, text)).toBe(!met);
    },
  );

  for (const { name, settings, cases } of examples.plans) {
    it.each(cases as { answer: object; advice: object }[])(
      `looks at a whole answer: ${name}, case %#`,
      ({ answer, advice: told }) => {
        const given = { rows: [], ...answer } as unknown as Answer;
        expect(advice(made(settings), given, patterns, examples.today)).toEqual(told);
      },
    );
  }

  it("does without a pattern that this browser does not read", () => {
    const odd = new Patterns({ ...words, verb: "(?<" });
    const spec = made({ fields: [{ id: "x", label: "X", as: "line", checks: ["verb"] }] });
    expect(advice(spec, { fields: { x: "A" }, rows: [] }, odd, examples.today).fields).toEqual({});
  });

  it("counts words, and entries of a list", () => {
    expect(countWords({ as: "words" } as Field, "calm, very brave\nfair;، ,")).toBe(3);
    expect(countWords({ as: "line" } as Field, " calm,  very brave ")).toBe(3);
    expect(dayFrom("2026-12-28", 7)).toBe("2027-01-04");
  });
});

describe("the answer", () => {
  const before: Answer = {
    fields: { vision: "Before" },
    rows: [{ what: "Open", by: "2026-05-08" }],
  };

  it.each(examples.changes as [object, unknown][])("%j", (delta, after) => {
    expect(apply(plan, before, delta)).toEqual(after === "same" ? before : after);
  });

  it("takes a day only when there is one", () => {
    expect(isDay("2028-02-29")).toBe(true);
    for (const text of ["2026-02-29", "2026-13-01", "2026-1-1", "0000-01-01", "", "x"]) {
      expect(isDay(text)).toBe(false);
    }
  });

  it("cuts a text by characters, and none in two", () => {
    expect(fitting("x".repeat(100_000), LONGEST)).toHaveLength(LONGEST);
    expect([...fitting("🙂".repeat(3000), LONGEST)]).toHaveLength(LONGEST);
    expect(fitting("🙂".repeat(1500), LONGEST)).toBe("🙂".repeat(1500));
  });

  it("brings back what was cleared, and keeps what was written since", () => {
    const old: Answer = { fields: { vision: "Old" }, rows: [{ what: "A" }, {}] };
    const now: Answer = { fields: { vision: "New" }, rows: [{}, { what: "B" }] };
    expect(restored(plan, old, now)).toEqual({
      fields: { vision: "Old\nNew" },
      rows: [{ what: "A" }, {}, { what: "B" }],
    });
    expect(restored(plan, old, { fields: {}, rows: [] })).toEqual(old);
  });
});

let browser: ReturnType<typeof stubBrowser>;
const open = () => {
  const model = new FakeModel({
    spec: { ...plan, items: { names: [], rows: [] } },
    answer: { fields: {}, rows: [] },
  });
  const store = new Store<Answer>(model, apply);
  const work = new WriteWork(store, new Phrases({}, "en"), new Speaker());
  return { model, store, work };
};

beforeEach(() => {
  vi.useFakeTimers();
  browser = stubBrowser();
});

describe("typing", () => {
  it("shows every key at once, and sends one message when the keys rest", () => {
    const { model, store, work } = open();
    const seen = vi.fn();
    store.subscribe(seen);
    for (const text of ["H", "He", "Hey"]) work.type({ field: "vision" }, text);
    expect(seen).toHaveBeenCalledTimes(3);
    expect(store.answer.fields).toEqual({ vision: "Hey" });
    expect(model.sent).toEqual([]);
    vi.advanceTimersByTime(PAUSE);
    expect(model.sent).toEqual([{ field: "vision", text: "Hey" }]);
    vi.advanceTimersByTime(10 * PAUSE);
    expect(model.sent).toHaveLength(1);
  });

  it.each(["pagehide", "visibilitychange"])("sends at once on %s, and only once", (event) => {
    const { model, work } = open();
    work.type({ field: "vision" }, "Hey");
    Object.assign(document, { visibilityState: "hidden" });
    browser.events.dispatchEvent(new Event(event));
    browser.events.dispatchEvent(new Event(event));
    vi.advanceTimersByTime(PAUSE);
    expect(model.sent).toEqual([{ field: "vision", text: "Hey" }]);
  });

  it("sends before another field, and before any other act, in that order", () => {
    const { model, work } = open();
    work.type({ field: "vision" }, "A");
    work.type({ row: 0, field: "what" }, "B");
    work.add();
    expect(model.sent).toEqual([
      { field: "vision", text: "A" },
      { row: 0, field: "what", text: "B" },
      { rows: [{ what: "B" }, {}] },
    ]);
  });

  it("keeps on the shelf what nobody heard, one entry for each place", () => {
    const first = open();
    first.model.alive = false;
    for (let n = 0; n < 50; n++) {
      first.work.type({ field: "vision" }, `text ${n}`);
      first.work.type({ row: 1, field: "what" }, `row ${n}`);
      vi.advanceTimersByTime(PAUSE);
    }
    expect(first.store.outbox.lost).toBe(true);
    expect(JSON.parse(Object.values(browser.shelf)[0]!)).toHaveLength(2);
    const second = open();
    expect(second.store.answer).toEqual({
      fields: { vision: "text 49" },
      rows: [{}, { what: "row 49" }],
    });
    expect(second.model.sent).toHaveLength(2);
  });
});

describe("a page that fetches the patterns", () => {
  const field = { id: "x", label: "X", as: "text", checks: ["date"] };
  const spec = {
    ...made({ fields: [field] }),
    words: {},
    items: { names: [], rows: [] },
    seldom: "words.json",
  } as unknown as Spec;
  const written = () => {
    const store = new Store<Answer>(
      new FakeModel({ spec, answer: { fields: {}, rows: [] } }),
      apply,
    );
    return new WriteWork(store, new Phrases({}, "en"), new Speaker());
  };

  afterEach(() => vi.unstubAllGlobals());

  it("asks for them when there is a text, and calls nothing done before they are there", async () => {
    const fetched = vi.fn(async () => ({ ok: true, json: async () => ({ write: words }) }));
    vi.stubGlobal("fetch", fetched);
    const work = written();
    expect(work.lacksPatterns).toBe(false);
    work.type({ field: "x" }, "We will meet soon");
    expect(work.lacksPatterns).toBe(true);
    expect([work.state, work.lacking({ field: "x" })]).toEqual(["working", []]);
    await work.fetchPatterns();
    expect(work.lacksPatterns).toBe(false);
    expect([work.state, work.lacking({ field: "x" })]).toEqual(["working", ["date"]]);
    work.type({ field: "x" }, "We will meet on 30 June");
    expect(work.state).toBe("checked");
  });
});

describe("undo", () => {
  const filled = () => {
    const opened = open();
    for (const [row, text] of ["A", "B", "C"].entries())
      opened.work.type({ row, field: "what" }, text);
    return opened;
  };
  const whats = (store: Store<Answer>) => store.answer.rows.map((row) => row.what);

  it("brings a removed row back, and what was typed since stays", () => {
    const { store, work } = filled();
    remove(work, 1);
    work.type({ row: 1, field: "what" }, "C more");
    work.type({ field: "vision" }, "New");
    work.undo();
    expect(whats(store)).toEqual(["A", "B", "C more"]);
    expect(store.answer.fields).toEqual({ vision: "New" });
    expect(store.canUndo).toBe(false);
  });

  it("takes an added row away while it is empty, and leaves it once it has a text", () => {
    const { store, work } = filled();
    work.add();
    expect(store.answer.rows).toHaveLength(4);
    work.undo();
    expect(whats(store)).toEqual(["A", "B", "C"]);
    work.add();
    work.type({ row: 3, field: "what" }, "D");
    expect(store.canUndo).toBe(false);
    work.undo();
    expect(whats(store)).toEqual(["A", "B", "C", "D"]);
  });

  it("moves a row back, with what was written in it since", () => {
    const { store, work } = filled();
    move(work, 2, -1);
    expect(whats(store)).toEqual(["A", "C", "B"]);
    work.type({ row: 1, field: "what" }, "C more");
    work.undo();
    expect(whats(store)).toEqual(["A", "B", "C more"]);
  });

  it("brings everything back after a reset", () => {
    const { model, store, work } = filled();
    const before = store.answer;
    work.reset();
    expect(store.answer).toEqual({ fields: {}, rows: [] });
    work.undo();
    expect(store.answer).toEqual(before);
    // The kernel is told the same.
    const heard = model.sent.reduce((a: Answer, delta) => apply(plan, a, delta), {
      fields: {},
      rows: [],
    });
    expect(heard).toEqual(before);
  });

  it("stops at the most rows that there can be", () => {
    const { store, work } = open();
    for (let n = 0; n < 30; n++) work.add();
    expect(store.answer.rows).toHaveLength(MOST_ROWS);
  });
});

describe("what a tap writes", () => {
  const field: Field = { id: "x", label: "X", as: "line", chips: ["ask", "the driver"] };
  it.each([
    ["", "ask", "ask "],
    ["We", "ask", "We ask "],
    ["ask ", "the driver", "ask, the driver "],
    ["Nobody asks.", "the driver", "Nobody asks. The driver "],
  ])("after “%s”: “%s”", (text, chip, written) => {
    expect(withChip(field, text, chip, "en")).toBe(written);
  });

  it("makes no list of sentences, and never a text that is too long", () => {
    expect(withChip({ ...field, as: "text" }, "ask ", "ask", "en")).toBe("ask ask ");
    expect(withChip(field, "x".repeat(LONGEST), "ask", "en")).toBe("x".repeat(LONGEST));
  });
});

describe("what was written before", () => {
  const fields = [
    { id: "first", label: "First", as: "text", optional: true, about: "notes.aim" },
    { id: "second", label: "Second", as: "text", optional: true, about: "notes.step" },
    { id: "plain", label: "Plain", as: "text" },
  ];
  const rows = {
    label: "Action",
    add: "+",
    take: "Take them",
    least: 1,
    most: 5,
    checks: [],
    fields: [
      { id: "what", label: "What", as: "line" },
      { id: "how", label: "How", as: "choice", options: [{ id: "done", label: "Done" }] },
    ],
  };
  const looking = (earlier?: object, answer: Partial<Answer> = {}) => {
    const spec = { id: "back", settings: { fields, rows }, words: {}, items: [], language: "en" };
    const model = new FakeModel({
      spec: { ...spec, items: { names: [], rows: [] }, ...(earlier && { earlier }) },
      answer: { fields: {}, rows: [], ...answer },
    });
    const store = new Store<Answer>(model, apply);
    return { model, store, work: new WriteWork(store, new Phrases({}, "en"), new Speaker()) };
  };
  const ids = (work: WriteWork) => work.fields.map(({ id }) => id);

  it("asks a field about it only where there is something, or an answer already", () => {
    expect(ids(looking().work)).toEqual(["plain"]);
    expect(looking().work.groundless).toBe(true);
    const { work } = looking({ first: "Open at seven", second: ["Ask", "", "Call"] });
    expect(ids(work)).toEqual(["first", "second", "plain"]);
    expect([work.before("first"), work.before("second")]).toEqual(["Open at seven", "Ask\nCall"]);
    expect(work.groundless).toBe(false);
    expect(ids(looking(undefined, { fields: { second: "Done" } }).work)).toContain("second");
    expect(screensOf(work).map(({ id }) => id)).toEqual(["first", "second", "plain", "0 "]);
  });

  it("asks about work that is brought back while it is open", () => {
    const { model, store, work } = looking();
    const redraw = vi.fn();
    const end = followEarlier(store, redraw);
    const bring = (earlier: object) =>
      model.set("spec", { ...(model.get("spec") as object), earlier });
    expect(redraw).not.toHaveBeenCalled();
    bring({ first: "Open at seven" });
    expect(ids(work)).toEqual(["first", "plain"]);
    bring({});
    expect(ids(work)).toEqual(["plain"]);
    expect(redraw).toHaveBeenCalledTimes(2);
    end();
  });

  it("is finished without what is not asked", () => {
    const { work } = looking(undefined, {
      fields: { plain: "x" },
      rows: [{ what: "x", how: "done" }],
    });
    expect(work.complete).toBe(true);
  });

  it("takes rows over as one change, which can be taken back until something is added", () => {
    const { model, store, work } = looking({ what: ["Ask", "Count", ""], who: ["I", "I", "I"] });
    expect(work.canTake).toBe(true);
    work.take();
    expect(model.sent).toEqual([{ rows: [{ what: "Ask" }, { what: "Count" }] }]);
    expect(work.canTake).toBe(false);
    store.undo();
    expect(store.answer.rows).toEqual([]);
    expect(work.canTake).toBe(true);
  });

  it("offers no rows where there are some, or none before", () => {
    expect(looking({ what: "a field, and no rows" }).work.canTake).toBe(false);
    expect(looking({ what: ["Ask"] }, { rows: [{ what: "Mine" }] }).work.canTake).toBe(false);
    expect(looking().work.canTake).toBe(false);
  });
});

describe("what stands on one screen", () => {
  const line = (id: string, as = "line") => ({ id, label: id, as });
  const stops = (fields: object[], inRow: object[]) => {
    stubBrowser();
    const rows = { label: "Act", add: "+", least: 2, most: 3, checks: [], fields: inRow };
    const spec = { id: "plan", settings: { fields, rows }, words: {}, items: [], language: "en" };
    const model = new FakeModel({
      spec: { ...spec, items: { names: [], rows: [] } },
      answer: { fields: {}, rows: [] },
    });
    const work = new WriteWork(new Store(model, apply), new Phrases({}, "en"), new Speaker());
    return screensOf(work).map(({ id }) => id);
  };

  it("a field, and a short row", () => {
    expect(stops([line("aim")], [line("a"), line("b", "text")])).toEqual(["aim", "0 ", "1 "]);
  });

  it("a field that may stay empty, which nothing waits for", async () => {
    const settings = { fields: [line("aim"), { ...line("more"), optional: true }] };
    const opened = async (fields: Record<string, string>) => {
      stubBrowser();
      const spec = { ...made(settings), items: { names: [], rows: [] } };
      const store = new Store<Answer>(new FakeModel({ spec, answer: { fields, rows: [] } }), apply);
      const words = new Phrases({ "placed-of": "{n} of {all}" }, "en");
      const work = new WriteWork(store, words, new Speaker());
      await work.fetchPatterns();
      const open = screensOf(work).filter(({ done }) => !done);
      return [work.progress, work.complete, work.state, ...open.map(({ id }) => id)];
    };
    expect(await opened({})).toEqual(["0 of 1", false, "working", "aim", "more"]);
    expect(await opened({ aim: "A" })).toEqual(["1 of 1", true, "checked", "more"]);
    expect(await opened({ more: "B" })).toEqual(["0 of 1", false, "working", "aim"]);
    expect(await opened({ aim: "A", more: "B" })).toEqual(["1 of 1", true, "checked"]);
  });

  it("a field of a long row", () => {
    expect(stops([], [line("a", "text"), line("b", "text")])).toEqual(["0 a", "0 b", "1 a", "1 b"]);
    expect(
      stops(
        [],
        ["a", "b", "c", "d"].map((id) => line(id)),
      ),
    ).toHaveLength(8);
  });
});
