// The header of a notebook: how far somebody got, and what can be done with their work.
import { render } from "preact";
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import { part } from "../hosts/kernel";
import { keepFocus } from "../kit/focus";
import { Tool } from "../kit/frame";
import { Speaker } from "../kit/live";
import { Notice } from "../kit/notice";
import { quiet } from "../kit/quiet";
import { Phrases } from "../kit/words";
import { foldFiles } from "./fold";
import { type Asking, Keeper } from "./keeper";
import { Way } from "./way";

function Header({ keeper, uid }: { keeper: Keeper; uid: string }) {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const root = useRef<HTMLElement | null>(null);
  const speaker = useMemo(() => new Speaker(), []);
  const { page } = keeper;
  const phrases = useMemo(() => new Phrases(page.words, page.language), [page]);
  useLayoutEffect(() => (root.current ? keepFocus(root.current) : undefined), []);
  useEffect(() => (root.current ? foldFiles(root.current) : undefined), []);
  useLayoutEffect(() => keeper.subscribe(() => redraw(0)), [keeper]);
  useEffect(() => {
    if (keeper.told) speaker.say(keeper.told);
  }, [keeper.told]);
  // Whoever comes back from another notebook sees what was done there.
  useEffect(() => {
    const seen = new IntersectionObserver(([entry]) => entry?.isIntersecting && keeper.look());
    if (root.current) seen.observe(root.current);
    return () => seen.disconnect();
  }, [keeper]);
  const { number, chapters } = page;
  const done = (ids: string[]) => ids.filter((id) => keeper.states[id] === "finished").length;
  const own = chapters.find((chapter) => chapter.number === number)?.counted ?? [];
  const all = chapters.flatMap(({ counted }) => counted);
  return (
    <section
      ref={root}
      class="lm-root lm-header"
      aria-label={phrases.say("name")}
      data-header={number}
      lang={page.language}
      tabIndex={-1}
      {...quiet}
    >
      {page.words.shared && <p class="lm-shared">{page.words.shared}</p>}
      <p class="lm-progress">
        {phrases.say("done-session", { n: done(own), all: own.length })}
        <span class="lm-small">
          {" "}
          · {phrases.say("done-workshop", { n: done(all), all: all.length })}
        </span>
      </p>
      <progress
        value={done(own)}
        max={own.length || 1}
        aria-label={phrases.say("done-session", { n: done(own), all: own.length })}
      />
      <details key="way">
        <summary {...quiet}>{phrases.say("where")}</summary>
        <Way keeper={keeper} phrases={phrases} uid={uid} root={root} />
      </details>
      <div class="lm-tools">
        <Tool action="save" label={phrases.say("save")} onClick={() => keeper.save()} />
        <Tool action="hand-in" label={phrases.say("hand-in")} onClick={() => keeper.handIn()} />
        <FilePicker keeper={keeper} label={phrases.say("bring")} uid={uid} />
      </div>
      {keeper.told !== "" && !keeper.asking && <Notice tone={keeper.tone}>{keeper.told}</Notice>}
      {keeper.asking && <Question keeper={keeper} phrases={phrases} asking={keeper.asking} />}
      <details key="more">
        <summary {...quiet}>{phrases.say("more")}</summary>
        <More keeper={keeper} phrases={phrases} uid={uid} />
      </details>
      <p class="lm-small">{phrases.say("private")}</p>
      <div class="lm-said" role="status" ref={speaker.attach} />
    </section>
  );
}

function FilePicker({ keeper, label, uid }: { keeper: Keeper; label: string; uid: string }) {
  const input = useRef<HTMLInputElement | null>(null);
  return (
    <>
      <Tool action="bring" label={label} onClick={() => input.current?.click()} />
      <input
        ref={input}
        id={`${uid}-file`}
        type="file"
        accept=".json,application/json"
        aria-label={label}
        tabIndex={-1}
        onChange={async ({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) await keeper.bring(file);
          // So that the same file can be chosen once more.
          currentTarget.value = "";
        }}
      />
    </>
  );
}

/** What is to be confirmed before it is done. */
function Question({
  keeper,
  phrases,
  asking,
}: {
  keeper: Keeper;
  phrases: Phrases;
  asking: Asking;
}) {
  const head = useRef<HTMLParagraphElement | null>(null);
  useEffect(() => head.current?.focus(), [asking]);
  return (
    <div class="lm-ask">
      <p ref={head} tabIndex={-1} {...quiet}>
        {keeper.told}
      </p>
      <div class="lm-tools">
        <Tool action="yes" primary label={phrases.say(asking.yes)} onClick={asking.then} />
        <Tool action="no" label={phrases.say("no")} onClick={() => keeper.tell("")} />
      </div>
    </div>
  );
}

function More({ keeper, phrases, uid }: { keeper: Keeper; phrases: Phrases; uid: string }) {
  const { number, titles } = keeper.page;
  const [what, setWhat] = useState(number);
  const names: Record<string, string> = {
    [number]: phrases.say("over-session"),
    all: phrases.say("over-all"),
    ...titles,
  };
  return (
    <>
      <label for={`${uid}-what`}>{phrases.say("over-what")}</label>{" "}
      <select
        id={`${uid}-what`}
        value={what}
        onChange={({ currentTarget }) => setWhat(currentTarget.value)}
        {...quiet}
      >
        {[number, "all", ...Object.keys(titles)].map((id) => (
          <option key={id} value={id}>
            {names[id]}
          </option>
        ))}
      </select>
      <div class="lm-tools">
        <Tool
          action="over"
          label={phrases.say("over")}
          onClick={() =>
            keeper.confirm(phrases.say("over-sure", { what: names[what] ?? "" }), "yes-over", () =>
              keeper.startOver(what),
            )
          }
        />
      </div>
      <p>{phrases.say("finish-why")}</p>
      <div class="lm-tools">
        <Tool action="finish" label={phrases.say("finish")} onClick={() => keeper.finish()} />
      </div>
    </>
  );
}

/** How long it may take before it is said that nothing answers, in milliseconds. */
const PATIENCE = 10_000;

export default part((host) => {
  const keeper = new Keeper(host);
  return {
    show(place) {
      const uid = `lm-${Math.random().toString(36).slice(2)}`;
      render(<Header keeper={keeper} uid={uid} />, place);
      return () => render(null, place);
    },
    close: () => keeper.close(),
  };
}, PATIENCE);
