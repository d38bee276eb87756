// What every board has around its cards: title, notices, tools, summary, and the one live region.
import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import type { Speaker } from "./live";
import { Notice } from "./notice";
import { quiet } from "./quiet";
import type { Spec } from "./types";
import type { BoardWork } from "./work";

export interface FrameProps {
  work: BoardWork<any>;
  speaker: Speaker;
  uid: string;
  state: "working" | "checked";
  rootRef: RefObject<HTMLElement | null>;
  /** A key of this kind's own; undoing is everybody's. */
  onKey?: (key: string) => boolean;
  /** How the items are shown, where there is a choice; each view shows the prompt itself. */
  view?: string;
  /** What stands beside the title. */
  beside?: ComponentChildren;
  children: ComponentChildren;
}

/** Where keys write text, and Ctrl+Z takes back what was typed. */
const WRITING = "textarea, input:not([type=radio], [type=checkbox], [type=range])";

export function Frame(props: FrameProps) {
  const { work, speaker, uid, state } = props;
  const { store, spec, phrases } = work;
  const { waiting } = store.outbox;
  const notice = trouble(work);
  // Said aloud when it begins; a redraw does not say it again.
  useEffect(() => {
    if (notice) speaker.say(notice);
  }, [notice]);
  // Of several views of one exercise, each has a name of its own: who goes from region to region
  // hears which one this is.
  const [nth, setNth] = useState(1);
  useLayoutEffect(() => {
    const root = props.rootRef.current;
    if (!root) return;
    // JupyterLab draws a board first, and puts it onto the page later: then it gets its size.
    const seen = new ResizeObserver(() => {
      const all = [...document.querySelectorAll(`[data-exercise="${spec.id}"]`)];
      if (root.isConnected) setNth(all.indexOf(root) + 1);
    });
    seen.observe(root);
    return () => seen.disconnect();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.target as Element).matches(WRITING)) return;
    if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey)) work.undo();
    else if (!props.onKey?.(event.key)) return;
    event.preventDefault();
  };
  return (
    <section
      ref={props.rootRef}
      class="lm-root"
      data-exercise={spec.id}
      data-kind={spec.kind}
      data-state={state}
      data-view={props.view}
      data-waiting={waiting || undefined}
      aria-labelledby={`${uid}-title`}
      tabIndex={-1}
      lang={spec.language}
      onKeyDown={onKeyDown}
      {...quiet}
    >
      <div class="lm-top">
        <h3 id={`${uid}-title`} class="lm-title" dir="auto">
          {spec.title}
          {nth > 1 && <span class="lm-unseen"> {nth}</span>}
        </h3>
        {props.beside}
      </div>
      {!props.view && <Prompt spec={spec} />}
      <p class="lm-print">{phrases.say("to-print")}</p>
      {notice && <Notice tone="bad">{notice}</Notice>}
      {props.children}
      <div class="lm-said" role="status" ref={speaker.attach} />
    </section>
  );
}

export function Prompt({ spec }: { spec: Spec }) {
  return (
    <p class="lm-prompt" dir="auto">
      {spec.prompt}
    </p>
  );
}

/** What is the matter with saving, in a sentence or two; empty where nothing is. */
function trouble({ store, phrases }: BoardWork<any>): string {
  const { lost, late, kept } = store.outbox;
  if (!lost && !late) return store.notice;
  return `${phrases.say(lost ? "not-saved" : "no-answer")} ${phrases.say(kept ? "kept-here" : "kept-nowhere")}`;
}

export function Tool(props: {
  action: string;
  label: string;
  /** What a screen reader says, where the label alone is not enough; it begins with the label. */
  name?: string;
  icon?: string;
  disabled?: boolean;
  pressed?: boolean;
  expanded?: boolean;
  primary?: boolean | undefined;
  onClick: (event: MouseEvent) => void;
}) {
  return (
    <button
      type="button"
      class={`lm-tool${props.primary ? " lm-primary" : ""}`}
      data-action={props.action}
      aria-label={props.name}
      aria-disabled={props.disabled || undefined}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      onClick={props.disabled ? undefined : props.onClick}
      {...quiet}
    >
      {props.icon && <span aria-hidden="true">{props.icon} </span>}
      {props.label}
    </button>
  );
}

/** The tools that every board has; undo can stand elsewhere. */
export function CommonTools({ work, only }: { work: BoardWork<any>; only?: "reset" }) {
  const { phrases, store } = work;
  return (
    <>
      {!only && (
        <Tool
          action="undo"
          icon="↶"
          label={phrases.say("undo")}
          disabled={!store.canUndo}
          onClick={() => work.undo()}
        />
      )}
      <Tool
        action="reset"
        label={phrases.say("reset")}
        disabled={!work.started}
        onClick={() => work.reset()}
      />
    </>
  );
}
