// What somebody takes home from a page: their own words and answers, on one page without a key.
import type { Known, Line } from "../../kit/rules";
import type { Words } from "../../kit/types";
import { Phrases } from "../../kit/words";
import type { Answers } from "./answers";
import { rulesOf } from "./record";

/** What comes first, by what an exercise is to the workshop. */
const FIRST = ["commitment", "plan"];

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}
h1,h2{line-height:1.2}h2{margin-top:2rem}dt{font-weight:600;margin-top:.75rem}
dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}.small{font-size:.9rem}
@media print{section{break-inside:avoid-page}}`;

const SIGNS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);
}

/** The text of the page: one HTML file that asks for no other. */
export function takeHome(
  specs: Map<string, Known>,
  answers: Answers,
  words: Words,
  language: string,
): string {
  const phrases = new Phrases(words, language);
  const rank = ({ role }: Known) =>
    (FIRST.indexOf(role ?? "") + FIRST.length + 1) % (FIRST.length + 1);
  const parts = [...specs.values()]
    .sort((one, other) => rank(one) - rank(other))
    .flatMap((spec) => {
      const record = answers.records.get(spec.id);
      const rules = rulesOf(spec);
      const lines = record ? rules.lines(spec, rules.prune(spec, record.answer)) : [];
      return lines.length ? [section(spec.title, lines)] : [];
    });
  const day = new Date().toLocaleDateString(language, { dateStyle: "long" });
  const [title, subtitle] = [phrases.say("title"), phrases.say("subtitle", { day })];
  const lead = parts.length ? `${subtitle} ${phrases.say("private-here")}` : subtitle;
  const body = parts.length ? parts.join("\n") : `<p>${escaped(phrases.say("nothing"))}</p>`;
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p class="small">${escaped(lead)}</p>
${body}
</main>
</body>
</html>
`;
}

function section(title: string, lines: Line[]): string {
  const entries = lines.map(
    ([what, said]) => `<dt>${escaped(what)}</dt>\n<dd>${escaped(said)}</dd>`,
  );
  return `<section>\n<h2>${escaped(title)}</h2>\n<dl>\n${entries.join("\n")}\n</dl>\n</section>`;
}
