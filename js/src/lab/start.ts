// One notebook of the workshop that may run by itself: it runs when it is opened, and again when
// the program behind it is another one, or no longer knows what the page shows.
import { contentOf, type Words } from "./allowed";
import type { Kernel, Panel, SessionContext, Shared } from "./jupyter";
import { Line } from "./line";
import type { Screen } from "./screen";

const VIEW = "application/vnd.jupyter.widget-view+json";

/** So long may a start take before the page says what to do, in milliseconds. */
const PATIENCE = 60_000;

/** After a change, so long until it is looked at: they come several at a time. */
const SETTLING = 500;

/** What a board tells the page when nobody answers it: the kernel may be another one, unseen. */
const UNHEARD = "lm-unheard";

/** What a kernel goes through when it becomes another one. */
const LOST = /^(starting|restarting|autorestarting|terminating|dead|unknown)$/;

export class Start {
  private readonly panel: Panel;
  private readonly session: SessionContext;
  private readonly shared: Shared;
  private readonly screen: Screen;
  private readonly words: Words;
  private readonly kernel: string;
  private readonly content: string;
  private line: Line | undefined;
  private lost = false;
  private runs = 0;
  private settling = 0;

  constructor(panel: Panel, shared: Shared, screen: Screen, kernel: string, words: Words) {
    this.panel = panel;
    this.session = panel.context.sessionContext;
    this.shared = shared;
    this.screen = screen;
    this.words = words;
    this.kernel = kernel;
    this.content = JSON.stringify(contentOf(panel.content));
  }

  async begin(): Promise<void> {
    const { panel, session, words } = this;
    this.line = new Line(await this.shared("@lumino/widgets"), words, {
      again: () => void this.again(),
      tools: () => this.show(this.screen.isCalm(panel)),
    });
    panel.contentHeader.addWidget(this.line.widget);
    panel.context.model.stateChanged.connect(() => this.tidy());
    this.show(false);
    this.line.say(words.starting);
    await session.ready;
    await this.run();
    window.addEventListener(UNHEARD, () => this.change());
    session.kernelChanged.connect(() => this.change());
    session.connectionStatusChanged.connect(() => this.change());
    session.statusChanged.connect((_, status) => {
      if (LOST.test(status)) this.lost = true;
      else if (status === "idle" && this.lost) this.change();
    });
  }

  private show(tools: boolean): void {
    this.screen.set(this.panel, !tools);
    this.line?.show(tools);
    this.tidy();
  }

  private isUnchanged(): boolean {
    return JSON.stringify(contentOf(this.panel.content)) === this.content;
  }

  /** Outputs and counts are not saved, so they are no reason to ask anybody about saving. */
  private tidy(): void {
    const { model } = this.panel.context;
    if (model.dirty && this.screen.isCalm(this.panel) && this.isUnchanged()) model.dirty = false;
  }

  private async run(): Promise<void> {
    const { panel, session, words } = this;
    if (panel.isDisposed || !this.isUnchanged()) return;
    this.lost = false;
    const run = ++this.runs;
    const say = (text: string) => run === this.runs && this.line?.say(text);
    if (session.session?.kernel?.name !== this.kernel) {
      say(words.failed);
      return;
    }
    say(words.starting);
    const late = setTimeout(say, PATIENCE, words.failed);
    const { NotebookActions } = await this.shared("@jupyterlab/notebook");
    const codes = panel.content.widgets.filter(({ model }) => model.type === "code");
    const done = await NotebookActions.runCells(panel.content, codes, session).catch(() => false);
    clearTimeout(late);
    say(done ? "" : words.failed);
    this.tidy();
  }

  /** What the button does: a new program behind the page, and everything anew. */
  private async again(): Promise<void> {
    this.line?.say(this.words.starting);
    try {
      if (this.session.session?.kernel) await this.session.restartKernel();
      else await this.session.changeKernel({ name: this.kernel });
    } catch {
      // Run says that there is none.
    }
    await this.run();
  }

  private change(): void {
    clearTimeout(this.settling);
    this.settling = window.setTimeout(() => void this.look(), SETTLING);
  }

  /** Runs again where what the page shows has nothing behind it any more. */
  private async look(): Promise<void> {
    const { panel, session } = this;
    if (panel.isDisposed || !this.screen.isCalm(panel) || !this.isUnchanged()) return;
    const kernel = session.session?.kernel;
    if (!kernel) {
      // The server has ended and runs again; the new kernel makes itself heard.
      this.line?.say(this.words.starting);
      await session.changeKernel({ name: this.kernel }).catch(() => null);
      return;
    }
    if (kernel.connectionStatus !== "connected") return;
    this.lost = false;
    if (await this.knows(kernel)) return;
    // Where somebody else started the program again, JupyterLab may not have heard of it, and would
    // write to threads that only the old one had: nothing says that nobody reads there.
    kernel.commsOverSubshells = "disabled";
    await this.run();
  }

  /** Whether a kernel has all exercises that the page shows. */
  private async knows(kernel: Kernel): Promise<boolean> {
    const shown = this.panel.content.widgets.flatMap(({ model: { outputs } }) =>
      Array.from({ length: outputs?.length ?? 0 }, (_, at) => outputs?.get(at).data[VIEW]),
    );
    const ids = shown.flatMap((view) => (view as { model_id?: string })?.model_id ?? []);
    const reply = await kernel.requestCommInfo({ target_name: "jupyter.widget" }).catch(() => null);
    const there = reply?.content.comms;
    // Without an answer nothing is known; another change tells of the next kernel.
    return !there || (ids.length > 0 && ids.every((id) => id in there));
  }
}
