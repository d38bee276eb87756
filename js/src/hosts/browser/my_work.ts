// What can be done with somebody's work on a page: what workshop/notebook/my_work.py does in a folder.
import type { Host } from "../../kit/host";
import { fetchWords, Later } from "../../kit/later";
import type { Known } from "../../kit/rules";
import type { Phrases } from "../../kit/words";
import type { Sent } from "../keeping";
import type { Answers } from "./answers";
import { hostOf, needed, type Values } from "./ask";
import { pack } from "./pack";

const whole = new Later(() => import("./whole_work"));

/** Fetches what is seldom said; the page knows then what the other sessions are called, and where they are. */
export async function seldomSaid({ seldom, page }: Pick<Sent, "seldom" | "page">) {
  const said = await fetchWords(seldom);
  const { titles = {}, addresses = {} } = said;
  for (const chapter of page.chapters) {
    const { number } = chapter;
    Object.assign(chapter, { title: titles[number], notebook: addresses[number] });
  }
  return said;
}

/**
 * What the header and the start page ask; `all` gives the specs of all exercises, and `everything`
 * fetches the rules of their kinds as well.
 */
export function myWork(
  sent: Sent,
  answers: Answers,
  all: () => Promise<Map<string, Known>>,
  everything: typeof all,
  phrases: Phrases,
): Host {
  const { page } = sent;
  const state = {
    page,
    get states() {
      return answers.states;
    },
  };
  const own = { sent, answers, all, everything, phrases };
  let learnt = !sent.seldom;
  /** Fetches the words that are seldom said, once. */
  const learn = async () => {
    if (learnt) return;
    const { work = {} } = await seldomSaid(sent);
    phrases.learn(work);
    Object.assign(page.words, work);
    learnt = true;
  };
  /** What is seldom done is fetched when somebody asks for it. */
  const seldom = (name: "handIn" | "bring" | "over" | "clear") => async (values: Values) => {
    const [done] = await needed(Promise.all([whole.fetch(), learn()]));
    return done[name](own, values);
  };
  const host = hostOf(
    state,
    {
      async look() {
        await answers.look();
        return {};
      },
      async words() {
        await needed(learn());
        return {};
      },
      async save() {
        await answers.look();
        return { file: { name: page.file, text: pack(answers.work, answers.records) } };
      },
      "hand-in": seldom("handIn"),
      bring: seldom("bring"),
      over: seldom("over"),
      clear: seldom("clear"),
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
