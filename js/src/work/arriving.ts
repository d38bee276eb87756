// Somebody arrives at an exercise of a page that is still growing.
import { boardOf, showBoard } from "./going";

/** So long a page may still move below somebody who has arrived, in milliseconds. */
const SETTLES = 10_000;

const ACTS = ["pointerdown", "wheel", "touchstart", "keydown"] as const;

/**
 * Waits for a board to be there and in sight, and holds it where it is while the page around it
 * grows: what stands above may come later. Whoever does something goes where they like.
 */
export function arrive(root: HTMLElement, exercise: string): () => void {
  let there = false;
  let timer = 0;
  const hold = () => {
    const board = boardOf(root, exercise);
    if (!board?.offsetParent) return;
    if (there) board.scrollIntoView();
    else {
      there = true;
      timer = window.setTimeout(leave, SETTLES);
      showBoard(board);
      for (const act of ACTS) window.addEventListener(act, leave, { capture: true });
    }
  };
  const sizes = new ResizeObserver(hold);
  const seen = new WeakSet<Element>();
  const look = () => {
    const page = root.closest(".jp-Notebook, body");
    for (const each of page?.querySelectorAll("section[data-exercise], .jp-Cell") ?? []) {
      if (seen.has(each)) continue;
      seen.add(each);
      sizes.observe(each);
    }
  };
  const comes = new MutationObserver(look);
  comes.observe(document.body, { childList: true, subtree: true });
  look();
  function leave() {
    clearTimeout(timer);
    sizes.disconnect();
    comes.disconnect();
    for (const act of ACTS) window.removeEventListener(act, leave, { capture: true });
  }
  return leave;
}
