// A model for tests: it keeps what is sent and, while it is alive and not deaf, says that it is saved.
import { vi } from "vitest";
import type { Model } from "../src/kit/types";

interface Message {
  page: string;
  changes: [number, number, object][];
}

export class FakeModel implements Model {
  /** Every message, and every change in the order in which it was heard first. */
  messages: Message[] = [];
  sent: object[] = [];
  alive = true;
  deaf = false;
  private heard = new Map<string, number>();
  private callbacks: Record<string, ((content?: any) => void)[]> = {};

  constructor(private state: Record<string, unknown>) {
    this.state = { saved: { work: "kim", pages: {}, clock: 0 }, notice: "", ...state };
  }

  get(name: string) {
    return this.state[name];
  }

  set(name: string, value: unknown) {
    this.state[name] = value;
    this.trigger(`change:${name}`);
  }

  send(content: unknown) {
    if (!this.alive) throw new Error("no comm");
    const message = content as Message;
    this.messages.push(message);
    if (this.deaf) return;
    const { page, changes } = message;
    const fresh = changes.filter(([n]) => n > (this.heard.get(page) ?? 0));
    this.sent.push(...fresh.map(([, , delta]) => delta));
    const saved = changes.at(-1)![0];
    this.heard.set(page, saved);
    this.trigger("msg:custom", { page, saved });
  }

  on(name: string, callback: (content?: any) => void) {
    this.callbacks[name] = [...(this.callbacks[name] ?? []), callback];
  }

  off(name: string, callback: (content?: any) => void) {
    this.callbacks[name] = (this.callbacks[name] ?? []).filter((each) => each !== callback);
  }

  trigger(name: string, content?: unknown) {
    for (const callback of this.callbacks[name] ?? []) callback(content);
  }
}

/** A page of a browser: its events, what it keeps, and what was written there, one after the other. */
export function stubBrowser() {
  const shelf: Record<string, string> = {};
  const written: string[] = [];
  const storage = {
    getItem: (name: string) => shelf[name] ?? null,
    setItem: (name: string, value: string) => {
      written.push(value);
      shelf[name] = value;
    },
    removeItem: (name: string) => void delete shelf[name],
  };
  // What `Object.keys` finds of a browser's storage are the names of what it keeps.
  vi.stubGlobal(
    "localStorage",
    new Proxy(shelf, {
      get: (_, name: string) => storage[name as keyof typeof storage],
    }),
  );
  const events = new EventTarget();
  vi.stubGlobal("window", globalThis);
  vi.stubGlobal("document", Object.assign(events, { visibilityState: "visible" }));
  vi.stubGlobal("addEventListener", events.addEventListener.bind(events));
  vi.stubGlobal("removeEventListener", events.removeEventListener.bind(events));
  vi.stubGlobal("requestAnimationFrame", (draw: () => void) => setTimeout(draw));
  vi.stubGlobal("dispatchEvent", events.dispatchEvent.bind(events));
  return { shelf, written, events };
}
