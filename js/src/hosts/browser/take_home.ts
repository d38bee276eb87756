// What somebody takes home from a page: their own words and answers, on one page without a key.
import type { Line } from "../../kit/lines";
import type { Known } from "../../kit/rules";
import type { Words } from "../../kit/types";
import { Phrases } from "../../kit/words";
import type { Sent } from "../keeping";
import type { Answers } from "./answers";
import { type Attended, attended } from "./attended";
import { rulesOf } from "./record";

/** So many days later somebody asks about the plan. */
const AGAIN = [30, 60, 90];

/** What comes first, by what an exercise is to the workshop. */
const FIRST = ["commitment", "plan"];

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}
h1,h2{line-height:1.2}h2{margin-top:2rem}dt{font-weight:600;margin-top:.75rem}
dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}.small{font-size:.9rem}
table{width:100%;border-collapse:collapse;margin:1rem 0}th,td{border:1px solid;padding:.3rem .5rem;
text-align:start;font-weight:400}tfoot th,tfoot td,thead th{font-weight:600}.days td,.days th{height:2rem}
.fill{display:flex;gap:.5rem;align-items:end}.rule{flex:1;border-bottom:1px solid}
.tick{width:1.1rem;height:1.1rem;border:1px solid;line-height:1;text-align:center;font-weight:700}
.record{font-size:.85rem;line-height:1.3}.record p{margin:.5rem 0}.record table{margin:.5rem 0}
.record .small{font-size:inherit}.record :is(th,td){padding:.2rem .5rem}
@media print{section{break-inside:avoid-page}.record{break-before:page}}`;

const SIGNS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);
}

/** The text of the page: one HTML file that asks for no other. */
export function takeHome(
  specs: Map<string, Known>,
  answers: Answers,
  words: Words,
  { language, page }: Pick<Sent, "language" | "page">,
  /** Those of the record of attendance. */
  record: Words = {},
): string {
  const phrases = new Phrases(words, language);
  const rank = ({ role }: Known) =>
    (FIRST.indexOf(role ?? "") + FIRST.length + 1) % (FIRST.length + 1);
  const answered = [...specs.values()].filter((spec) => {
    const kept = answers.records.get(spec.id);
    return kept && rulesOf(spec).size(rulesOf(spec).prune(spec, kept.answer)) > 0;
  });
  const told = attended(page.chapters, answered);
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
  const last = told ? recorded(told, new Phrases(record, language)) : "";
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
${last}
</main>
</body>
</html>
`;
}

/** A record of attendance on a page of its own; what the workshop does not know is written by hand. */
function recorded(told: Attended, phrases: Phrases): string {
  const say = (name: string, values = {}) => escaped(phrases.say(name, values));
  const line = (name: string, before = "") =>
    `<p class="fill">${before}<span>${say(name)}</span><span class="rule"></span></p>`;
  const ticked = (name: string, is: boolean) => {
    const said = say(is ? "begun" : "not-begun");
    return line(name, `<span class="tick" role="img" aria-label="${said}">${is ? "✓" : ""}</span>`);
  };
  const row = (head: string, ...cells: string[]) =>
    `<tr><th scope="row">${head}</th>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  const columns = (...names: string[]) =>
    `<thead><tr>${names.map((name) => (name ? `<th scope="col">${say(name)}</th>` : "<td></td>")).join("")}</tr></thead>`;
  const sessions = told.sessions.map(([number, title, minutes]) =>
    row(escaped(`${number} ${title}`), minutes?.toString() ?? ""),
  );
  const { hours, minutes } = told;
  const days = AGAIN.map((n) => row(say("day-of", { n }), "", ""));
  return `<section class="record">
<h2>${say("title")}</h2>
<p><strong>${say("lead")}</strong></p>
<p class="small">${say("about")}</p>
${["name", "profession", "workplace"].map((name) => line(name)).join("\n")}
<table>${columns("sessions", "minutes")}<tbody>${sessions.join("\n")}</tbody>
<tfoot>${row(say("hours"), say("in-all", { hours, minutes }))}</tfoot></table>
<p class="small">${say("how-long")}</p>
<p>${say("counted_by")}: ${say("participant")}</p>
${ticked("plan_made", told.planned)}
${ticked("asked_again", told.again)}
<table class="days">${columns("", "on", "by")}<tbody>${days.join("\n")}</tbody></table>
<p>${say("no_scores")}</p>
${line("signed")}
</section>`;
}

function section(title: string, lines: Line[]): string {
  const entries = lines.map(
    ([what, said]) => `<dt>${escaped(what)}</dt>\n<dd>${escaped(said)}</dd>`,
  );
  return `<section>\n<h2>${escaped(title)}</h2>\n<dl>\n${entries.join("\n")}\n</dl>\n</section>`;
}
