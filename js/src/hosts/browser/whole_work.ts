// What is seldom done to somebody's work as a whole: it is handed in, brought back, started over, or
// removed; what workshop/notebook/my_work.py does in a folder.
import { dumps, type Known } from "../../kit/rules";
import type { Phrases } from "../../kit/words";
import type { Sent } from "../keeping";
import { ANSWERS, type Answers, now, WORK, whose } from "./answers";
import { needed, type Values } from "./ask";
import { plain, unpack } from "./carry";
import { HANDED_IN, packToHandIn } from "./hand_in";
import { ALL, empty } from "./place";
import { type Found, moment, readRecord, written } from "./record";
import { heardAlone } from "./taps";

/** How many names are listed in a sentence. */
const LISTED = 10;

interface Chapter {
  number: string;
  counted: string[];
  /** On the start page: all of its exercises, with those for whoever wants more. */
  exercises?: string[];
}

/** What is known of the work; `all` and `everything` are as in my_work.ts. */
export interface Own {
  sent: Sent;
  answers: Answers;
  all: () => Promise<Map<string, Known>>;
  everything: Own["all"];
  phrases: Phrases;
}

interface Brought {
  taken: string[];
  kept: string[];
}

export async function handIn({ answers, everything }: Own) {
  const specs = await needed(everything());
  await answers.look();
  const text = packToHandIn(answers.work, answers.records, specs);
  return { file: { name: HANDED_IN, text } };
}

export async function bring(own: Own, { text, mixed, newer }: Values) {
  const { answers, phrases } = own;
  const carried = unpack(String(text));
  await answers.look();
  const begun = Object.values(answers.states).some((each) => each !== "open");
  if (carried.participant !== answers.work && begun && !mixed) {
    return { confirm: "bring", told: phrases.say("mixed") };
  }
  const { taken, kept } = await broughtTo(answers, carried.records, carried.participant, !!newer);
  const told = phrases.say(taken.length ? "brought" : "brought-nothing", finished(own));
  if (!kept.length) return { told, changed: true };
  const still = phrases.say("kept", { what: (await named(own, kept)).join(", ") });
  return { confirm: "file", told: taken.length ? `${told} ${still}` : still, changed: true };
}

export async function over({ sent, answers, phrases }: Own, { what }: Values) {
  const part = String(what);
  const titles = Object.keys(sent.page.titles);
  const chapter = (sent.page.chapters as Chapter[]).find(({ number }) => number === part);
  const own = titles.includes(part) ? [part] : [];
  const inChapter = chapter?.exercises ?? chapter?.counted ?? own;
  const ids =
    part === "all"
      ? [...answers.records.keys()]
      : part !== "" && part === sent.number
        ? titles
        : inChapter;
  const moved = await startOver(answers, ids);
  if (!moved.length) return { told: phrases.say("nothing-to-clear") };
  return { told: phrases.say("started-over-here"), changed: true, cleared: moved };
}

/** Removes everything that this person did, the copies too; another work begins. */
export async function clear({ answers, phrases }: Own) {
  await answers.place.change(ALL, (held) => {
    empty(held);
    whose(held);
  });
  await answers.changed();
  return { told: phrases.say("cleared-here"), changed: true, cleared: true };
}

/** How many of the exercises that count are finished, of how many. */
function finished({ sent, answers: { states } }: Own): { n: number; all: number } {
  const counted = (sent.page.chapters as Chapter[]).flatMap((chapter) => chapter.counted);
  return { n: counted.filter((id) => states[id] === "finished").length, all: counted.length };
}

/** Names exercises: also those of other sessions; what this version does not have goes by its id. */
async function named({ sent, all, phrases }: Own, ids: string[]): Promise<string[]> {
  const titles = new Map<string, string>(Object.entries(sent.page.titles));
  const specs = await all().catch(() => new Map<string, Known>());
  const names = ids.map((id) => `“${plain(titles.get(id) ?? specs.get(id)?.title ?? id)}”`);
  const more = names.length - LISTED;
  return [...names.slice(0, LISTED), ...(more > 0 ? [phrases.say("and-more", { n: more })] : [])];
}

/** Puts records in the place of those that are here, where they are newer, or in any event. */
async function broughtTo(
  answers: Answers,
  carried: Map<string, Found>,
  work: string,
  over: boolean,
): Promise<Brought> {
  const brought = await answers.place.change([WORK, ANSWERS], (held) => {
    const [taken, kept]: string[][] = [[], []];
    const copies = `copies/${now()}-before-bringing-back/`;
    for (const [id, record] of carried) {
      const text = held.get(ANSWERS + id);
      const here = text === undefined ? undefined : readRecord(text);
      if (here && dumps(here.answer) === dumps(record.answer)) continue;
      if (here && !over && !isNewer(record, here)) {
        kept?.push(id);
        continue;
      }
      if (text !== undefined) held.put(copies + id, text);
      // What pages sent before counts once, also if they send it again.
      held.put(ANSWERS + id, written({ ...record, ...(here && heardAlone(here)) }));
      taken?.push(id);
    }
    held.put(WORK, JSON.stringify({ id: work }));
    return { taken, kept } as Brought;
  });
  await answers.changed();
  return brought;
}

/** Starts exercises over; gives those that had an answer. A copy of what it was stays. */
async function startOver(answers: Answers, exercises: readonly string[]): Promise<string[]> {
  const moved = await answers.place.change([ANSWERS], (held) => {
    const there = exercises.filter((id) => held.get(ANSWERS + id) !== undefined);
    const copies = `copies/${now()}-started-over/`;
    for (const id of there) {
      held.put(copies + id, held.get(ANSWERS + id) ?? null);
      held.put(ANSWERS + id, null);
    }
    return there;
  });
  await answers.changed();
  return moved;
}

/** Of two that are as new, all computers choose the same one. */
function isNewer(one: Found, other: Found): boolean {
  const [at, then] = [moment(one), moment(other)];
  return at === then ? dumps(one.answer) > dumps(other.answer) : at > then;
}
