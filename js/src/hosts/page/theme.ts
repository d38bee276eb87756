/** Boards look to the page for light or dark, as in a notebook. */
export function followTheme(): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    document.documentElement.dataset.jpThemeLight = String(!dark.matches);
  };
  follow();
  // Safari before 14 has no other way, and all have this one.
  dark.addEventListener?.("change", follow);
}
