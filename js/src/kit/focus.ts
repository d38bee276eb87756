// Where the focus goes: it moves the page no further than is needed, and it never falls off a board.

/** What Tab comes to. */
const STOPS =
  ":is(button, input, select, textarea, summary, a[href], [tabindex]):not([tabindex='-1'])";

/** Gives an element the focus; the page scrolls only where the element is not to be seen. */
export function focusOn(element: HTMLElement | null | undefined): void {
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/**
 * Catches the focus where the element that has it is taken away, such as a button that is of no use
 * any more: it goes to what is nearest on the board. Without this it falls to the page, and who
 * works with the keyboard begins at its top again.
 */
export function keepFocus(root: HTMLElement): () => void {
  // The element that has the focus, and all around it, as they were when it came there.
  let around: HTMLElement[] = [];
  const inside = () => root.contains((root.getRootNode() as Document).activeElement);
  const onFocusIn = (event: Event) => {
    around = [];
    for (
      let at = event.target as HTMLElement | null;
      at && at !== root.parentElement;
      at = at.parentElement
    ) {
      around.push(at);
    }
  };
  const onFocusOut = ({ relatedTarget }: FocusEvent) => {
    const to = relatedTarget as Element | null;
    // It has gone elsewhere on the page: whatever is taken away here, it is not called back.
    if (to?.isConnected && !root.contains(to)) {
      around = [];
      return;
    }
    // Some browsers say this of an element that is taken away, too; that one is not forgotten.
    setTimeout(() => {
      if (!around[0]?.isConnected || inside()) return;
      // What the focus was to go to went before it came.
      if (to && !to.isConnected) around[0].focus();
      else around = [];
    });
  };
  const observer = new MutationObserver(() => {
    if (!around[0] || around[0].isConnected || !root.isConnected || inside()) return;
    const places = around.filter((each) => each.isConnected);
    const [stop] = places.flatMap((each) => each.querySelector<HTMLElement>(STOPS) ?? []);
    (stop ?? root).focus({ preventScroll: true });
  });
  root.addEventListener("focusin", onFocusIn);
  root.addEventListener("focusout", onFocusOut);
  observer.observe(root, { childList: true, subtree: true });
  return () => {
    root.removeEventListener("focusin", onFocusIn);
    root.removeEventListener("focusout", onFocusOut);
    observer.disconnect();
  };
}
