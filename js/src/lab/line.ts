// The one line that stays above a notebook when JupyterLab's tools are out of the way: what is
// going on, the start again, and the way back to the tools. It has its own place and covers nothing.
import type { Words } from "./allowed";
import type { Modules, Widget } from "./jupyter";

const FORWARD =
  '<svg viewBox="0 0 18 12" aria-hidden="true"><path d="M0 0l8 6-8 6zM9 0l8 6-8 6z"/></svg>';

export class Line {
  readonly widget: Widget;
  private readonly said = document.createElement("span");
  private readonly again = document.createElement("button");
  private readonly tools = document.createElement("button");
  private readonly words: Words;

  constructor(
    { Widget }: Modules["@lumino/widgets"],
    words: Words,
    pressed: { again(): void; tools(): void },
  ) {
    this.words = words;
    this.said.setAttribute("role", "status");
    this.again.innerHTML = FORWARD;
    this.again.title = words.again;
    this.again.setAttribute("aria-label", words.again);
    this.again.dataset.action = "start-again";
    this.again.onclick = pressed.again;
    this.tools.dataset.action = "tools";
    this.tools.onclick = pressed.tools;
    this.widget = new Widget({ node: document.createElement("div") });
    this.widget.addClass("lm-line");
    this.widget.node.append(this.said, this.again, this.tools);
    this.show(false);
  }

  say(text: string): void {
    this.said.textContent = text;
  }

  /** Says which of both the tools are now: shown or away. */
  show(tools: boolean): void {
    this.tools.textContent = tools ? this.words.fewer : this.words.tools;
    this.tools.setAttribute("aria-expanded", String(tools));
    // With the tools comes JupyterLab's own button.
    this.again.hidden = tools;
  }
}
