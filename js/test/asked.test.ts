// Questions of a page to whoever stands behind it, through the model that a notebook gives it.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Part, part } from "../src/hosts/kernel";
import type { Host } from "../src/kit/host";
import type { Model } from "../src/kit/types";

interface Question {
  ask: string;
  name: string;
  values: object;
}

/** A kernel that keeps what it is asked; a test answers. */
class Kernel implements Model {
  asked: Question[] = [];
  alive = true;
  private state: Record<string, unknown> = { silence: "Nothing answers.", drawn: 1 };
  private callbacks: Record<string, ((content?: any) => void)[]> = {};

  get(name: string) {
    return this.state[name];
  }

  set(name: string, value: unknown) {
    this.state[name] = value;
    this.tell(`change:${name}`);
  }

  send(content: unknown) {
    if (!this.alive) throw new Error("no comm");
    this.asked.push(content as Question);
  }

  on(name: string, callback: (content?: any) => void) {
    this.callbacks[name] = [...(this.callbacks[name] ?? []), callback];
  }

  off(name: string, callback: (content?: any) => void) {
    this.callbacks[name] = (this.callbacks[name] ?? []).filter((each) => each !== callback);
  }

  tell(name: string, content?: unknown) {
    for (const callback of this.callbacks[name] ?? []) callback(content);
  }

  answer(content?: unknown) {
    this.tell("msg:custom", content);
  }
}

const PATIENCE = 10_000;

function open(kernel: Kernel): { host: Host; close: () => void } {
  let host: Host | undefined;
  const asks = part((given): Part => {
    host = given;
    return { show: () => () => {} };
  }, PATIENCE)();
  const close = asks.initialize({ model: kernel });
  return { host: host!, close };
}

/** What a question came to, once it did. */
function follow(host: Host, name: string, values?: object) {
  const seen = { answers: [] as object[], silences: [] as string[] };
  void host
    .ask(name, values, (silence) => seen.silences.push(silence))
    .then((answer) => seen.answers.push(answer));
  return seen;
}

const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});

describe("a question", () => {
  it("goes out once, with its name and values, and comes back with its answer", async () => {
    const kernel = new Kernel();
    const { host } = open(kernel);
    const seen = follow(host, "take", { name: "a.json", text: "…" });
    await vi.advanceTimersByTimeAsync(60_000);
    const [{ ask, ...rest }] = kernel.asked as [Question];
    expect(kernel.asked).toHaveLength(1);
    expect(rest).toEqual({ name: "take", values: { name: "a.json", text: "…" } });
    kernel.answer({ answer: ask, values: { taken: true } });
    await settled();
    expect(seen.answers).toEqual([{ taken: true }]);
  });

  it("gets its own answer, in whatever order they come", async () => {
    const kernel = new Kernel();
    const { host } = open(kernel);
    const seen = [follow(host, "save"), follow(host, "look")];
    const [save, look] = kernel.asked as [Question, Question];
    kernel.answer({ answer: look.ask, values: {} });
    kernel.answer({ answer: save.ask, values: { file: "mine" } });
    await settled();
    expect(seen.map(({ answers }) => answers)).toEqual([[{ file: "mine" }], [{}]]);
  });

  it("takes no answer to another page of the same program", async () => {
    const kernel = new Kernel();
    const one = open(kernel);
    const other = open(kernel);
    const mine = follow(one.host, "save");
    const theirs = follow(other.host, "save");
    kernel.answer({ answer: kernel.asked[1]!.ask, values: { file: "theirs" } });
    await settled();
    expect([mine.answers, theirs.answers]).toEqual([[], [{ file: "theirs" }]]);
  });

  it("is told in a sentence what went wrong", async () => {
    const kernel = new Kernel();
    const seen = follow(open(kernel).host, "save");
    kernel.answer({ answer: kernel.asked[0]!.ask, wrong: "The disk is full." });
    await settled();
    expect(seen).toEqual({ answers: [{ wrong: "The disk is full." }], silences: [] });
  });

  it("changes nothing when a message makes no sense", async () => {
    const kernel = new Kernel();
    const seen = follow(open(kernel).host, "save");
    for (const message of [undefined, null, 7, "x", [], {}, { answer: "another" }, { answer: 1 }])
      kernel.answer(message);
    await settled();
    expect(seen.answers).toEqual([]);
    const { ask } = kernel.asked[0]!;
    kernel.answer({ answer: ask, values: { file: "mine" } });
    kernel.answer({ answer: ask, values: { file: "twice" } });
    await settled();
    expect(seen.answers).toEqual([{ file: "mine" }]);
  });

  it("that nothing answers says so once, and still takes the answer that comes late", async () => {
    const kernel = new Kernel();
    const seen = follow(open(kernel).host, "clear");
    await vi.advanceTimersByTimeAsync(PATIENCE - 1);
    expect(seen.silences).toEqual([]);
    await vi.advanceTimersByTimeAsync(10 * PATIENCE);
    expect(seen).toEqual({ answers: [], silences: ["Nothing answers."] });
    kernel.answer({ answer: kernel.asked[0]!.ask, values: { cleared: true } });
    await settled();
    expect(seen.answers).toEqual([{ cleared: true }]);
  });

  it("says nothing of silence once it is answered", async () => {
    const kernel = new Kernel();
    const seen = follow(open(kernel).host, "save");
    kernel.answer({ answer: kernel.asked[0]!.ask, values: {} });
    await vi.advanceTimersByTimeAsync(10 * PATIENCE);
    expect(seen).toEqual({ answers: [{}], silences: [] });
  });

  it("to a program that is gone is answered at once, with a sentence", async () => {
    const kernel = new Kernel();
    const { host } = open(kernel);
    kernel.alive = false;
    const seen = follow(host, "save");
    await settled();
    expect(seen.answers).toEqual([{ wrong: "Nothing answers." }]);
  });

  it("that waits when the program goes is answered then, and so is every later one", async () => {
    const kernel = new Kernel();
    const { host } = open(kernel);
    const before = follow(host, "save");
    kernel.tell("comm_live_update");
    const after = follow(host, "save");
    await settled();
    const silence = [{ wrong: "Nothing answers." }];
    expect([before.answers, after.answers]).toEqual([silence, silence]);
    expect(kernel.asked).toHaveLength(1);
  });

  it("waits for nothing where the page was closed", async () => {
    const kernel = new Kernel();
    const { host, close } = open(kernel);
    const seen = follow(host, "save");
    close();
    await vi.advanceTimersByTimeAsync(10 * PATIENCE);
    expect(seen).toEqual({ answers: [{ wrong: "Nothing answers." }], silences: [] });
  });
});

describe("what a page was sent", () => {
  it("is told when it changes, until nobody watches any more", () => {
    const kernel = new Kernel();
    const { host } = open(kernel);
    const seen = vi.fn();
    const unwatch = host.watch("drawn", () => seen(host.get("drawn")));
    kernel.set("drawn", 2);
    unwatch();
    kernel.set("drawn", 3);
    expect(seen.mock.calls).toEqual([[2]]);
  });
});
