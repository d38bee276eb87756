/** Narrower than this, as at 200 % zoom on a laptop, there is no room for two things side by side. */
const NARROW = 760;

/**
 * In JupyterLab, folds the list of files away where the window is narrow, and out again with it.
 *
 * On a phone, or at 300 % zoom, the list leaves some letters' width to the notebook, or nothing.
 * Whoever opens it again in a narrow window keeps it.
 */
export function foldFiles(root: HTMLElement): () => void {
  const narrow = matchMedia(`(max-width: ${NARROW}px)`);
  let folded = false;
  const fold = () => {
    const open = Boolean(document.querySelector<HTMLElement>("#jp-left-stack")?.offsetWidth);
    if (narrow.matches ? !open : !folded || open) return;
    folded = narrow.matches;
    // JupyterLab does what such a link says.
    const link = document.createElement("a");
    link.dataset.commandlinkerCommand = "application:toggle-left-area";
    link.dataset.commandlinkerArgs = "{}";
    root.append(link);
    link.click();
    link.remove();
  };
  fold();
  narrow.addEventListener("change", fold);
  return () => narrow.removeEventListener("change", fold);
}
