import { describe, expect, it } from "vitest";
// The same examples are read by tests/unit/test_words.py.
import examples from "../../tests/examples/words.json";
import { dayIn } from "../src/desk/clock";
import { Phrases } from "../src/kit/words";

/** Each form as an entry of its own, as words travel. */
function sent(words: Record<string, Record<string, string>>): Record<string, string> {
  const entries = Object.entries(words).flatMap(([name, forms]) =>
    Object.entries(forms).map(([form, text]) => [`${name}-${form}`, text] as const),
  );
  return Object.fromEntries(entries);
}

for (const { language, words, counted } of examples.languages) {
  describe(`words for numbers in ${language}`, () => {
    const phrases = new Phrases(sent(words), language);

    it.each(counted as [number, string][])("%d: %s", (n, sentence) => {
      expect(phrases.count("cards", n)).toBe(sentence);
    });
  });
}

it.each(examples.days as [string, string, string][])("a day in %s: %s", (language, day, text) => {
  expect(dayIn(language, day)).toBe(text);
});

describe("words for numbers", () => {
  it("take the form for all others where a browser knows a form that the words lack", () => {
    const phrases = new Phrases({ "cards-one": "{n} karta", "cards-other": "{n} karty" }, "pl");
    expect(phrases.count("cards", 5)).toBe("5 karty");
  });

  it("write every number as the language does", () => {
    expect(new Phrases({ cut: "{most}" }, "de").say("cut", { most: 2000 })).toBe("2.000");
    expect(new Phrases({ cut: "{most}" }, "en").say("cut", { most: "2000" })).toBe("2000");
  });
});
