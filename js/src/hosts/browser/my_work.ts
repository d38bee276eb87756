// What can be done with somebody's work on a page: what workshop/notebook/my_work.py does in a folder.
import type { Host } from "../../kit/host";
import type { Known } from "../../kit/rules";
import type { Phrases } from "../../kit/words";
import type { Sent } from "../keeping";
import type { Answers } from "./answers";
import { hostOf } from "./ask";
import { HANDED_IN, pack, packToHandIn, plain, unpack } from "./carry";

/** How many names are listed in a sentence. */
const LISTED = 10;

interface Chapter {
  number: string;
  counted: string[];
  /** All of its exercises, with those for whoever wants more. */
  exercises?: string[];
}

/** What the header and the start page ask; `all` gives the specs of all exercises. */
export function myWork(
  sent: Sent,
  answers: Answers,
  all: () => Promise<Map<string, Known>>,
  phrases: Phrases,
): Host {
  const { page, number } = sent;
  const chapters: Chapter[] = page.chapters;
  const titles = new Map<string, string>(Object.entries(page.titles));
  const state = {
    page,
    get states() {
      return answers.states;
    },
  };

  /** How many of the exercises that count are finished, of how many. */
  const finished = () => {
    const { states } = answers;
    const counted = chapters.flatMap((chapter) => chapter.counted);
    return { n: counted.filter((id) => states[id] === "finished").length, all: counted.length };
  };

  /** Names exercises: also those of other sessions; what this version does not have goes by its id. */
  const named = async (ids: string[]) => {
    const specs = await all().catch(() => new Map<string, Known>());
    const names = ids.map((id) => `“${plain(titles.get(id) ?? specs.get(id)?.title ?? id)}”`);
    const more = names.length - LISTED;
    return [...names.slice(0, LISTED), ...(more > 0 ? [phrases.say("and-more", { n: more })] : [])];
  };

  const host = hostOf(
    state,
    {
      async look() {
        await answers.look();
        return {};
      },
      async save() {
        await answers.look();
        return { file: { name: page.file, text: pack(answers.work, answers.records) } };
      },
      async "hand-in"() {
        const specs = await all();
        await answers.look();
        const text = packToHandIn(answers.work, answers.records, specs);
        return { file: { name: HANDED_IN, text } };
      },
      async bring({ text, mixed, newer }) {
        const carried = unpack(String(text));
        await answers.look();
        const begun = Object.values(answers.states).some((each) => each !== "open");
        if (carried.participant !== answers.work && begun && !mixed) {
          return { confirm: "bring", told: phrases.say("mixed") };
        }
        const { taken, kept } = await answers.bring(carried.records, carried.participant, !!newer);
        const told = phrases.say(taken.length ? "brought" : "brought-nothing", finished());
        if (!kept.length) return { told, changed: true };
        const still = phrases.say("kept", { what: (await named(kept)).join(", ") });
        return {
          confirm: "file",
          told: taken.length ? `${told} ${still}` : still,
          changed: true,
        };
      },
      async over({ what }) {
        const part = String(what);
        const chapter = chapters.find((each) => each.number === part);
        const own = titles.has(part) ? [part] : [];
        const inChapter = chapter?.exercises ?? chapter?.counted ?? own;
        const ids =
          part === "all"
            ? [...answers.records.keys()]
            : part !== "" && part === number
              ? [...titles.keys()]
              : inChapter;
        const moved = await answers.startOver(ids);
        if (!moved.length) return { told: phrases.say("nothing-to-clear") };
        return { told: phrases.say("started-over-here"), changed: true, cleared: moved };
      },
      async clear() {
        await answers.clear();
        return { told: phrases.say("cleared-here"), changed: true, cleared: true };
      },
    },
    phrases,
  );
  let before = "";
  answers.subscribe(() => {
    const now = JSON.stringify(answers.states);
    if (now !== before) host.tell("states");
    before = now;
  });
  return host;
}
