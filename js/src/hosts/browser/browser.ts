// This browser keeps the answers of a page: no program is behind it.
import { aboutOf, fetchRules } from "../../kinds/rules";
import { fetchJson, fetchWords, Later } from "../../kit/later";
import { unpacked } from "../../kit/records";
import type { Known } from "../../kit/rules";
import { Phrases } from "../../kit/words";
import type { Keeping, Open, Sent, Told } from "../keeping";
import { Answers } from "./answers";
import { hostOf, needed } from "./ask";
import { BoardModel } from "./board";
import { myWork, seldomSaid } from "./my_work";
import { openPlace } from "./place";
import { rulesOf } from "./record";
import { shuffled } from "./shuffle";
import { listen, type Signal } from "./signal";

const handout = new Later(() => import("./take_home"));

/** So long an exercise waits for what was answered before it, in milliseconds. */
const PATIENCE = 4000;

export const openBrowser: Open = async (sent) => {
  // Several workshops may lie on one server: each is a folder of its own.
  const site = location.pathname.replace(/[^/]*$/, "");
  const words = wordsOf(sent);
  const specs = new Map(sent.specs.map((spec) => [spec.id, knownOf(spec, words(spec.sections))]));
  const signal: { on?: Signal } = {};
  const tell = () => signal.on?.tell();
  let answers = new Answers(await openPlace(site), specs, tell);
  try {
    await answers.look();
  } catch {
    // Not even the name of a new work could be kept.
    const { memory } = await import("./texts");
    answers = new Answers(memory(), specs, tell);
    await answers.look();
  }
  signal.on = listen(site, () => void answers.look().catch(() => undefined));
  const all = allOf(sent, specs, words);
  return keepingOf(sent, answers, specs, all);
};

type Said = Pick<Known, "words" | "language">;
export type WordsOf = (sections: readonly string[]) => Said;
type All = () => Promise<Map<string, Known>>;

/** Words of sections, a later one before an earlier; what is said otherwise on a page, before all. */
export function wordsOf({ words, language }: Pick<Sent, "words" | "language">): WordsOf {
  return (sections) => ({
    words: Object.assign({}, ...[...sections, "page"].map((name) => words[name])),
    language,
  });
}

export function knownOf(spec: Told, said: Said): Known {
  const { items, table, ...more } = spec;
  return { ...more, ...said, items: unpacked(items), ...(table && { table: unpacked(table) }) };
}

/** The specs of all exercises, asked for once they are needed; those of this page where it is alone. */
function allOf({ rest }: Sent, specs: Map<string, Known>, words: WordsOf): All {
  let asked: Promise<Map<string, Known>> | undefined;
  const ask = async () => {
    const told = await fetchJson<Told[]>(rest);
    return new Map(told.map((spec) => [spec.id, knownOf(spec, words(spec.sections))]));
  };
  return async () => {
    if (!rest) return specs;
    asked ??= ask();
    return asked.catch((error) => {
      asked = undefined;
      throw error;
    });
  };
}

/** The same, with the rules of their kinds. */
function withRules(all: All): All {
  return async () => {
    const specs = await all();
    await fetchRules([...specs.values()].map(({ kind }) => kind));
    return specs;
  };
}

/** Gives up after a while. */
const late = () => new Promise<never>((_, end) => setTimeout(end, PATIENCE));

/** What was answered in the exercises that another one looks back at; they may be of other pages. */
export async function earlier(
  settings: Known["settings"],
  here: Map<string, Known>,
  answers: Answers,
  all: All,
) {
  const before: Record<string, unknown> = {};
  const told = async (id: string, spec: Known) => {
    await fetchRules([spec.kind]);
    return rulesOf(spec).told(spec, answers.records.get(id)?.answer);
  };
  const from = settings.earlier?.from;
  try {
    if (answers.records.has(from)) {
      const spec = here.get(from) ?? (await Promise.race([all(), late()])).get(from);
      if (spec) Object.assign(before, await told(from, spec));
    }
  } catch {
    // It cannot be had now: the exercise is there all the same.
  }
  for (const { field, exercise, there, known } of aboutOf(settings)) {
    // What another one calls by the same name is not meant here.
    delete before[field];
    if (!answers.records.has(exercise)) continue;
    const said = (await told(exercise, known))[there];
    if (said) before[field] = said;
  }
  return Object.keys(before).length ? { earlier: before } : {};
}

/** Tells a board when something else is there to look back at: work may be brought back. */
function followBefore(
  model: BoardModel,
  settings: Known["settings"],
  answers: Answers,
  now: () => Promise<{ earlier?: object }>,
) {
  const others = [settings.earlier?.from, ...aboutOf(settings).map(({ exercise }) => exercise)];
  const ids = [...new Set(others.filter(Boolean))];
  const state = () => ids.map((id) => answers.records.get(id)?.updated).join();
  let seen = state();
  if (!ids.length) return;
  answers.subscribe(async () => {
    if (seen === state()) return;
    seen = state();
    model.set("spec", { ...model.get("spec"), earlier: {}, ...(await now()) });
  });
}

function keepingOf(sent: Sent, answers: Answers, specs: Map<string, Known>, all: All): Keeping {
  const { page = {}, answers: noted = {}, ...sections } = sent.words;
  const phrases = new Phrases({ ...sections.carry, ...page }, sent.language);
  const told = new Map(sent.specs.map((spec) => [spec.id, spec]));
  const everything = withRules(all);
  const wordsOfRecord = async () =>
    sent.seldom
      ? (await seldomSaid(sent)).record
      : { ...sections.attendance, ...sections.attended };
  const parts = {
    work: () => {
      const own = { ...sent, page: { ...sent.page, words: { ...sent.page.words, ...page } } };
      return myWork(own, answers, all, everything, phrases);
    },
    figure: (name: string) => {
      const { figures = {} } = sections;
      const state = {
        words: { ...figures, language: sent.language, name },
        drawn: {} as { said?: string },
      };
      const host = hostOf(
        state,
        {
          draw() {
            state.drawn = { said: page["drawn-elsewhere"] ?? "" };
            host.tell("drawn");
            return state.drawn;
          },
        },
        phrases,
      );
      return host;
    },
    "take-home": () => {
      const texts = sections["take-home"] ?? {};
      return hostOf(
        { words: { ...texts, language: sent.language } },
        {
          async make() {
            const [found, { takeHome }, record] = await needed(
              Promise.all([everything(), handout.fetch(), wordsOfRecord()]),
            );
            await answers.look();
            const said = { ...sections.handout, ...page };
            const text = takeHome(found, answers, said, sent, record);
            return { file: { name: "my-handout.html", text }, told: texts.made };
          },
        },
        phrases,
      );
    },
  };
  return {
    async model(exercise) {
      const [spec, known] = [told.get(exercise), specs.get(exercise)];
      if (!spec || !known) throw new Error(`There is no exercise “${exercise}” on this page.`);
      await fetchRules([known.kind]);
      const { words, language, settings } = known;
      const before = await earlier(settings, specs, answers, all);
      const here = { page: location.href };
      const own = { words, language, ...here, ...(sent.seldom && { seldom: sent.seldom }) };
      const shown = { ...shuffled(spec, answers.work), ...own, ...before };
      const model = new BoardModel(known, answers, shown, { ...noted, ...page });
      followBefore(model, settings, answers, () => earlier(settings, specs, answers, all));
      return model;
    },
    host: (part, of = "") => parts[part](of),
    ahead() {
      everything().catch(() => undefined);
      if (sent.seldom) fetchWords(sent.seldom).catch(() => undefined);
    },
  };
}
