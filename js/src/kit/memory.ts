// Small choices that a browser remembers. Storage can be forbidden; then nothing is remembered.

export function recall(name: string): string | null {
  try {
    return localStorage.getItem(`leading-and-managing:${name}`);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`leading-and-managing:${name}`, value);
  } catch {
    // Nothing to do: the choice holds until the page is closed.
  }
}
