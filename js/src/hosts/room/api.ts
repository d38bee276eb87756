// Questions to the room's server. Nothing here fails: where nobody answers, the status is 0.

export interface Told {
  status: number;
  told: unknown;
}

/** After this long nobody is expected to answer any more, in milliseconds. */
const PATIENCE = 10_000;
/** What is sent even though the page goes; browsers let no more of it be on its way at once. */
const GOES_ON = 16_000;

export class Api {
  /** Is told after each question whether somebody answered. */
  heard: (there: boolean) => void = () => {};

  get(path: string): Promise<Told> {
    return this.call(path, {});
  }

  post(path: string, values: object): Promise<Told> {
    return this.call(path, { method: "POST", body: JSON.stringify(values) });
  }

  put(path: string, body: string): Promise<Told> {
    return this.call(path, { method: "PUT", body, keepalive: body.length < GOES_ON });
  }

  private async call(path: string, how: RequestInit): Promise<Told> {
    const ended = new AbortController();
    const timer = setTimeout(() => ended.abort(), PATIENCE);
    try {
      const reply = await fetch(path, {
        ...how,
        credentials: "same-origin",
        cache: "no-store",
        signal: ended.signal,
        ...(how.body !== undefined && { headers: { "Content-Type": "application/json" } }),
      });
      const told = await reply.json().catch(() => undefined);
      this.heard(reply.status < 500);
      return { status: reply.status, told };
    } catch {
      this.heard(false);
      return { status: 0, told: undefined };
    } finally {
      clearTimeout(timer);
    }
  }
}
