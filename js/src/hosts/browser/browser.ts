// This browser keeps the answers of a page: no program is behind it.
import { fetchRules } from "../../kinds/rules";
import { unpacked } from "../../kit/records";
import type { Known } from "../../kit/rules";
import type { Words } from "../../kit/types";
import { Phrases } from "../../kit/words";
import type { Keeping, Open, Sent, Told } from "../keeping";
import { Answers } from "./answers";
import { hostOf, NotDone } from "./ask";
import { BoardModel } from "./board";
import { myWork } from "./my_work";
import { memory, openPlace } from "./place";
import { rulesOf } from "./record";
import { shuffled } from "./shuffle";
import { listen, type Signal } from "./signal";
import { takeHome } from "./take_home";

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
    answers = new Answers(memory(), specs, tell);
    await answers.look();
  }
  signal.on = listen(site, () => void answers.look().catch(() => undefined));
  const all = allOf(sent, specs, words);
  await fetchEarlier(specs, answers, all);
  return keepingOf(sent, answers, specs, all);
};

type WordsOf = (sections: readonly string[]) => Words;
type All = () => Promise<Map<string, Known>>;

/** Words of sections, a later one before an earlier; what is said otherwise on a page, before all. */
function wordsOf({ words }: Sent): WordsOf {
  return (sections) => {
    const said: Words = Object.assign({}, ...sections.map((name) => words[name]));
    const here = Object.entries(words.page ?? {}).filter(([name]) => name in said);
    return Object.assign(said, Object.fromEntries(here));
  };
}

function knownOf(spec: Told, words: Words): Known {
  const { items, table, ...more } = spec;
  return { ...more, words, items: unpacked(items), ...(table && { table: unpacked(table) }) };
}

/** The specs of all exercises, asked for once they are needed; those of this page where it is alone. */
function allOf({ rest }: Sent, specs: Map<string, Known>, words: WordsOf): All {
  let asked: Promise<Map<string, Known>> | undefined;
  const ask = async () => {
    const reply = await fetch(rest).catch(() => undefined);
    if (!reply?.ok) throw new NotDone("no-rest");
    const told: Told[] = await reply.json();
    await fetchRules(told.map(({ kind }) => kind));
    return new Map(told.map((spec) => [spec.id, knownOf(spec, words(spec.sections))]));
  };
  return async () => {
    if (!rest) {
      await fetchRules([...specs.values()].map(({ kind }) => kind));
      return specs;
    }
    asked ??= ask();
    return asked.catch((error) => {
      asked = undefined;
      throw error;
    });
  };
}

/** Fetches the exercises that those of this page look back at, if there is something to see. */
async function fetchEarlier(specs: Map<string, Known>, answers: Answers, all: All): Promise<void> {
  const wanted = [...specs.values()].map(({ settings }) => settings.earlier?.from);
  const missing = wanted.filter((id) => id && !specs.has(id) && answers.records.has(id));
  if (!missing.length) return;
  // Where they cannot be had, the exercise is there all the same.
  const found = await all().catch(() => specs);
  for (const id of missing) {
    const spec = found.get(id);
    if (spec) specs.set(id, spec);
  }
}

function keepingOf(sent: Sent, answers: Answers, specs: Map<string, Known>, all: All): Keeping {
  const { page = {}, answers: noted = {}, ...sections } = sent.words;
  const phrases = new Phrases({ ...sections.carry, ...page }, sent.language);
  const told = new Map(sent.specs.map((spec) => [spec.id, spec]));
  const earlier = (spec: Known) => {
    const first = specs.get(spec.settings.earlier?.from);
    const record = first && answers.records.get(first.id);
    const said = record ? rulesOf(first).told(first, record.answer) : {};
    return Object.keys(said).length ? { earlier: said } : {};
  };
  const parts = {
    work: () => {
      const shown = { ...sent.page.words };
      for (const [name, text] of Object.entries(page)) if (name in shown) shown[name] = text;
      const own = { ...sent, page: { ...sent.page, words: shown } };
      return myWork(own, answers, all, phrases);
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
            const everything = await all();
            await answers.look();
            const said = { ...sections.handout, ...page };
            const text = takeHome(everything, answers, said, sent.language);
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
      const first = specs.get(known.settings.earlier?.from);
      await fetchRules([known.kind, ...(first ? [first.kind] : [])]);
      const shown = { ...shuffled(spec, answers.work), words: known.words, ...earlier(known) };
      return new BoardModel(known, answers, shown, { ...noted, ...page });
    },
    host: (part, of = "") => parts[part](of),
  };
}
