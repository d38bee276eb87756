import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { openPlace } from "../src/hosts/browser/place";
import type { Told } from "../src/hosts/keeping";
import { Api } from "../src/hosts/room/api";
import { type Arrived, arrived, bring } from "../src/hosts/room/arriving";
import { linkTo } from "../src/hosts/room/carrying";
import { restore } from "../src/hosts/room/restoring";
import { openRoom, type Room, type RoomSent } from "../src/hosts/room/room";
import {
  isNewer,
  isOnPlan,
  isTalkedAbout,
  keyOf,
  oneCard,
  type StageSent,
  viewOf,
} from "../src/hosts/room/stage";
import { type Answer, apply, put } from "../src/kinds/choices/answer";
import { Store } from "../src/kit/store";
import type { Model } from "../src/kit/types";
import { stubBrowser } from "./model";

const SORT = "a-sort";
const ids = ["a", "b", "c"];
const sort = (opened = false, feedback: Told["feedback"] = "instant"): Told => ({
  id: SORT,
  kind: "sort",
  title: "A sort",
  prompt: "",
  feedback,
  sections: ["board"],
  settings: {},
  options: ["leading", "managing"].map((id) => ({ id, label: id })),
  items: { names: ["id", "text"], rows: ids.map((id) => [id, `Card ${id}`]) },
  ...(opened
    ? { table: { names: ["verdicts", "why"], rows: ids.map((id) => ["md", `Why ${id}`]) } }
    : { held: true }),
});
const stage = (more: Partial<StageSent> = {}): StageSent => ({
  number: 1,
  exercise: SORT,
  card: "",
  moment: "think",
  ask: "What do you think?",
  title: "A sort",
  held: [SORT],
  opened: [],
  looked: [],
  ...more,
});

describe("what a phone shows", () => {
  it.each([
    [{ moment: "between", exercise: "" }, "words"],
    [{ moment: "think" }, "board"],
    [{ moment: "look" }, "own"],
    [{ moment: "again" }, "board"],
    [{ moment: "why", opened: [SORT] }, "board"],
    [{ moment: "why", card: "a" }, "own"],
    [{ moment: "think", over: true }, "words"],
  ] as [Partial<StageSent>, string][])("%o: %s", (more, view) => {
    expect(viewOf(stage(more))).toBe(view);
  });

  it("knows what is on the plan, and what the room talks about", () => {
    expect(isOnPlan(stage(), SORT)).toBe(true);
    expect(isOnPlan(stage({ held: [], opened: [SORT] }), SORT)).toBe(true);
    expect(isOnPlan(stage({ held: ["a-sort-2"] }), SORT)).toBe(false);
    expect(isTalkedAbout(stage(), SORT)).toBe(false);
    expect(isTalkedAbout(stage({ looked: [`${SORT}/a`] }), SORT)).toBe(true);
    expect(isTalkedAbout(stage({ looked: [`${SORT}-2`] }), SORT)).toBe(false);
    expect(isTalkedAbout(stage({ looked: [SORT], opened: [SORT] }), SORT)).toBe(false);
  });

  it("goes back to nothing that is older, and hears that the room is over", () => {
    expect(isNewer(stage({ number: 2 }), stage())).toBe(true);
    expect(isNewer(stage(), stage({ number: 2 }))).toBe(false);
    expect(isNewer(stage(), stage())).toBe(false);
    expect(isNewer(stage({ over: true }), stage())).toBe(true);
  });

  it("shows the same board on where only another exercise was opened", () => {
    expect(keyOf(stage({ number: 5, opened: ["another"] }))).toBe(keyOf(stage()));
    expect(keyOf(stage({ card: "a" }))).not.toBe(keyOf(stage()));
  });

  it("shows one card with what the key says of that one alone", () => {
    const whole = { ...sort(true), rules: { second: [[0], [1], [2]], words: ["x"] } };
    const { items, table, rules } = oneCard(whole, "b");
    expect(items.rows).toEqual([["b", "Card b"]]);
    expect(table?.rows).toEqual([["md", "Why b"]]);
    expect(rules).toEqual({ second: [[1]], words: ["x"] });
    expect(oneCard(whole, "gone")).toBe(whole);
  });
});

describe("the link to a new address", () => {
  const records = new Map([
    [
      SORT,
      {
        exercise: SORT,
        kind: "sort",
        updated: "2026-11-27T08:00:00.000+00:00",
        state: "begun",
        answer: { choices: { a: "leading" }, notes: { a: "Because – “so”" } },
        taps: { heard: { p: 1 } },
      },
    ],
  ]);
  const token = "abcdefghijklmnopqrst-_";

  it("takes the answers along, and who this is, where no server is sent it", () => {
    const link = linkTo(" 10.0.0.7:8000 ", token, "K74P", "kim", records);
    const { origin, hash, search } = new URL(link);
    expect([origin, search]).toEqual(["http://10.0.0.7:8000", "?moved"]);
    const found = arrived(hash);
    expect(found).toMatchObject({ token, code: "K74P", work: "kim" });
    const { taps: _, ...kept } = records.get(SORT)!;
    expect(found?.records.get(SORT)).toEqual(kept);
  });

  it.each(["", "the wall", "javascript:alert(1)", "10.0.0.7/x", "a@b", "10.0.0.7:8000#x"])(
    "is none for “%s”",
    (address) => expect(linkTo(address, token, "K74P", "kim", records)).toBe(""),
  );

  it.each(["", "#", "#first", `#${token}`, "#short&K74P&x"])("finds nothing in “%s”", (hash) =>
    expect(arrived(hash)).toBeUndefined(),
  );

  it("knows the phone even where its answers were cut off", () => {
    const link = linkTo("10.0.0.7", token, "K74P", "kim", records);
    const found = arrived(new URL(link).hash.slice(0, -9));
    expect([found?.token, found?.work, found?.records.size]).toEqual([token, "", 0]);
  });
});

describe("what came along to an address", () => {
  const record = (updated: string, option: string) => ({
    format: 1,
    ...{ exercise: SORT, kind: "sort", updated, state: "begun" },
    answer: { choices: { a: option } },
  });
  const EARLY = record("2026-11-27T08:00:00.000+00:00", "leading");
  const LATE = record("2026-11-27T09:00:00.000+00:00", "managing");
  const coming = (brought: object, work = "kim") => {
    const records = new Map([[SORT, brought]]);
    return { token: "", code: "K74P", work, records } as unknown as Arrived;
  };

  beforeEach(() => {
    vi.stubGlobal("indexedDB", new IDBFactory());
    vi.stubGlobal("IDBKeyRange", IDBKeyRange);
  });

  it.each([
    ["is newer than what was left here", EARLY, coming(LATE), true, "managing"],
    ["is older than what is here", LATE, coming(EARLY), true, "managing"],
    ["is somebody else's", EARLY, coming(LATE, "lee"), false, "leading"],
    ["was cut off", EARLY, coming(LATE, ""), false, "leading"],
  ])("%s", async (_, here, came, done, stays) => {
    const place = await openPlace("room:K74P");
    await place.change(["work", "answers/"], (held) => {
      held.put("work", JSON.stringify({ id: "kim" }));
      held.put(`answers/${SORT}`, JSON.stringify(here));
    });
    expect(await bring(place, came)).toBe(done);
    const kept = await place.change(["answers/"], (held) => held.get(`answers/${SORT}`));
    expect(JSON.parse(kept!).answer.choices).toEqual({ a: stays });
  });
});

/** The server of a room, as far as a phone asks it. */
class Server {
  stage = stage();
  spec = sort();
  there = true;
  late = false;
  work = "";
  /** What the room has of this phone. */
  has: Record<string, { n: number; record: any }> = {};
  got: { exercise: string; n: number; work: string; record: any }[] = [];

  reply = async (path: string, { method = "GET", body }: RequestInit = {}): Promise<Response> => {
    if (!this.there) throw new TypeError("Failed to fetch");
    const [status, told] = this.answer(`${method} ${path}`, JSON.parse(String(body ?? "{}")));
    return new Response(JSON.stringify(told), { status });
  };

  private answer(asked: string, sent: any): [number, object] {
    const device = { work: this.work, name: "heron tulip 4712" };
    if (asked === "GET api/here") return [200, { stage: this.stage, device }];
    if (asked === "GET api/answers")
      return this.work ? [200, { work: this.work, answers: this.has }] : [401, {}];
    if (asked === `GET api/exercises/${SORT}`) return [200, this.spec];
    if (asked === `PUT api/answers/${SORT}`) {
      if (this.work && sent.work !== this.work) return [409, {}];
      this.got.push({ exercise: SORT, ...sent });
      return [200, { saved: sent.n, late: this.late }];
    }
    if (asked === "POST api/withdraw") return [200, {}];
    return [404, {}];
  }

  get last(): any {
    return this.got.at(-1)?.record;
  }
}

describe("a phone in a room", () => {
  let server: Server;
  let browser: ReturnType<typeof stubBrowser>;
  const sent = (): RoomSent => ({
    keeper: "room",
    code: "K74P",
    language: "en",
    words: {
      board: { "saved-later": "Later." },
      answers: {},
      page: {},
      room: { "saved-later": "It is in." },
    },
    stage: server.stage,
    specs: [server.spec],
    sheets: {},
    alone: [],
  });
  const open = async (): Promise<Room> => {
    const room = await openRoom(sent());
    room.start();
    return room;
  };
  const boardOf = async (room: Room) => {
    const { model } = (await room.model(room.stage))!;
    return new Store<Answer>(model, apply as never);
  };
  const place = (store: Store<Answer>, item: string, option: string) => {
    const change = { item, option, at: null };
    store.change(put(store.answer, change), change);
  };
  const step = async (room: Room, next: Partial<StageSent>) => {
    server.stage = { ...server.stage, number: server.stage.number + 1, ...next };
    document.dispatchEvent(new Event("visibilitychange"));
    await vi.waitFor(() => expect(room.stage.number).toBe(server.stage.number));
  };
  const has = (choices: object) =>
    vi.waitFor(() => expect(server.last?.answer.choices).toEqual(choices), { timeout: 4000 });
  const spec = (model: Model | Store<Answer>) => ("spec" in model ? model.spec : model.get("spec"));

  beforeEach(() => {
    vi.unstubAllGlobals();
    browser = stubBrowser();
    server = new Server();
    vi.stubGlobal("indexedDB", new IDBFactory());
    vi.stubGlobal("IDBKeyRange", IDBKeyRange);
    vi.stubGlobal("BroadcastChannel", undefined);
    vi.stubGlobal("navigator", { onLine: true, userAgent: "" });
    vi.stubGlobal("location", { pathname: "/here", replace: vi.fn() });
    vi.stubGlobal("fetch", (path: string, how?: RequestInit) => server.reply(path, how));
  });

  it("gives its board nothing that judges, and sends the whole answer", async () => {
    const room = await open();
    const store = await boardOf(room);
    expect(spec(store)).toMatchObject({
      feedback: "on-reveal",
      words: { "saved-later": "It is in." },
    });
    place(store, "a", "leading");
    place(store, "b", "managing");
    await has({ a: "leading", b: "managing" });
    expect(server.last).toMatchObject({ exercise: SORT, kind: "sort", state: "begun" });
    expect(server.last).not.toHaveProperty("taps");
    await vi.waitFor(() => expect(room.standing).toBe("saved"));
  });

  it("says whose fault it is, and sends what waited once the room is there", async () => {
    const room = await open();
    const store = await boardOf(room);
    server.there = false;
    place(store, "a", "leading");
    await vi.waitFor(() => expect(room.standing).toBe("away"));
    vi.stubGlobal("navigator", { onLine: false, userAgent: "" });
    expect(room.standing).toBe("offline");
    vi.stubGlobal("navigator", { onLine: true, userAgent: "" });
    server.there = true;
    browser.events.dispatchEvent(new Event("online"));
    await has({ a: "leading" });
  });

  it("sends after a reload what the one before could not, with a higher number", async () => {
    const store = await boardOf(await open());
    place(store, "a", "leading");
    await has({ a: "leading" });
    server.there = false;
    place(store, "b", "managing");
    await vi.waitFor(() => expect(store.outbox.waiting).toBe(0));
    server.there = true;
    vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
    await open();
    await has({ a: "leading", b: "managing" });
    const numbers = server.got.map(({ n }) => n);
    expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it("keeps what was chosen before Think was over, and only that", async () => {
    const room = await open();
    place(await boardOf(room), "a", "leading");
    await has({ a: "leading" });
    await step(room, { moment: "look", looked: [SORT] });
    await step(room, { moment: "again" });
    const store = await boardOf(room);
    expect(spec(store).opens).toBe("a");
    place(store, "a", "managing");
    place(store, "b", "managing");
    await has({ a: "managing", b: "managing" });
    expect(server.last.first).toEqual({ choices: { a: "leading" } });
    expect((await room.model(room.stage))?.marks).toEqual(
      new Map([
        ["a", "leading"],
        ["b", "managing"],
      ]),
    );
    place(store, "b", "leading");
    await has({ a: "managing", b: "leading" });
    expect(server.last.first.choices).toEqual({ a: "leading", b: "managing" });
  });

  it("keeps to itself what is not on the plan of the room", async () => {
    const room = await open();
    await step(room, { held: [], opened: [] });
    const store = await boardOf(room);
    place(store, "a", "leading");
    await vi.waitFor(() => expect(room.changed(SORT)).toBeDefined());
    expect(room.standing).toBe("here");
    expect(server.got).toEqual([]);
    await step(room, { held: [SORT] });
    await has({ a: "leading" });
  });

  it("fixes one card where the room looked at one", async () => {
    const room = await open();
    const store = await boardOf(room);
    place(store, "a", "leading");
    place(store, "b", "leading");
    await step(room, { moment: "look", card: "a", looked: [`${SORT}/a`] });
    await step(room, { moment: "again" });
    const card = await boardOf(room);
    expect(spec(card).items.map(({ id }: { id: string }) => id)).toEqual(["a"]);
    place(card, "a", "managing");
    place(await boardOf(room), "b", "managing");
    await has({ a: "managing", b: "managing" });
    expect(server.last.first).toEqual({ choices: { a: "leading" } });
  });

  it.each(["instant", "on-check"] as const)(
    "shows the reasons at Why, also %s",
    async (feedback) => {
      server.spec = sort(false, feedback);
      const room = await open();
      place(await boardOf(room), "a", "leading");
      await has({ a: "leading" });
      const sentBefore = server.got.length;
      server.spec = sort(true, feedback);
      await step(room, { moment: "why", held: [], opened: [SORT], looked: [SORT] });
      const store = await boardOf(room);
      expect(spec(store)).toMatchObject({ feedback, table: [{ why: "Why a" }, {}, {}] });
      if (feedback === "on-check")
        expect([store.answer.checked, spec(store).opens]).toEqual([true, "end"]);
      place(store, "a", "managing");
      await vi.waitFor(() => expect(store.outbox.waiting).toBe(0));
      await new Promise((resolve) => setTimeout(resolve, 1300));
      expect(server.got.length).toBe(sentBefore);
    },
  );

  it("says that an answer came late", async () => {
    const room = await open();
    server.late = true;
    place(await boardOf(room), "a", "leading");
    await vi.waitFor(() => expect(room.standing).toBe("late"));
  });

  it("goes on under the name that the room has where the browser kept none", async () => {
    server.work = "0123456789abcdef";
    const room = await open();
    place(await boardOf(room), "a", "leading");
    await has({ a: "leading" });
    expect(server.got.at(-1)?.work).toBe("0123456789abcdef");
  });

  const record = (choices: object, updated: string) => ({
    exercise: SORT,
    kind: "sort",
    updated,
    state: "begun",
    answer: { choices, notes: { a: "·" } },
    first: { choices: { a: "managing" } },
  });
  const OLD = "2026-11-27T08:00:00.000+00:00";

  it("has what it had, where the browser has lost it, and sends on from there", async () => {
    server.work = "0123456789abcdef";
    server.has = { [SORT]: { n: 4_000_000_000, record: record({ a: "leading" }, OLD) } };
    const room = await open();
    expect(await room.lines(room.stage)).toEqual([["Card a", expect.stringContaining("leading")]]);
    await vi.waitFor(() => expect(room.word).toBe("heron tulip 4712"));
    expect(server.got).toEqual([]);
    place(await boardOf(room), "b", "managing");
    await has({ a: "leading", b: "managing" });
    expect(server.got[0]).toMatchObject({ n: 4_000_000_001, work: "0123456789abcdef" });
    expect(server.last.first).toEqual({ choices: { a: "managing" } });
  });

  it("keeps what is newer here, and what was written here alone", async () => {
    server.work = "0123456789abcdef";
    const room = await open();
    const store = await boardOf(room);
    place(store, "a", "leading");
    await has({ a: "leading" });
    const kept = await openPlace("room:K74P");
    const read = () =>
      kept.change(["answers/"], (held) => JSON.parse(held.get(`answers/${SORT}`)!));
    const { answer, ...mine } = await read();
    const written = { ...mine, answer: { ...answer, notes: { a: "My own words" } } };
    await kept.change(["answers/"], (held) => held.put(`answers/${SORT}`, JSON.stringify(written)));
    server.has = { [SORT]: { n: 3, record: record({ a: "managing" }, OLD) } };
    expect(await restore(new Api(), kept)).toBe(true);
    expect((await read()).answer.choices).toEqual({ a: "leading" });
    server.has = { [SORT]: { n: 9, record: record({ a: "managing" }, "2099-01-01T00:00:00Z") } };
    expect(await restore(new Api(), kept)).toBe(true);
    expect((await read()).answer).toEqual({
      choices: { a: "managing" },
      notes: { a: "My own words" },
    });
  });

  it("mixes nobody's answers with those of somebody who comes back", async () => {
    const room = await open();
    place(await boardOf(room), "a", "leading");
    await has({ a: "leading" });
    server.work = "0123456789abcdef";
    const kept = await openPlace("room:K74P");
    expect(await restore(new Api(), kept, true)).toBe(true);
    const left = await kept.change(["answers/", "aside/", "sent/"], (held) => held.keys(""));
    expect(left).toEqual([expect.stringMatching(`^aside/${SORT}/`)]);
  });

  it("leaves nothing behind when somebody leaves; and all of it where the room is away", async () => {
    const room = await open();
    place(await boardOf(room), "a", "leading");
    await has({ a: "leading" });
    server.there = false;
    expect(await room.withdraw()).toBe(false);
    expect(await room.lines(room.stage)).toHaveLength(1);
    server.there = true;
    expect(await room.withdraw()).toBe(true);
    expect(await room.lines(room.stage)).toEqual([]);
  });
});
