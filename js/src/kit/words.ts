// Texts from data, filled in. No visible word stands in the code.
import type { Words } from "./types";

type Values = Record<string, string | number>;

export class Phrases {
  private plural: Intl.PluralRules;

  constructor(
    private words: Words,
    language: string,
  ) {
    this.plural = new Intl.PluralRules(language);
  }

  /** The text of this name with its {braces} filled in. */
  say(name: string, values: Values = {}): string {
    return (this.words[name] ?? "").replace(/\{(\w+)\}/g, (all, key) =>
      key in values ? String(values[key]) : all,
    );
  }

  /** The text of this name for a number, by the plural rules of the language. */
  count(name: string, n: number): string {
    const form = `${name}-${this.plural.select(n)}`;
    return this.say(form in this.words ? form : `${name}-other`, { n });
  }
}

/** The beginning of a text that fits; characters are counted as in Python, and none is cut in two. */
export function fitting(text: string, most: number): string {
  if (text.length <= most) return text;
  // Twice as many units hold all characters that could fit, however long the text is.
  return [...text.slice(0, 2 * most)].slice(0, most).join("");
}

/** The beginning of a text, cut between words, to name a card aloud. */
export function shortened(text: string, most = 60): string {
  const cut = fitting(text, most);
  if (cut === text) return text;
  const space = cut.lastIndexOf(" ");
  return `${space > most / 2 ? cut.slice(0, space) : cut} …`;
}
