// What every board has around its cards: title, notices, tools, summary, and the one live region.
import type { ComponentChildren, Ref } from "preact";
import type { Speaker } from "./live";
import { quiet } from "./quiet";
import type { Store } from "./store";
import type { Phrases } from "./words";

interface FrameProps {
  store: Store<any>;
  phrases: Phrases;
  speaker: Speaker;
  uid: string;
  state: "working" | "checked";
  rootRef: Ref<HTMLElement>;
  onKeyDown: (event: KeyboardEvent) => void;
  children: ComponentChildren;
}

export function Frame(props: FrameProps) {
  const { store, phrases, speaker, uid, state } = props;
  const { spec } = store;
  return (
    <section
      ref={props.rootRef}
      class="lm-root"
      data-exercise={spec.id}
      data-kind={spec.kind}
      data-state={state}
      aria-labelledby={`${uid}-title`}
      tabIndex={-1}
      lang={spec.language}
      onKeyDown={props.onKeyDown}
      {...quiet}
    >
      <h3 id={`${uid}-title`} class="lm-title" dir="auto">
        {spec.title}
      </h3>
      <p class="lm-prompt" dir="auto">
        {spec.prompt}
      </p>
      {store.lost && <p class="lm-notice">{phrases.say("not-saved")}</p>}
      {!store.lost && store.notice && <p class="lm-notice">{store.notice}</p>}
      {props.children}
      <div class="lm-said" role="status" ref={speaker.attach} />
    </section>
  );
}

export function Tool(props: {
  action: string;
  label: string;
  icon?: string;
  disabled?: boolean;
  pressed?: boolean;
  expanded?: boolean;
  primary?: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      class={`lm-tool${props.primary ? " lm-primary" : ""}`}
      data-action={props.action}
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

export function KeyHelp({ phrases }: { phrases: Phrases }) {
  return (
    <div class="lm-help">
      <strong>{phrases.say("help-title")}</strong>
      <ul>
        {["help-1", "help-2", "help-3", "help-4"].map((name) => (
          <li key={name}>{phrases.say(name)}</li>
        ))}
      </ul>
    </div>
  );
}
