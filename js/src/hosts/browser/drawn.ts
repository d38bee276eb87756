// When it is time for what nobody sees: a slow phone needs all of its time for what a tap has changed.

/** A page that is behind another one draws nothing; so long it is waited for at most, in milliseconds. */
const LONGEST = 100;

/** Waits until what changed has been drawn; not at all where nobody sees the page, or it goes. */
export function drawn(): Promise<void> {
  return new Promise((resolve) => {
    const heard = new AbortController();
    const done = () => {
      heard.abort();
      resolve();
    };
    if (document.visibilityState !== "visible") return done();
    addEventListener("pagehide", done, { signal: heard.signal });
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, LONGEST);
  });
}
