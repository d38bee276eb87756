// The kind "sort": cards go to bins, in two views of one answer.
import { useLayoutEffect, useState } from "preact/hooks";
import { widget } from "../../hosts/anywidget";
import { End } from "../../kit/end";
import { CommonTools, Frame, KeyHelp, Tool } from "../../kit/frame";
import { recall, remember } from "../../kit/memory";
import type { BoardProps } from "../../kit/store";
import { useWork } from "../../kit/use";
import { type Answer, apply } from "../choices/answer";
import { Work } from "../choices/work";
import { Board } from "./board";
import { List } from "./list";

/** Narrower than this, the list is shown unless somebody chose the board. */
const NARROW = 640;

type View = "list" | "board";

function Sort({ store, uid }: BoardProps<Answer>) {
  const [chosen, setChosen] = useState(recall("view") as View | null);
  const [narrow, setNarrow] = useState(false);
  const [help, setHelp] = useState(false);
  const { work, root, summary, focusSummary, frame } = useWork(store, Work);
  const { phrases } = work;
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

  const view: View = chosen ?? (narrow ? "list" : "board");
  const show = (next: View) => {
    setChosen(next);
    remember("view", next);
    work.say(`said-view-${next}`);
  };
  const onKey = (key: string) => {
    if (key === "?") setHelp(!help);
    return key === "?";
  };
  return (
    <Frame {...frame} uid={uid} state={work.state} onKey={onKey}>
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
        <CommonTools work={work} />
        <Tool
          action="help"
          icon="?"
          label={phrases.say("help")}
          expanded={help}
          onClick={() => setHelp(!help)}
        />
      </div>
      {help && <KeyHelp phrases={phrases} />}
      {view === "list" ? (
        <List work={work} uid={uid} />
      ) : (
        <Board work={work} root={root} uid={uid} />
      )}
      <End work={work} headRef={summary} focusSummary={focusSummary} />
    </Frame>
  );
}

export default widget<Answer>(Sort, apply);
