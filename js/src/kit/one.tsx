// One thing at a time: what is open fills the screen, everything else is a dot that opens it.
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Brief } from "./brief";
import { Ending } from "./ending";
import { focusOn } from "./focus";
import { Prompt, Tool } from "./frame";
import { isTap } from "./press";
import { quiet } from "./quiet";
import type { Verdict } from "./types";
import { FewTools, type Viewing } from "./views";
import type { BoardWork } from "./work";

/** So long a choice is seen before the next item comes, in milliseconds. */
export const SEEN = 300;

/** The stop after the last item: what it came to. */
export const END = "end";

export interface Stop {
  id: string;
  /** What a screen reader says of its dot. */
  name: string;
  choice?: string | number | undefined;
  verdict?: Verdict | undefined;
  /** Whether everything that it asks was answered. */
  done: boolean;
  /** Whether it stands on the screen that is open, too: then its dot does not stand for it. */
  shown?: boolean;
}

export interface Going {
  at: string;
  /** Opens a stop; the focus goes there too, unless it is only shown. */
  go: (to: string) => void;
  next: () => void;
  back: () => void;
  /** Where the stop that is open is put. */
  place: { current: HTMLDivElement | null };
}

/** Opens the first stop that is not done, or the one that is named, and then whichever is asked for. */
export function useGoing(stops: Stop[], opens?: string): Going {
  const [at, setAt] = useState(() => opens ?? stops.find(({ done }) => !done)?.id ?? END);
  const place = useRef<HTMLDivElement | null>(null);
  const moved = useRef(false);
  useLayoutEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    const inside = (what: string) => place.current?.querySelector<HTMLElement>(`.lm-now ${what}`);
    focusOn(inside("input:checked") ?? inside(STOPS) ?? inside("[tabindex]"));
  }, [at]);
  const ids = [...stops.map(({ id }) => id), END];
  const go = (to: string) => {
    moved.current = true;
    setAt(to);
  };
  const step = (by: number) => go(ids[ids.indexOf(at) + by] ?? at);
  return { at: ids.includes(at) ? at : END, go, next: () => step(1), back: () => step(-1), place };
}

/** What takes the focus when a stop opens. */
const STOPS = ":is(input, textarea, select, button):not([tabindex='-1'])";

const SCROLLING = ".lm-now > legend, .lm-row > legend, .lm-feedback";

interface OneProps {
  work: BoardWork<any>;
  viewing: Viewing;
  stops: Stop[];
  going: Going;
  /** What the button that goes on does first, where the stop asks more than one thing. */
  onNext?: (() => void) | undefined;
  /** Whether what to do was read, also where the first stop is not done yet. */
  begun?: boolean;
  /** The stop that is open. */
  children: ComponentChildren;
  /** What is read before the first stop, where that is more than the prompt. */
  brief?: ComponentChildren;
  /** What stays in sight above every stop. */
  above?: ComponentChildren;
  /** What comes after the last stop. */
  end: ComponentChildren;
}

export function One(props: OneProps) {
  const { work, viewing, stops, going, onNext, children, end } = props;
  const { phrases, spec } = work;
  const { at, go } = going;
  const strip = useRef<HTMLDivElement | null>(null);
  const all = [...stops, { id: END, name: phrases.say("the-end"), done: false } as Stop];
  const here = all.findIndex(({ id }) => id === at);
  // The strip moves by itself, and the page stays where it is.
  useLayoutEffect(() => {
    const dot = strip.current?.children[here] as HTMLElement | undefined;
    if (strip.current && dot)
      strip.current.scrollLeft = dot.offsetLeft - strip.current.clientWidth / 2;
  }, [here]);
  // What is too long for the screen scrolls within itself, for the keyboard too. Measured after it was
  // drawn: before, the page would have to be laid out once more for it.
  useEffect(() => {
    for (const each of going.place.current?.querySelectorAll<HTMLElement>(SCROLLING) ?? []) {
      if (each.scrollHeight > each.clientHeight) each.tabIndex = 0;
      else each.removeAttribute("tabindex");
    }
  });
  // It went on by itself, under a finger that was on its way to Next: that press was for the item
  // before, and would leave this one out.
  const pressed = useRef(true);
  const went = useRef(0);
  useLayoutEffect(() => {
    if (!pressed.current) went.current = performance.now();
    pressed.current = false;
  }, [at]);
  const onNextPress = ({ detail }: MouseEvent) => {
    if (detail && !answered && performance.now() - went.current < SEEN) return;
    pressed.current = true;
    (onNext ?? going.next)();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const dots = [...(event.currentTarget as HTMLElement).children] as HTMLElement[];
    const from = dots.indexOf(event.target as HTMLElement);
    const to = { ArrowRight: from + 1, ArrowLeft: from - 1, Home: 0, End: dots.length - 1 }[
      event.key
    ];
    if (to === undefined) return;
    dots[to]?.focus();
    event.preventDefault();
  };
  const answered = all[here]?.done;
  return (
    <>
      {here === 0 && !answered && !props.begun && (
        <Brief phrases={phrases}>{props.brief ?? <Prompt spec={spec} />}</Brief>
      )}
      {props.above}
      <div class="lm-one" ref={going.place} data-at={at}>
        <div class="lm-along">
          <div
            ref={strip}
            class="lm-dots"
            role="group"
            aria-label={phrases.say("all-of-them")}
            onKeyDown={onKeyDown}
          >
            {all.map((stop, index) => {
              const open = index === here;
              const stands = !open && !stop.shown && stop.id !== END;
              return (
                <button
                  key={stop.id}
                  type="button"
                  class={`lm-dot lm-${stop.id === END ? END : (stop.verdict ?? stop.done)}`}
                  // The item that is open stands below with its name.
                  data-item={stands ? stop.id : undefined}
                  data-choice={stands ? stop.choice : undefined}
                  data-verdict={stands ? stop.verdict : undefined}
                  data-to={stop.id}
                  aria-label={stop.name}
                  aria-current={open ? "step" : undefined}
                  tabIndex={open ? 0 : -1}
                  onClick={() => go(stop.id)}
                  {...quiet}
                />
              );
            })}
          </div>
          <FewTools work={work} viewing={viewing} />
        </div>
        {at === END ? (
          <Ending work={work} stops={stops} going={going}>
            {end}
          </Ending>
        ) : (
          children
        )}
        <div class="lm-foot">
          <Tool
            action="back"
            label={phrases.say("back")}
            disabled={here === 0}
            onClick={going.back}
          />
          {here < stops.length && (
            <Tool
              action="next"
              label={phrases.say("next")}
              primary={answered}
              onClick={onNextPress}
            />
          )}
        </div>
      </div>
    </>
  );
}

interface NowProps {
  /** Whether the item has its answer; asked when a tap or Enter has had its effect. */
  answered: () => boolean;
  next: () => void;
  children: ComponentChildren;
}

/** An item that gives no reason: a tap on an answer goes on, and so does Enter; arrows never do. */
export function Now({ answered, next, children }: NowProps) {
  const timer = useRef(0);
  useLayoutEffect(() => () => clearTimeout(timer.current), []);
  const goOn = (after: number) => {
    clearTimeout(timer.current);
    if (answered()) timer.current = window.setTimeout(next, after);
  };
  return (
    <div
      class="lm-now"
      // Once the tap has had its effect.
      onClick={(event) => isTap(event) && setTimeout(() => goOn(SEEN))}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.target as Element).matches("[type=radio]")) return;
        goOn(0);
        event.preventDefault();
      }}
    >
      {children}
    </div>
  );
}
