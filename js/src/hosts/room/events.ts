// Hears of each step of the room. A stream of events tells it; where there is none, or it fell silent
// without a word, as on phones that slept, the room is asked. Only the page that somebody looks at
// listens: a browser opens six connections to one server, and no seventh.
import { isRecord } from "../../kit/records";
import type { Api } from "./api";
import { isStage, type StageSent } from "./stage";

/** How often the room is asked while the stream is there, and while it is not, in milliseconds. */
const NOW_AND_THEN = 20_000;
const OFTEN = 3000;

interface Heard {
  stage(stage: StageSent): void;
  /** The room does not know this phone. */
  unknown(): void;
  /** Somebody looks at this page again. */
  back(): void;
}

export class Events {
  private stream: EventSource | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private api: Api,
    private heard: Heard,
    private random: () => number = Math.random,
  ) {}

  start(): void {
    document.addEventListener("visibilitychange", this.look);
    addEventListener("pageshow", this.look);
    addEventListener("online", this.look);
    this.look();
  }

  stop(): void {
    this.rest();
    document.removeEventListener("visibilitychange", this.look);
    removeEventListener("pageshow", this.look);
    removeEventListener("online", this.look);
  }

  private look = (): void => {
    this.rest();
    if (document.visibilityState !== "visible") return;
    this.listen();
    void this.ask();
    this.heard.back();
  };

  private rest(): void {
    clearTimeout(this.timer);
    this.stream?.close();
    this.stream = undefined;
  }

  private listen(): void {
    if (typeof EventSource === "undefined") return;
    const stream = new EventSource("api/events");
    this.stream = stream;
    stream.addEventListener("stage", ({ data }: MessageEvent) => this.take(read(data)));
    stream.onopen = () => this.api.heard(true);
    stream.onerror = () => {
      // Not by itself: all phones would come back at once. The next question opens it anew.
      stream.close();
      if (this.stream === stream) this.stream = undefined;
      this.plan();
    };
  }

  private plan(): void {
    clearTimeout(this.timer);
    const pause = (this.stream ? NOW_AND_THEN : OFTEN) * (0.5 + this.random());
    this.timer = setTimeout(() => void this.ask(), pause);
  }

  private async ask(): Promise<void> {
    const { status, told } = await this.api.get("api/here");
    if (status === 401) return this.heard.unknown();
    if (status === 200 && isRecord(told)) this.take(told.stage);
    if (document.visibilityState !== "visible") return;
    if (status === 200 && !this.stream) this.listen();
    this.plan();
  }

  private take(stage: unknown): void {
    if (isStage(stage)) this.heard.stage(stage);
  }
}

function read(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
