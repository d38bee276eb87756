// Tables to the clipboard, so that they can be put into a spreadsheet or a letter.

/** Copies a table; where the browser has no other way, by selecting it. */
export async function copyTable(table: HTMLTableElement): Promise<boolean> {
  // With its title, which also says where answers are invented.
  const title = plain(table.caption?.textContent ?? "");
  const rows = [...table.rows].map((row) =>
    [...row.cells].map((cell) => plain(cell.textContent ?? "")).join("\t"),
  );
  const lines = [title, ...rows];
  try {
    await navigator.clipboard.write([
      new ClipboardItem({
        "text/plain": new Blob([lines.join("\n")], { type: "text/plain" }),
        "text/html": new Blob([table.outerHTML], { type: "text/html" }),
      }),
    ]);
    return true;
  } catch {
    const range = document.createRange();
    range.selectNode(table);
    const selection = getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range);
    return document.execCommand("copy");
  }
}

/** Copies a text. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // On an address that is a number browsers have no clipboard: what is selected can be copied.
    const place = document.createElement("textarea");
    place.value = text;
    place.className = "lm-unseen";
    const before = document.activeElement as HTMLElement | null;
    document.body.append(place);
    place.select();
    const done = document.execCommand("copy");
    place.remove();
    before?.focus();
    return done;
  }
}

/** A text that a spreadsheet takes for a text, and never for a formula. */
function plain(text: string): string {
  const one = text.trim().replace(/\s+/g, " ");
  return /^[=+@-]/.test(one) && Number.isNaN(Number(one)) ? `'${one}` : one;
}
