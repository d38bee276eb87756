// A second window for the projector: the clock, or what the room answered. No names, no key.

export class Projector {
  private screen: Window | null = null;
  /** What was put where: what stands there may be its translation by the browser. */
  private written = new WeakMap<Element, string>();

  constructor(private html: string) {
    // A window that nobody writes to any more would show an old time for the present one.
    window.addEventListener("pagehide", this.close);
  }

  /** Opens the window, unless the browser does not allow it. */
  open(): boolean {
    if (!this.screen || this.screen.closed) {
      this.screen = window.open("", "leading-and-managing-projector", "width=1280,height=800");
      if (!this.screen) return false;
      this.screen.document.open();
      this.screen.document.write(this.html);
      this.screen.document.close();
    }
    this.screen.focus();
    return true;
  }

  /** Puts something on the screen, if the window is open. */
  show(html: string): void {
    const place = this.screen && !this.screen.closed && this.screen.document.querySelector("main");
    if (place) place.innerHTML = html;
  }

  /** Shows one card of those on the screen, counted from 0; answers how many there are. */
  only(card: number): number {
    const cards =
      this.screen && !this.screen.closed
        ? this.screen.document.querySelectorAll<HTMLElement>("main > ol > li")
        : [];
    for (const [place, each] of [...cards].entries()) each.hidden = place !== card;
    return cards.length;
  }

  /** Puts a text in the place of what a mark on the screen says, if it is there. */
  write(mark: string, text: string): void {
    const place =
      this.screen && !this.screen.closed && this.screen.document.querySelector(`[data-${mark}]`);
    if (!place || this.written.get(place) === text) return;
    place.textContent = text;
    this.written.set(place, text);
  }

  close = (): void => {
    this.screen?.close();
    window.removeEventListener("pagehide", this.close);
  };
}
