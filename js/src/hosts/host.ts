// A room's server stands behind the desk: it is asked over HTTP, and tells at once where the room is.
import type { Answer, Host } from "../kit/host";

type Values = Record<string, any>;

/** What the page of the desk was sent. */
export interface SentDesk {
  page: object;
  runs: object;
  live: object;
  /** Where the desk asks, and where it hears of steps and counts. */
  ask: string;
  events: string;
  /** What is said where nothing answers. */
  silence: string;
}

/** How long the server may take before that is said, in milliseconds: a report takes a while. */
const PATIENCE = 60_000;
/** How long until a stream is opened anew that the browser gave up. */
const AGAIN = 2000;

/** A question of the desk is part of an address nowhere: it is the body of a request. */
export function openRoom(sent: SentDesk): Host {
  const values: Values = { page: sent.page, runs: sent.runs, live: sent.live };
  const heard = new Map<string, Set<() => void>>();
  const take = (name: string, value: object) => {
    values[name] = value;
    for (const changed of [...(heard.get(name) ?? [])]) changed();
  };

  const ask: Host["ask"] = async <A extends object>(
    what: string,
    asked: object = {},
    silent?: (sentence: string) => void,
  ) => {
    const timer = setTimeout(() => silent?.(sent.silence), PATIENCE);
    try {
      const response = await fetch(sent.ask, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        credentials: "same-origin",
        body: JSON.stringify({ what, values: asked }),
      });
      const reply = await response.json();
      for (const name of ["runs", "live"]) if (reply[name]) take(name, reply[name]);
      if (!response.ok && !reply.wrong) return { wrong: reply.said ?? sent.silence } as Answer<A>;
      return reply as Answer<A>;
    } catch {
      return { wrong: sent.silence } as Answer<A>;
    } finally {
      clearTimeout(timer);
    }
  };

  const listen = () => {
    const stream = new EventSource(sent.events);
    stream.addEventListener("stage", () => void ask("live"));
    stream.addEventListener("count", ({ data }) =>
      take("live", { ...values.live, ...JSON.parse(data) }),
    );
    stream.onopen = () => take("live", { ...values.live, away: false });
    stream.onerror = () => {
      take("live", { ...values.live, away: true });
      if (stream.readyState === EventSource.CLOSED) setTimeout(listen, AGAIN);
    };
  };
  listen();
  return {
    get: (name) => values[name],
    watch(name, changed) {
      heard.set(name, (heard.get(name) ?? new Set()).add(changed));
      return () => heard.get(name)?.delete(changed);
    },
    ask,
  };
}
