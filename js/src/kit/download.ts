// Texts as files, made in the browser: nothing is asked of a server.

/** An address under which this page alone finds a text, as a file of some type. */
export function addressOf(text: string, type: string): string {
  return URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
}

/** Lets the browser save a text as a file. */
export function download(name: string, text: string, type: string): void {
  const address = addressOf(text, type);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Not at once: some browsers read it only after a while.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
