// Hears of each step of the room. A stream of events tells it; where there is none, or it fell silent
// without a word, as on phones that slept, the room is asked. Of several pages the one that somebody
// looked at last listens, and tells the others: a browser opens six connections to one server, and no
// seventh.
import { isRecord } from "../../kit/records";
import type { Api } from "./api";
import { isStage, type StageSent } from "./stage";

/** How often the room is asked while the stream is there, and while it is not, in milliseconds. */
const NOW_AND_THEN = 20_000;
const OFTEN = 3000;
/** What pages tell each other, beside where the room is: that this one listens, or no longer. */
const MINE = "mine";
const FREE = "free";

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
  private others: BroadcastChannel | undefined;
  /** Whether another page listens for this one. */
  private left = false;
  /** The number of what the stream told last; none before it has told anything. */
  private told = -1;

  constructor(
    private api: Api,
    private heard: Heard,
    private random: () => number = Math.random,
  ) {
    // Older browsers have none; there each page that is looked at listens by itself.
    if (typeof BroadcastChannel === "undefined") return;
    this.others = new BroadcastChannel("leading-and-managing:room");
    this.others.onmessage = ({ data }) => this.said(data);
  }

  start(): void {
    document.addEventListener("visibilitychange", this.look);
    addEventListener("pageshow", this.again);
    addEventListener("online", this.look);
    // The page has just come, and says where the room is.
    this.wake(() => (this.stream ? this.plan() : void this.ask()));
  }

  stop(): void {
    this.rest();
    this.others?.close();
    document.removeEventListener("visibilitychange", this.look);
    removeEventListener("pageshow", this.again);
    removeEventListener("online", this.look);
  }

  private again = ({ persisted }: PageTransitionEvent): void => {
    // Whoever goes back sees the page as they left it.
    if (persisted) this.look();
  };

  private look = (): void => this.wake(() => void this.ask());

  /** Listens where somebody looks at this page, and otherwise rests. */
  private wake(then: () => void): void {
    this.rest();
    if (document.visibilityState !== "visible") {
      if (!this.left) this.others?.postMessage(FREE);
      return;
    }
    this.left = false;
    this.others?.postMessage(MINE);
    this.listen();
    then();
    this.heard.back();
  }

  private rest(): void {
    clearTimeout(this.timer);
    this.stream?.close();
    this.stream = undefined;
    this.told = -1;
  }

  private said(data: unknown): void {
    if (data === MINE) {
      this.left = true;
      this.rest();
      if (document.visibilityState === "visible") this.plan();
    } else if (data === FREE) {
      if (this.left && document.visibilityState === "visible") this.look();
    } else this.take(data);
  }

  private listen(): void {
    if (this.left || typeof EventSource === "undefined") return;
    const stream = new EventSource("api/events");
    this.stream = stream;
    stream.addEventListener("stage", ({ data }: MessageEvent) => {
      const stage = read(data);
      if (isStage(stage) && this.stream === stream) this.told = stage.number;
      this.take(stage);
      this.others?.postMessage(stage);
    });
    stream.onopen = () => this.api.heard(true);
    stream.onerror = () => {
      // Not by itself: all phones would come back at once. The next question opens it anew.
      stream.close();
      if (this.stream === stream) this.rest();
      this.plan();
    };
  }

  private plan(): void {
    clearTimeout(this.timer);
    // A stream that has not told anything may be held back by what stands between.
    const after = this.told >= 0 || this.left ? NOW_AND_THEN : OFTEN;
    this.timer = setTimeout(() => void this.ask(), after * (0.5 + this.random()));
  }

  private async ask(): Promise<void> {
    const { status, told } = await this.api.get("api/here");
    if (status === 401) return this.heard.unknown();
    const stage = status === 200 && isRecord(told) ? told.stage : undefined;
    // It fell silent without a word.
    if (this.told >= 0 && isStage(stage) && stage.number > this.told) this.rest();
    this.take(stage);
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
