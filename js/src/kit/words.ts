// Texts from data, filled in. No visible word stands in the code.
import type { Words } from "./types";

/** Texts, and numbers: these are written as the language writes them. */
type Values = Record<string, { toLocaleString(language?: string): string }>;

export class Phrases {
  /** Whether words that were fetched later are among them. */
  learnt = false;

  constructor(
    private words: Words,
    private language: string,
  ) {}

  learn(words: Words): void {
    Object.assign(this.words, words);
    this.learnt = true;
  }

  /** The text of this name with its {braces} filled in. */
  say(name: string, values: Values = {}): string {
    return (this.words[name] ?? "").replace(
      /\{(\w+)\}/g,
      (_, key) => values[key]?.toLocaleString(this.language) ?? "",
    );
  }

  /** The text of this name for a number: the form that the language has for it. */
  count(name: string, n: number): string {
    const form = `${name}-${new Intl.PluralRules(this.language).select(n)}`;
    // A browser may know more forms than the rules that the words were checked by.
    return this.say(this.words[form] ? form : `${name}-other`, { n });
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
