// From one notebook to another, and there to an exercise.

const KEY = "leading-and-managing:going-to";
const GOING = "lm-going";

/** After this long nobody is on the way any more, in milliseconds: it may be a slow start. */
const LASTS = 300_000;

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

/** Where it cannot be had, the page opens at its top. */
const ignored = () => undefined;

/** Few come with an exercise in mind: then it is fetched. */
const arriving = () => import("./arriving");

/** Shows the exercise that somebody is on the way to, now and later, if it is one of these. */
export function awaitArrivals(root: HTMLElement, exercises: readonly string[]): () => void {
  let leave: (() => void) | undefined;
  const take = (exercise: string | undefined) => {
    if (!exercise || !exercises.includes(exercise)) return;
    announce(null);
    leave?.();
    const going = { over: false };
    leave = () => {
      going.over = true;
    };
    arriving().then(({ arrive }) => {
      if (!going.over) leave = arrive(root, exercise);
    }, ignored);
  };
  const heard = (event: Event) => take((event as CustomEvent<string>).detail);
  window.addEventListener(GOING, heard);
  take(announced());
  return () => {
    window.removeEventListener(GOING, heard);
    leave?.();
  };
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
