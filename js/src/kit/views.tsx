// The views of one answer: one item at a time, which is how an exercise opens, and all together.
import { useState } from "preact/hooks";
import { CommonTools, Frame, type FrameProps, Prompt, Tool } from "./frame";
import { recall, remember } from "./memory";
import type { BoardWork } from "./work";

export type View = "card" | "list" | "board";

export interface Viewing {
  views: readonly View[];
  view: View;
  show: (view: View) => void;
  /** Whether the tools that are seldom used are open. */
  open: boolean;
  setOpen: (open: boolean) => void;
}

/** The view that was chosen last, in this exercise or another one. */
export function useViews(views: readonly View[]): Viewing {
  const [chosen, setChosen] = useState(recall("view") as View | null);
  const [open, setOpen] = useState(false);
  const show = (view: View) => {
    setChosen(view);
    remember("view", view);
  };
  // Whoever wants to see all of them gets that from a kind without a board, too.
  const view = !chosen || views.includes(chosen) ? (chosen ?? "card") : "list";
  return { views, view, show, open, setOpen };
}

interface ToolsProps {
  work: BoardWork<any>;
  viewing: Viewing;
}

/** The frame of an exercise that has views: one item on the screen says itself what to do. */
export function ViewFrame(props: FrameProps & { viewing: Viewing }) {
  const { viewing, children, ...frame } = props;
  const card = viewing.view === "card";
  return (
    <Frame
      {...frame}
      view={viewing.view}
      beside={card && <span class="lm-progress">{frame.work.progress}</span>}
    >
      {!card && <Prompt spec={frame.work.spec} />}
      {children}
    </Frame>
  );
}

/** Undo, and what opens the rest, where one item is on the screen. */
export function FewTools({ work, viewing }: ToolsProps) {
  const { phrases } = work;
  return (
    <>
      <Tool
        action="undo"
        label="↶"
        name={phrases.say("undo")}
        disabled={!work.store.canUndo}
        onClick={() => work.undo()}
      />
      <Tool
        action="more"
        label="⋯"
        name={phrases.say("more")}
        expanded={viewing.open}
        onClick={() => viewing.setOpen(!viewing.open)}
      />
    </>
  );
}

/** The views and the tools: always there where all items are, else behind one button. */
export function ViewTools(
  props: ToolsProps & {
    /** Whether undo and starting again stand elsewhere where all items are shown. */
    bare?: boolean;
    children?: preact.ComponentChildren;
  },
) {
  const { work, viewing } = props;
  const { view, views, show, open } = viewing;
  const { phrases } = work;
  const card = view === "card";
  if (card && !open) return null;
  return (
    <div class="lm-tools">
      {!card && <span class="lm-progress">{work.progress}</span>}
      <span class="lm-pair" role="group" aria-label={phrases.say("view")}>
        {views.map((each) => (
          <Tool
            key={each}
            action={`view-${each}`}
            label={phrases.say(`view-${each}`)}
            pressed={view === each}
            onClick={() => {
              show(each);
              work.say(`said-view-${each}`);
            }}
          />
        ))}
      </span>
      {(card || !props.bare) && <CommonTools work={work} {...(card && { only: "reset" })} />}
      {props.children}
    </div>
  );
}
