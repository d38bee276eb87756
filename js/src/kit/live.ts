// Speaking to screen readers through the board's one live region.

/** Long enough for a screen reader to have announced a focus change first. */
const AFTER_FOCUS = 250;

export class Speaker {
  private region: HTMLElement | null = null;
  private timer = 0;

  attach = (region: HTMLElement | null): void => {
    this.region = region;
  };

  /** Says a text; where it takes long to find the words, they are found when they are said. */
  say(text: string | (() => string)): void {
    clearTimeout(this.timer);
    if (this.region) this.region.textContent = "";
    this.timer = window.setTimeout(() => {
      if (this.region) this.region.textContent = typeof text === "string" ? text : text();
    }, AFTER_FOCUS);
  }
}
