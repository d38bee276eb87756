// Pages of one site in one browser tell each other that something was saved.

export interface Signal {
  tell(): void;
}

/** Listens to the other pages of a site. */
export function listen(site: string, heard: () => void): Signal {
  const name = `leading-and-managing:changed:${site}`;
  if (typeof BroadcastChannel !== "undefined") {
    try {
      const others = new BroadcastChannel(name);
      others.onmessage = heard;
      return { tell: () => others.postMessage("") };
    } catch {
      // Forbidden with storage.
    }
  }
  // Safari has it since 15.4; before, what is written here is heard there.
  addEventListener("storage", ({ key }) => key === name && heard());
  return {
    tell() {
      try {
        localStorage.setItem(name, String(Math.random()));
      } catch {
        // No room, or forbidden: the other page sees it when it is opened again.
      }
    },
  };
}
