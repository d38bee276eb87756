// The start page: what this is, where somebody goes on, and every session. Where there is work
// already, it asks first whose that is, since laptops are shared.
import { render } from "preact";
import { useState } from "preact/hooks";
import { type Part, part } from "../hosts/kernel";
import { Tool } from "../kit/frame";
import type { Host } from "../kit/host";
import { quiet } from "../kit/quiet";
import type { Phrases } from "../kit/words";
import { useKeeper } from "../work/around";
import { leadTo } from "../work/going";
import { Keeper } from "../work/keeper";
import { finish, MyWork, Told } from "../work/told";
import { isBegun, lastOf, nextOf } from "./next";
import { Tiles } from "./tiles";

/** Whether it is known whose work this is; as long as this page is open, that is asked once. */
interface Visit {
  known: boolean;
}

type Opened = "my-work" | "privacy" | "";

function Start({ keeper, visit, uid }: { keeper: Keeper; visit: Visit; uid: string }) {
  const { root, speaker, phrases } = useKeeper(keeper);
  const [opened, setOpened] = useState<Opened>("");
  const [, setKnown] = useState(visit.known);
  const know = () => {
    visit.known = true;
    setKnown(true);
  };
  // Whoever begins here, or after somebody finished here, need not be asked later.
  if (!isBegun(keeper.states)) visit.known = true;
  const { chapters, language } = keeper.page;
  const open = (what: Opened) => setOpened(opened === what ? "" : what);
  const leave = () =>
    keeper.confirm(phrases.say("else-why"), "yes-else", () => finish(keeper, "else-sure"));
  return (
    <section
      ref={root}
      class="lm-root lm-start"
      aria-labelledby={`${uid}-title`}
      data-start={visit.known ? "known" : "asks"}
      lang={language}
      tabIndex={-1}
      {...quiet}
    >
      <div class="lm-start-head">
        <div class="lm-start-what">
          <h1 id={`${uid}-title`}>{phrases.say("title")}</h1>
          <p>{phrases.say("what")}</p>
        </div>
        <div class="lm-tools">
          {visit.known && (
            <Tool
              action="my-work"
              label={phrases.say("my-work")}
              expanded={opened === "my-work"}
              onClick={() => open("my-work")}
            />
          )}
          <Tool
            action="privacy"
            label={phrases.say("privacy")}
            expanded={opened === "privacy"}
            onClick={() => open("privacy")}
          />
        </div>
      </div>
      {opened === "my-work" && visit.known && (
        <MyWork
          keeper={keeper}
          phrases={phrases}
          uid={uid}
          parts={[
            ["all", phrases.say("over-all")],
            ...chapters.map(({ number, title }): [string, string] => [
              number,
              `${number} ${title}`,
            ]),
          ]}
        />
      )}
      {opened === "privacy" && <p class="lm-panel">{phrases.say("private")}</p>}
      <div class="lm-start-next">
        <p>
          {told(keeper, phrases, visit)}
          {!visit.known && <strong> {phrases.say("whose")}</strong>}
        </p>
        <GoOn keeper={keeper} phrases={phrases} onGo={know} />
        {!visit.known && (
          <div class="lm-tools lm-start-whose">
            <Tool action="mine" label={phrases.say("mine")} onClick={know} />
            <Tool action="else" label={phrases.say("else")} onClick={leave} />
          </div>
        )}
        <Told keeper={keeper} phrases={phrases} />
      </div>
      {visit.known && <Tiles keeper={keeper} phrases={phrases} />}
      <div class="lm-said" role="status" ref={speaker.attach} />
    </section>
  );
}

/** How far somebody got, in a sentence or two. */
function told(keeper: Keeper, phrases: Phrases, visit: Visit): string {
  const { chapters, titles } = keeper.page;
  const next = nextOf(chapters, keeper.states);
  const last = lastOf(chapters, keeper.states, next);
  const { number, counted } = last ?? { number: "", counted: [] };
  const values = { n: keeper.done(counted), all: counted.length, number };
  if (!visit.known) {
    return `${phrases.say("found")} ${last ? phrases.say("there", values) : ""}`;
  }
  if (!next) return phrases.say("all-done");
  const exercise = titles[next.exercise] ?? "";
  if (!last) return phrases.say("first");
  const after =
    next.chapter === last
      ? phrases.say("next", { exercise })
      : phrases.say("next-session", { exercise, number: next.chapter.number });
  return `${phrases.say("so-far", values)} ${after}`;
}

/** The one large way on: to the exercise that is next; after the last, to the last session. */
function GoOn({ keeper, phrases, onGo }: { keeper: Keeper; phrases: Phrases; onGo: () => void }) {
  const { chapters, titles } = keeper.page;
  const next = nextOf(chapters, keeper.states);
  const chapter = next?.chapter ?? chapters.at(-1);
  if (!chapter) return null;
  const { number, title, notebook } = chapter;
  const exercise = titles[next?.exercise ?? ""] ?? "";
  let label = phrases.say(isBegun(keeper.states) ? "continue" : "begin", { exercise });
  if (!next) label = phrases.say("again", { number, title });
  return (
    <a
      class="lm-tool lm-primary lm-start-go"
      href={notebook}
      data-action="continue"
      onClick={({ currentTarget }) => {
        leadTo(currentTarget, notebook, next?.exercise);
        onGo();
      }}
      {...quiet}
    >
      {label}
    </a>
  );
}

/** How long it may take before it is said that nothing answers, in milliseconds. */
const PATIENCE = 10_000;

export function open(host: Host): Part {
  const keeper = new Keeper(host);
  const visit = { known: false };
  return {
    show(place) {
      const uid = `lm-${Math.random().toString(36).slice(2)}`;
      render(<Start keeper={keeper} visit={visit} uid={uid} />, place);
      return () => render(null, place);
    },
    close: () => keeper.close(),
  };
}

export default part(open, PATIENCE);
