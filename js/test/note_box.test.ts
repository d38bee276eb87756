import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Told } from "../src/hosts/room/api";
import { NoteBox } from "../src/hosts/room/note_box";

const NAME = "room:K74P:notes";

/** A room that answers what it is told to, and remembers what it was asked. */
function roomThat(...replies: Told[]) {
  const asked: [string, any][] = [];
  const answer = (path: string, values?: object) => {
    asked.push([path, values]);
    return Promise.resolve(replies.shift() ?? { status: 0, told: undefined });
  };
  return { asked, get: answer, post: answer };
}

const kept = (id: string, text = "hope", state = "new") => ({ id, about: "#1", text, state });
const boxOf = (room: ReturnType<typeof roomThat>) => new NoteBox(room, NAME, (name) => name);

async function write(box: NoteBox, text: string): Promise<void> {
  box.write("#1", text);
  await box.send("#1");
}

beforeEach(() => {
  const held = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => held.get(name) ?? null,
    setItem: (name: string, value: string) => void held.set(name, value),
  });
  vi.stubGlobal("navigator", { onLine: true });
  vi.useFakeTimers();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("words that wait on a phone", () => {
  it("are sent again under the same name until the room has them, also after a reload", async () => {
    const away = roomThat();
    await write(boxOf(away), " hope ");
    const [, first] = away.asked[0]!;
    expect(first).toMatchObject({ about: "#1", text: "hope" });
    const room = roomThat({ status: 200, told: kept(first.id) });
    const box = boxOf(room);
    expect(box.of("#1").map(({ state }) => state)).toEqual(["waits"]);
    await vi.advanceTimersByTimeAsync(100);
    expect(room.asked).toEqual([["api/notes", first]]);
    expect(box.of("#1").map(({ state }) => state)).toEqual(["new"]);
    expect(boxOf(roomThat()).of("#1")).toEqual([]);
  });

  it("are written again by nobody where the room refuses them", async () => {
    const box = boxOf(roomThat({ status: 409, told: { said: "Too many." } }));
    await write(box, "hope");
    expect(box.said["#1"]).toBe("Too many.");
    expect(box.draft("#1")).toBe("hope");
    expect(box.of("#1")).toEqual([]);
  });

  it("wait a moment where another one has just gone", async () => {
    const room = roomThat({ status: 429, told: {} }, { status: 200, told: kept("a") });
    await write(boxOf(room), "hope");
    await vi.runAllTimersAsync();
    expect(room.asked).toHaveLength(2);
  });

  it("are gone at once where nobody has had them", async () => {
    vi.stubGlobal("navigator", { onLine: false });
    const room = roomThat();
    const box = boxOf(room);
    await write(box, "hope");
    await box.back(box.of("#1")[0]!);
    expect(box.said["#1"]).toBe("gone");
    expect(box.of("#1")).toEqual([]);
    expect(room.asked).toEqual([]);
  });

  it("are not said to be gone where the room may have them", async () => {
    const room = roomThat({ status: 0, told: undefined }, { status: 0, told: undefined });
    const box = boxOf(room);
    await write(box, "hope");
    await box.back(box.of("#1")[0]!);
    expect(box.said["#1"]).toBe("not-gone");
    expect(box.of("#1")).toHaveLength(1);
  });

  it("stay where they were let through meanwhile", async () => {
    const shown = { status: 200, told: { notes: [kept("a", "hope", "shown")] } };
    const box = boxOf(roomThat({ status: 409, told: { said: "On the wall." } }, shown));
    await box.back({ ...kept("a") });
    expect(box.said["#1"]).toBe("On the wall.");
    expect(box.of("#1").map(({ state }) => state)).toEqual(["shown"]);
  });

  it("are kept while they are typed", () => {
    boxOf(roomThat()).write("#1", "half a wo");
    expect(boxOf(roomThat()).draft("#1")).toBe("half a wo");
  });

  it("are none where what was kept makes no sense", () => {
    for (const bad of ["{", "[]", '{"waiting":[{"id":1}],"drafts":{"#1":{}}}']) {
      localStorage.setItem(`leading-and-managing:${NAME}`, bad);
      const box = boxOf(roomThat());
      expect([box.of("#1"), box.draft("#1")]).toEqual([[], ""]);
    }
  });
});
