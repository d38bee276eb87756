// The facilitator's desk: choose, run, see the room, talk, report.
import { render } from "preact";
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import { type Part as Opened, part } from "../hosts/kernel";
import { keepFocus } from "../kit/focus";
import type { Host } from "../kit/host";
import { Speaker } from "../kit/live";
import { Notice, type Tone } from "../kit/notice";
import { quiet } from "../kit/quiet";
import { Phrases } from "../kit/words";
import { Answers } from "./answers";
import { useBreak } from "./breaks";
import { Choose } from "./choose";
import { inPackage, type Run } from "./clock";
import { Live } from "./live";
import { Debrief, Report } from "./pages";
import { Projector } from "./projector";
import { Remote } from "./remote";
import { Replan } from "./replan";
import { useRoom } from "./room";
import { Sheet } from "./sheet";
import type { Ask, Done, Page, Part, Reply, Say, Session } from "./types";

const TABS = ["sheet", "answers", "debrief", "report"];

function Desk({ host, uid }: { host: Host; uid: string }) {
  const page: Page = host.get("page");
  const phrases = useMemo(() => new Phrases(page.words, page.language), [page]);
  const speaker = useMemo(() => new Speaker(), []);
  const projector = useMemo(() => new Projector(page.screen), [page]);
  const runs: { chosen: [string, string] | null; running: Run | null; last: Record<string, Done> } =
    host.get("runs");
  const [run, setRun] = useState<Run | null>(runs.running);
  // A rehearsal has a clock of its own, which is not kept.
  const [practice, setPractice] = useState<Run | null>(null);
  const first: string | undefined = host.get("live")?.packages?.[0];
  const [packId, setPack] = useState(runs.chosen?.[0] ?? first ?? "");
  // Who has only come here is not asked about a package that nobody chose.
  const [changed, setChanged] = useState(false);
  const [number, setNumber] = useState(runs.chosen?.[1] ?? "");
  const [tab, setTab] = useState("sheet");
  const [told, setTold] = useState<[string, Tone] | null>(null);
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const root = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => (root.current ? keepFocus(root.current) : undefined), []);
  const pack = page.packages.find(({ id }) => id === packId) ?? page.packages[0]!;
  const session =
    page.sessions.find((each) => each.number === number) ??
    page.sessions.find((each) => each.number === pack.parts[0]!.number)!;
  const part = pack.parts.find((each) => each.number === session.number) ?? whole(session);

  const say: Say = (text, tone = "good") => {
    setTold(tone === "unseen" ? null : [text, tone]);
    if (text) speaker.say(text);
  };
  const ask: Ask = async (what, values) => {
    let waited = false;
    const reply = await host.ask<Reply>(what, values, (silence) => {
      waited = true;
      say(silence, "bad");
    });
    if (reply.wrong) say(reply.wrong, "bad");
    else if (waited) setTold(null);
    return reply;
  };
  const collecting = useRoom(host, ask, phrases, page.most, say);
  const { room, rehearsing, read, readFirst } = collecting;

  useEffect(() => {
    const unwatch = host.watch("runs", () => redraw(0));
    return () => {
      unwatch();
      projector.close();
    };
  }, [host]);
  // The run sheet needs nobody's answers; everything else does.
  useEffect(() => {
    if (tab !== "sheet") readFirst();
  }, [tab]);

  const choose = (to: [string, string]) => {
    setTold(null);
    setPack(to[0]);
    setNumber(to[1]);
    if (!rehearsing) void ask("keep", { run, chosen: to });
  };
  const open = (name: string) => {
    setTold(null);
    setTab(name);
  };
  const own = rehearsing ? practice : run;
  const keepRun = (to: Run | null, chosen: [string, string]) => {
    if (rehearsing) return setPractice(to);
    setRun(to);
    void ask("keep", { run: to, chosen });
  };
  const breakEnds = useBreak(host, run, (to) => {
    setRun(to);
    void ask("keep", { run: to, chosen: [to.package, to.session] });
  });
  /** Another package keeps the session whose clock goes, and its clock. */
  const choosePackage = (id: string) => {
    const to = page.packages.find((each) => each.id === id) ?? pack;
    setChanged(true);
    if (!own || own.session !== session.number) return choose([id, to.parts[0]?.number ?? ""]);
    const plan = to.parts.find((each) => each.number === own.session) ?? whole(session);
    setTold(null);
    setPack(id);
    keepRun(inPackage(own, id, plan.plan), [id, own.session]);
  };
  const stepped = () => {
    // What is shown below is of the answers that were read last.
    if (room && !rehearsing) void read();
  };
  const onTabKey = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length]!;
    open(next);
    document.getElementById(`${uid}-${next}`)?.focus();
  };
  const live = host.get("live") && (
    <Live host={host} ask={ask} phrases={phrases} uid={uid} onStep={stepped} />
  );
  const mark = rehearsing ? phrases.say("invented") : (room?.mark ?? "");
  const common = { phrases, ask, say, collecting };
  return (
    <section
      ref={root}
      class="lm-root lm-desk"
      data-desk=""
      data-tab={tab}
      lang={page.language}
      aria-labelledby={`${uid}-title`}
      tabIndex={-1}
      {...quiet}
    >
      <h2 id={`${uid}-title`}>{phrases.say("title")}</h2>
      {live}
      <Choose
        page={page}
        pack={pack}
        number={part.number}
        rehearsing={rehearsing}
        phrases={phrases}
        onPackage={choosePackage}
        onSession={(to) => choose([pack.id, to])}
        onRehearse={(on) => void read(on)}
      />
      {changed && !rehearsing && (
        <Replan host={host} pack={pack.id} ask={ask} phrases={phrases} say={say} />
      )}
      {mark && <p class="lm-desk-mark">{mark}</p>}
      <div
        role="tablist"
        aria-label={phrases.say("title")}
        class="lm-desk-tabs"
        onKeyDown={onTabKey}
      >
        {TABS.map((name) => (
          <button
            key={name}
            id={`${uid}-${name}`}
            type="button"
            role="tab"
            class="lm-tool"
            data-action={`tab-${name}`}
            aria-selected={tab === name}
            aria-controls={`${uid}-panel`}
            tabIndex={tab === name ? 0 : -1}
            onClick={() => open(name)}
            {...quiet}
          >
            {phrases.say(`tab-${name}`)}
          </button>
        ))}
      </div>
      {told && <Notice tone={told[1]}>{told[0]}</Notice>}
      <div
        id={`${uid}-panel`}
        role="tabpanel"
        aria-labelledby={`${uid}-${tab}`}
        tabIndex={0}
        {...quiet}
      >
        {tab === "sheet" && (
          <Sheet
            session={session}
            part={part}
            pack={pack.id}
            run={own}
            last={runs.last[session.number]}
            phrases={phrases}
            language={page.language}
            speaker={speaker}
            projector={projector}
            onGoTo={(clock) => choose([clock.package, clock.session])}
            breakEnds={breakEnds}
            onRun={(to) => keepRun(to, [pack.id, session.number])}
            onFinish={(done) => {
              if (rehearsing) {
                setPractice(null);
                return say(phrases.say("said-rehearsed"));
              }
              setRun(null);
              void ask("finish", { run: done });
              say(phrases.say("said-finished"));
            }}
            onProject={() => {
              if (!projector.open()) return say(phrases.say("no-window"), "bad");
              projector.show("<p data-mode></p><h1 data-activity></h1><p data-clock></p>");
              redraw(0);
            }}
          />
        )}
        {tab === "answers" && (
          <Answers
            {...common}
            session={session}
            received={page.received}
            projector={projector}
            uid={uid}
          />
        )}
        {tab === "debrief" && <Debrief {...common} session={session} />}
        {tab === "report" && <Report {...common} />}
      </div>
      <div class="lm-said" role="status" ref={speaker.attach} />
    </section>
  );
}

/** A session at its full length, where the package does not have it. */
function whole({ number, minutes, activities }: Session): Part {
  return { number, minutes, meeting: 1, how: "", plan: activities.map((each) => each.minutes) };
}

/** A report takes a while; after this it is said that nothing answers, in milliseconds. */
const PATIENCE = 60_000;

/** The desk in a notebook, or on a page of a room. */
export const open = (host: Host): Opened => ({
  show(place) {
    const uid = `lm-${Math.random().toString(36).slice(2)}`;
    const Shown = host.get("page").remote ? Remote : Desk;
    render(<Shown host={host} uid={uid} />, place);
    return () => render(null, place);
  },
});

export default part(open, PATIENCE);
