// One item from disagree to agree, as a native range. A slider that nobody touched is no answer:
// it looks empty and says so, and a tap, Enter or Space takes it as it stands.
import { useEffect, useRef, useState } from "preact/hooks";
import { quiet } from "../../kit/quiet";
import type { Item } from "../../kit/types";
import { Compared, TakeBack, Text } from "./parts";
import type { ScaleWork } from "./work";

/** After the last key, how long until the slider counts as being where it should be. */
const AFTER_KEYS = 600;

interface SliderProps {
  work: ScaleWork;
  item: Item;
  pass: string;
}

export function Slider({ work, item, pass }: SliderProps) {
  const { phrases } = work;
  const saved = work.value(item.id, pass);
  // Where the slider stands while it is being moved: one message goes out when it has arrived.
  const [moving, setMoving] = useState<number | null>(null);
  const pending = useRef<number | null>(null);
  const timer = useRef(0);
  const byKeys = useRef(false);
  const value = moving ?? (typeof saved === "number" ? saved : 0);
  const empty = moving === null && saved === undefined;

  const drop = () => {
    clearTimeout(timer.current);
    pending.current = null;
    setMoving(null);
  };
  const arrive = (at = pending.current) => {
    if (at !== null) work.rate(pass, item.id, at);
    drop();
  };
  useEffect(() => () => arrive(), []);

  const onInput = (event: Event) => {
    const at = Number((event.currentTarget as HTMLInputElement).value);
    pending.current = at;
    setMoving(at);
    clearTimeout(timer.current);
    if (byKeys.current) timer.current = window.setTimeout(() => arrive(), AFTER_KEYS);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    byKeys.current = true;
    if (event.key === "Enter" || event.key === " ") arrive(value);
    else if (event.key === "Delete") {
      drop();
      work.rate(pass, item.id, null);
    } else {
      // Undo takes back a move that is still under way, too.
      if (event.ctrlKey || event.metaKey) arrive();
      return;
    }
    event.preventDefault();
  };
  const views = work.settings.views[item.id];
  return (
    <fieldset class="lm-row" data-item={item.id} data-choice={saved}>
      <Text item={item} />
      <div class="lm-poles" aria-hidden="true">
        <span>{work.low}</span>
        <span>{work.high}</span>
      </div>
      <div class="lm-slide">
        <input
          type="range"
          class={empty ? "lm-empty" : ""}
          min={-100}
          max={100}
          step={5}
          value={value}
          aria-label={phrases.say("slider", { low: work.low, high: work.high })}
          aria-valuetext={empty ? phrases.say("not-answered") : work.inWords(value)}
          data-option="slider"
          onInput={onInput}
          onKeyDown={onKeyDown}
          onPointerDown={() => (byKeys.current = false)}
          // A finger that turns out to scroll the page has not answered.
          onPointerCancel={drop}
          onChange={() => byKeys.current || arrive()}
          // Where nothing changed there is no change event: a finger gives pointerup, and what
          // helps people with screen readers gives a click.
          onPointerUp={(event) => arrive(Number(event.currentTarget.value))}
          onClick={(event) => arrive(Number(event.currentTarget.value))}
          // Not at once: the button that the focus goes on to may not be there any more after it.
          onBlur={() => setTimeout(() => arrive())}
          {...quiet}
        />
        {work.earlier(item.id).map(({ pass, value: was }) => (
          <span
            key={pass.id}
            class="lm-was"
            aria-hidden="true"
            style={{ "--lm-at": (Number(was) + 100) / 200 }}
          >
            {work.mark(pass)}
          </span>
        ))}
      </div>
      <div class="lm-tools">
        <span class="lm-reading">{empty ? phrases.say("not-answered") : work.inWords(value)}</span>
        {saved !== undefined ? (
          <TakeBack work={work} item={item} pass={pass} />
        ) : (
          <button
            type="button"
            class="lm-tool"
            data-action="middle"
            onClick={(event) => {
              const row = event.currentTarget.closest("fieldset");
              arrive(0);
              row?.querySelector("input")?.focus();
            }}
            {...quiet}
          >
            {phrases.say("between")}
          </button>
        )}
      </div>
      <Compared work={work} item={item} pass={pass} />
      {saved !== undefined && views && (
        <details>
          <summary {...quiet}>{phrases.say("others")}</summary>
          <p dir="auto">
            <b>{phrases.say("for")}</b> {views.for}
          </p>
          <p dir="auto">
            <b>{phrases.say("against")}</b> {views.against}
          </p>
        </details>
      )}
    </fieldset>
  );
}
