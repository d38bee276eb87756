// Beside an exercise a letter means nothing; to JupyterLab `b` means a new cell, and `x` one less.
const QUIET = "data-lm-suppress-shortcuts";

/** Saving, and the list of all commands. */
const KEPT = /^(s|C)$/;

function isBesideExercise(event: Event): boolean {
  const path = event.composedPath().filter((each) => each instanceof Element);
  // An exercise hears its keys itself, and keeps them from JupyterLab.
  if (path.some((each) => each.hasAttribute(QUIET))) return false;
  return path[0]?.closest(".lm-calm .jp-Notebook") != null;
}

/** Keeps keys, and the menu of the right button, from JupyterLab; browsers do with them as ever. */
export function keepKeys(): void {
  // Before JupyterLab, which listens to the document.
  window.addEventListener(
    "keydown",
    (event) => {
      const kept = (event.ctrlKey || event.metaKey) && KEPT.test(event.key);
      if (!kept && isBesideExercise(event)) event.stopPropagation();
    },
    true,
  );
  window.addEventListener(
    "contextmenu",
    (event) => {
      if (isBesideExercise(event)) event.stopPropagation();
    },
    true,
  );
}
