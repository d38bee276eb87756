// The kind "sort": cards go to bins, in two views of one answer.
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import { Frame, KeyHelp, Tool } from "./shared/frame";
import { Speaker } from "./shared/live";
import { recall, remember } from "./shared/memory";
import { widget, type BoardProps } from "./shared/mount";
import { Phrases } from "./shared/words";
import { apply, unplaced, type Answer } from "./sort/answer";
import { Board } from "./sort/board";
import { List } from "./sort/list";
import { Summary } from "./sort/summary";
import { Work } from "./sort/work";

/** Narrower than this, the list is shown unless somebody chose the board. */
const NARROW = 640;

type View = "list" | "board";

function Sort({ store, uid }: BoardProps<Answer>) {
  const { spec } = store;
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const [chosen, setChosen] = useState(recall("view") as View | null);
  const [narrow, setNarrow] = useState(false);
  const [help, setHelp] = useState(false);
  const root = useRef<HTMLElement | null>(null);
  const summary = useRef<HTMLElement | null>(null);
  const toSummary = useRef(false);
  const [work, phrases, speaker] = useMemo(() => {
    const phrases = new Phrases(spec.words, spec.language);
    const speaker = new Speaker();
    return [new Work(store, phrases, speaker), phrases, speaker] as const;
  }, [store]);
  useEffect(() => store.subscribe(() => redraw(0)), [store]);
  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return;
    // A board that is scrolled far away has no width: that says nothing about the screen.
    const measure = () => element.offsetWidth && setNarrow(element.offsetWidth < NARROW);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (!toSummary.current || !summary.current) return;
    toSummary.current = false;
    summary.current.focus();
  });

  const view: View = chosen ?? (narrow ? "list" : "board");
  const show = (next: View) => {
    setChosen(next);
    remember("view", next);
    work.say(`said-view-${next}`);
  };
  const focusSummary = () => {
    toSummary.current = true;
    redraw(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "?") setHelp(!help);
    else if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey)) work.undo();
    else return;
    event.preventDefault();
  };
  const withKey = spec.table !== undefined;
  const started = Object.keys(store.answer.choices).length > 0;
  return (
    <Frame
      store={store}
      phrases={phrases}
      speaker={speaker}
      uid={uid}
      rootRef={root}
      state={withKey && work.finished ? "checked" : "working"}
      onKeyDown={onKeyDown}
    >
      <div class="lm-tools">
        <span class="lm-progress">{work.progress}</span>
        <span class="lm-pair" role="group" aria-label={phrases.say("view")}>
          {(["list", "board"] as const).map((each) => (
            <Tool
              key={each}
              action={`view-${each}`}
              label={phrases.say(`view-${each}`)}
              pressed={view === each}
              onClick={() => show(each)}
            />
          ))}
        </span>
        <Tool action="undo" icon="↶" label={phrases.say("undo")} disabled={!store.canUndo} onClick={() => work.undo()} />
        <Tool action="reset" label={phrases.say("reset")} disabled={!started} onClick={() => work.reset()} />
        <Tool action="help" icon="?" label={phrases.say("help")} expanded={help} onClick={() => setHelp(!help)} />
      </div>
      {help && <KeyHelp phrases={phrases} />}
      {view === "list" ? (
        <List work={work} uid={uid} />
      ) : (
        <Board work={work} root={root} uid={uid} focusSummary={focusSummary} />
      )}
      {spec.feedback === "on-check" && !store.answer.checked && (
        <Tool
          action="check"
          primary
          label={phrases.say("check")}
          disabled={!started}
          onClick={() => {
            work.check();
            focusSummary();
          }}
        />
      )}
      {!withKey && started && unplaced(spec, store.answer).length === 0 && (
        <p>{phrases.say("saved-later")}</p>
      )}
      {withKey && work.finished && <Summary work={work} headRef={summary} />}
    </Frame>
  );
}

export default widget<Answer>(Sort, apply);
