// The facilitator's desk: choose, run, see the room, talk, report.
import { render } from "preact";
import { useEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import { Figures, Files, Written } from "./desk/answers";
import type { Run } from "./desk/clock";
import { Link, type Reply } from "./desk/link";
import { Projector } from "./desk/projector";
import { Sheet } from "./desk/sheet";
import type { Done, Page } from "./desk/types";
import { addressOf } from "./shared/download";
import { Tool } from "./shared/frame";
import { Speaker } from "./shared/live";
import { quiet } from "./shared/quiet";
import type { Model } from "./shared/types";
import { Phrases } from "./shared/words";

const TABS = ["sheet", "answers", "debrief", "report"];
const MEGABYTE = 1_000_000;

function Desk({ model, uid }: { model: Model; uid: string }) {
  const page: Page = model.get("page");
  const phrases = useMemo(() => new Phrases(page.words, page.language), [page]);
  const link = useMemo(() => new Link(model, phrases.say("no-answer")), [model]);
  const speaker = useMemo(() => new Speaker(), []);
  const projector = useMemo(() => new Projector(page.screen), [page]);
  const kept: { running: Run | null; last: Record<string, Done> } = model.get("runs");
  const [run, setRun] = useState<Run | null>(kept.running);
  const [last, setLast] = useState(kept.last);
  const [packId, setPack] = useState(kept.running?.package ?? page.packages[0]?.id ?? "");
  const pack = page.packages.find(({ id }) => id === packId) ?? page.packages[0]!;
  const [number, setNumber] = useState(kept.running?.session ?? pack.parts[0]?.number ?? "00");
  const part = pack.parts.find((each) => each.number === number) ?? pack.parts[0]!;
  const session = page.sessions.find((each) => each.number === part.number)!;
  const [tab, setTab] = useState("sheet");
  const [rehearsing, setRehearsing] = useState(false);
  const [room, setRoom] = useState<Reply["room"]>();
  const [told, setTold] = useState("");
  const own = session.exercises.map(([id]) => id);
  const [chosen, setChosen] = useState("");
  const exercise = own.includes(chosen) ? chosen : (session.activities.find((each) => each.exercise)?.exercise ?? own[0] ?? "");
  const [html, setHtml] = useState("");
  const [tables, setTables] = useState("");
  // The card on the projector, counted from 0, and how many there are.
  const [card, setCard] = useState<[number, number]>([0, 0]);
  const [figures, setFigures] = useState<Reply["figures"]>();
  const [report, setReport] = useState<{ name: string; address: string } | null>(null);
  const asked = useRef(0);
  const [, redraw] = useReducer((n: number) => n + 1, 0);

  const say = (text: string) => {
    setTold(text);
    if (text) speaker.say(text);
  };
  const ask = async (what: string, more: object = {}): Promise<Reply> => {
    const reply = await link.ask(what, more);
    if (reply.told) say(reply.told);
    return reply;
  };
  useEffect(() => {
    const onRuns = () => setLast(model.get("runs").last);
    model.on("change:runs", onRuns);
    return () => {
      model.off("change:runs", onRuns);
      link.close();
      projector.close();
    };
  }, [model]);

  const keep = (to: Run | null) => {
    setRun(to);
    void ask("keep", { run: to });
  };
  const read = async (invented = rehearsing) => {
    say(phrases.say("working"));
    const reply = await ask("read", { rehearsing: invented });
    if (!reply.room) return;
    setRoom(reply.room);
    setTold("");
    speaker.say(reply.room.said.join(" "));
  };
  const take = async (files: File[]) => {
    const bad: string[] = [];
    let good = 0;
    for (const file of files) {
      if (file.size > page.most) {
        bad.push(phrases.say("too-large", { name: file.name, most: page.most / MEGABYTE }));
        continue;
      }
      const reply = await link.ask("take", { name: file.name, text: await file.text() });
      if (reply.told) bad.push(reply.told);
      else good += 1;
    }
    await read();
    say([phrases.say("taken", { n: good }), ...bad].join(" "));
  };

  // What a tab shows is asked for when it opens, and again when the room changes.
  useEffect(() => {
    if (tab === "sheet") return;
    const number = ++asked.current;
    const mine = () => number === asked.current;
    setHtml("");
    setTables("");
    setFigures(undefined);
    setCard([0, 0]);
    void (async () => {
      if (!room) {
        await read();
        return;
      }
      const what = tab === "answers" ? "results" : tab;
      const reply = await ask(what, { exercise, session: session.number });
      if (!mine()) return;
      setHtml(reply.html ?? "");
      setTables(reply.tables ?? "");
      if (tab !== "answers") return;
      const drawn = await ask("figures", { exercise });
      if (mine()) setFigures(drawn.figures);
    })();
  }, [tab, exercise, session.number, room]);

  const project = async (what: "clock" | "answers") => {
    if (!projector.open()) return say(phrases.say("no-window"));
    if (what === "clock") {
      projector.show("<p data-mode></p><h1 data-activity></h1><p data-clock></p>");
      redraw(0);
      return;
    }
    const reply = await ask("projector", { exercise });
    if (!reply.html) return;
    projector.show(reply.html);
    setCard([0, projector.only(0)]);
  };
  const turn = (to: number) => setCard([to, projector.only(to)]);
  const hand = ({ file, bytes, said, told: trouble }: Reply) => {
    if (bytes) {
      const link_ = document.createElement("a");
      link_.href = `data:application/octet-stream;base64,${bytes.base64}`;
      link_.download = bytes.name;
      link_.click();
    }
    if (file) setReport({ name: file.name, address: addressOf(file.text, "text/html") });
    if (!trouble) say((said ?? []).join(" "));
  };
  const make = async (what: string) => {
    say(phrases.say("working"));
    hand(await ask(what));
  };

  const show = (name: string) => {
    setTold("");
    setTab(name);
  };
  const onTabKey = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length]!;
    show(next);
    (document.getElementById(`${uid}-${next}`) as HTMLElement | null)?.focus();
  };
  const onCopied = (worked: boolean) => say(phrases.say(worked ? "copied" : "not-copied"));
  const mark = rehearsing ? phrases.say("invented") : (room?.mark ?? "");
  return (
    <section class="lm-root lm-desk" data-desk="" data-tab={tab} lang={page.language} aria-labelledby={`${uid}-title`} tabIndex={-1} {...quiet}>
      <h2 id={`${uid}-title`}>{phrases.say("title")}</h2>
      <div class="lm-desk-choose">
        <label>
          {phrases.say("package")}
          <select value={packId} data-choose="package" onChange={({ currentTarget }) => setPack(currentTarget.value)} {...quiet}>
            {page.packages.map(({ id, title, minutes }) => (
              <option key={id} value={id}>
                {phrases.say("with-minutes", { what: title, n: minutes })}
              </option>
            ))}
          </select>
        </label>
        <label>
          {phrases.say("session")}
          <select value={part.number} data-choose="session" onChange={({ currentTarget }) => setNumber(currentTarget.value)} {...quiet}>
            {pack.parts.map((each) => {
              const { title } = page.sessions.find((one) => one.number === each.number)!;
              const what = `${each.number} ${title}`;
              const many = pack.parts.some(({ meeting }) => meeting !== 1);
              return (
                <option key={each.number} value={each.number}>
                  {phrases.say(many ? "of-meeting" : "with-minutes", { what, n: each.minutes, meeting: each.meeting })}
                </option>
              );
            })}
          </select>
        </label>
        <label class="lm-desk-switch">
          <input
            type="checkbox"
            checked={rehearsing}
            data-choose="rehearsal"
            onChange={({ currentTarget }) => {
              setRehearsing(currentTarget.checked);
              void read(currentTarget.checked);
            }}
            {...quiet}
          />
          {phrases.say("rehearse")}
        </label>
      </div>
      <p class="lm-small">{pack.about}</p>
      {mark && <p class="lm-desk-mark">{mark}</p>}
      <div role="tablist" aria-label={phrases.say("title")} class="lm-desk-tabs" onKeyDown={onTabKey}>
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
            onClick={() => show(name)}
            {...quiet}
          >
            {phrases.say(`tab-${name}`)}
          </button>
        ))}
      </div>
      {told !== "" && <p class="lm-notice">{told}</p>}
      <div id={`${uid}-panel`} role="tabpanel" aria-labelledby={`${uid}-${tab}`} tabIndex={0} {...quiet}>
        {tab === "sheet" && (
          <Sheet
            session={session}
            part={part}
            pack={pack.id}
            run={run}
            last={last[session.number]}
            phrases={phrases}
            speaker={speaker}
            projector={projector}
            onGoTo={() => {
              if (run) setPack(run.package);
              if (run) setNumber(run.session);
            }}
            onRun={keep}
            onFinish={(done) => {
              setRun(null);
              void ask("finish", { run: done });
              say(phrases.say("said-finished"));
            }}
            onProject={() => project("clock")}
          />
        )}
        {tab === "answers" && (
          <>
            <Files room={room} rehearsing={rehearsing} received={page.received} phrases={phrases} uid={uid} onFiles={take} onRead={() => read()} />
            <div class="lm-desk-choose">
              <label>
                {phrases.say("exercise")}
                <select value={exercise} data-choose="exercise" onChange={({ currentTarget }) => setChosen(currentTarget.value)} {...quiet}>
                  {session.exercises.map(([id, title]) => (
                    <option key={id} value={id}>
                      {title}
                    </option>
                  ))}
                </select>
              </label>
            </div>
            <div class="lm-tools">
              <Tool action="project-answers" label={phrases.say("project-answers")} onClick={() => project("answers")} />
              {card[1] > 1 && (
                <span class="lm-pair">
                  <Tool action="card-back" label={phrases.say("card-back")} disabled={card[0] === 0} onClick={() => turn(card[0] - 1)} />
                  <Tool action="card-next" label={phrases.say("card-next", { n: card[0] + 1, all: card[1] })} disabled={card[0] + 1 >= card[1]} onClick={() => turn(card[0] + 1)} />
                </span>
              )}
              <Tool action="export" label={phrases.say("export")} onClick={() => make("export")} />
            </div>
            <Written html={html} onCopied={onCopied} />
            <Figures figures={figures} phrases={phrases} />
            <Written html={tables} onCopied={onCopied} />
          </>
        )}
        {tab === "debrief" && <Written html={html} onCopied={onCopied} />}
        {tab === "report" && (
          <>
            <div class="lm-tools">
              <Tool action="make-report" primary label={phrases.say("make-report")} onClick={() => make("make-report")} />
              {report && (
                <>
                  <a href={report.address} target="_blank" data-action="open" {...quiet}>
                    {phrases.say("open-report")}
                  </a>
                  <a href={report.address} download={report.name} data-action="save" {...quiet}>
                    {phrases.say("save-report")}
                  </a>
                </>
              )}
            </div>
            <Written html={html} onCopied={onCopied} />
          </>
        )}
      </div>
      <div class="lm-said" role="status" ref={speaker.attach} />
    </section>
  );
}

export default {
  render({ model, el }: { model: Model; el: HTMLElement }) {
    const uid = `lm-${Math.random().toString(36).slice(2)}`;
    render(<Desk model={model} uid={uid} />, el);
    return () => render(null, el);
  },
};
