// From one notebook to another, and there to an exercise.

const KEY = "leading-and-managing:going-to";
const GOING = "lm-going";

/** After this long nobody is on the way any more, in milliseconds: it may be a slow start. */
const LASTS = 300_000;

/** So long a page may still move below somebody who has arrived, in milliseconds. */
const SETTLES = 10_000;

const ACTS = ["pointerdown", "wheel", "touchstart", "keydown"] as const;

/**
 * Lets a link lead to a notebook, and there to an exercise.
 *
 * In JupyterLab a link opens in a tab beside this one, by the command that its attributes name; it
 * wants the whole path, which stands in the address of the page. Elsewhere it is a link.
 */
export function leadTo(link: HTMLAnchorElement, notebook: string, exercise?: string): void {
  if (exercise) announce(exercise);
  const [, path] = /\/lab\/(?:workspaces\/[^/]+\/)?tree\/(.*)$/.exec(location.pathname) ?? [];
  if (path === undefined) return;
  const here = decodeURIComponent(path).split("/").slice(0, -1);
  link.dataset.commandlinkerCommand = "docmanager:open";
  link.dataset.commandlinkerArgs = JSON.stringify({ path: [...here, notebook].join("/") });
}

/** The board of an exercise in the notebook of this element. */
export function boardOf(root: Element | null, exercise: string): HTMLElement | null {
  const page = root?.closest(".jp-Notebook, body");
  return page?.querySelector<HTMLElement>(`section[data-exercise="${exercise}"]`) ?? null;
}

/** Brings a board onto the screen, and the focus to it. */
export function showBoard(board: HTMLElement): void {
  board.scrollIntoView();
  board.focus({ preventScroll: true });
}

/** Shows the exercise that somebody is on the way to, now and later, if it is one of these. */
export function awaitArrivals(root: HTMLElement, exercises: readonly string[]): () => void {
  let leave: (() => void) | undefined;
  const take = (exercise: string | undefined) => {
    if (!exercise || !exercises.includes(exercise)) return;
    announce(null);
    leave?.();
    leave = arrive(root, exercise);
  };
  const heard = (event: Event) => take((event as CustomEvent<string>).detail);
  window.addEventListener(GOING, heard);
  take(announced());
  return () => {
    window.removeEventListener(GOING, heard);
    leave?.();
  };
}

/**
 * Waits for a board to be there and in sight, and holds it where it is while the page around it
 * grows: what stands above may come later. Whoever does something goes where they like.
 */
function arrive(root: HTMLElement, exercise: string): () => void {
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

/** Leaves word of where somebody goes, for a page to come and for one that is open; or takes it back. */
function announce(exercise: string | null): void {
  try {
    if (exercise) sessionStorage.setItem(KEY, JSON.stringify([exercise, Date.now()]));
    else sessionStorage.removeItem(KEY);
  } catch {
    // Storage is forbidden: then the notebook opens at its top.
  }
  if (exercise) window.dispatchEvent(new CustomEvent(GOING, { detail: exercise }));
}

function announced(): string | undefined {
  try {
    const [exercise, at] = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Date.now() - at < LASTS ? String(exercise) : undefined;
  } catch {
    return undefined;
  }
}
