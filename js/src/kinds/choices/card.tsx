// One item on the screen: its text, what it asks, one thing after the other, and its reason.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Badge, Feedback } from "../../kit/feedback";
import { SEEN } from "../../kit/one";
import { isTap } from "../../kit/press";
import { quiet } from "../../kit/quiet";
import { Radios } from "../../kit/radios";
import { SideIcon, sideOf } from "../../kit/side";
import { sureSteps } from "../../kit/sure";
import type { Item, Option } from "../../kit/types";
import { optionsOf } from "../../kit/verdicts";
import { Note } from "./note";
import type { Work } from "./work";

/** What an item can ask, in this order. */
type Ask = (typeof CHOSEN)[number] | "note";
const CHOSEN = ["place", "second", "sure"] as const;

interface CardProps {
  work: Work;
  item: Item;
  uid: string;
  /** Goes on to the next item. */
  next: () => void;
  /** Is given what the button that goes on does: the next question of this item comes first. */
  onward: { current: () => void };
}

export function Card({ work, item, uid, next, onward }: CardProps) {
  const { spec, phrases, answer } = work;
  const { second, sure, reason } = spec.settings;
  const judged = work.shows(item.id);
  const options = optionsOf(spec, item.id);
  const group = useRef<HTMLFieldSetElement | null>(null);
  const moved = useRef(false);
  const timer = useRef(0);
  // Whether it is a tap that chooses: it goes on, and the keys that try one option after the other never do.
  const tapped = useRef(false);
  useLayoutEffect(() => () => clearTimeout(timer.current), []);
  const asks: Record<Ask, { options: Option[]; ask: string; chosen: string | undefined } | null> = {
    place: { options, ask: "", chosen: answer.choices[item.id] },
    second: second && {
      options: second.options,
      ask: second.ask,
      chosen: answer.second?.[item.id],
    },
    sure: sure && {
      options: sureSteps(phrases),
      ask: phrases.say("how-sure"),
      chosen: answer.sure?.[item.id]?.toString(),
    },
    note: null,
  };
  const all = CHOSEN.filter((name) => asks[name]);
  const hasNote = reason?.items.includes(item.id);
  const waiting = () => all.find((name) => !work.has(item.id, name));
  const settled = (): Ask | null => waiting() ?? (judged ? null : hasNote ? "note" : "place");
  const [open, setOpen] = useState<Ask | null>(settled);

  useLayoutEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    const inside = (what: string) => group.current?.querySelector<HTMLElement>(`.lm-asked ${what}`);
    (inside("input:checked") ?? inside("input, textarea"))?.focus({ preventScroll: true });
  }, [open]);
  const turn = (to: Ask | null) => {
    moved.current = true;
    const board = group.current?.parentElement;
    // While what has the focus is still there: to take that away costs a layout of its own.
    if (!to)
      board?.querySelector<HTMLElement>("[data-action=next]")?.focus({ preventScroll: true });
    setOpen(to);
  };
  // What is to come after an answer, or after "next": what this item asks still, its reason, or
  // the next item.
  const goOn = (tapped: boolean) => {
    clearTimeout(timer.current);
    const now = waiting();
    const shows = work.shows(item.id);
    if (open && now && now !== open) turn(now);
    else if (hasNote && open !== "note" && !shows && !now) turn("note");
    else if (shows && open && tapped) turn(null);
    else if (!tapped) next();
    else if (!shows) timer.current = window.setTimeout(next, SEEN);
  };
  const afterTap = () => {
    if (tapped.current) goOn(true);
    tapped.current = false;
  };
  onward.current = () => goOn(false);
  // Taken back, by undo or elsewhere: what is asked stands open again.
  if (!open && !judged) turn(settled());

  const choose = (name: Ask, option: string | null) => {
    if (name === "place") work.place({ item: item.id, option, at: null });
    else work.more(item.id, { [name]: name === "sure" && option ? Number(option) : option });
  };
  const asked = open && asks[open];
  const Group = asked?.ask ? "fieldset" : "div";
  return (
    <fieldset
      ref={group}
      class="lm-row lm-now"
      data-item={item.id}
      data-choice={answer.choices[item.id]}
      data-verdict={work.shown(item.id)}
      data-reserve={spec.feedback === "instant" ? "" : undefined}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.target as Element).matches("[type=radio]")) return;
        if (open && work.has(item.id, open)) goOn(true);
        event.preventDefault();
      }}
    >
      <legend dir="auto">
        {item.setting && <span class="lm-setting">{item.setting}</span>}
        {item.text}
      </legend>
      <Given work={work} item={item} asks={asks} open={open} hasNote={hasNote} onOpen={turn} />
      {asked && open && (
        <Group
          class={`lm-asked${asked.ask ? " lm-step" : ""}`}
          data-step-of={open === "second" ? item.id : undefined}
          data-sure-of={open === "sure" ? item.id : undefined}
          onClick={(event: MouseEvent) => {
            tapped.current = isTap(event);
            // A tap on what was chosen before changes nothing, and goes on all the same.
            setTimeout(afterTap);
          }}
        >
          {asked.ask && <legend>{asked.ask}</legend>}
          <Radios
            name={`${uid}-${item.id}-${open}`}
            options={asked.options.map((option) => {
              const card = open === "place" && work.holder(option.id, item.id);
              return card ? { ...option, hint: phrases.say("taken-by", { card }) } : option;
            })}
            chosen={asked.chosen}
            choose={(option) => {
              choose(open, option);
              // At once: what was chosen and its reason are drawn together.
              afterTap();
            }}
            onDigit={() => goOn(true)}
            canTakeBack={work.canTakeOut}
            places={open === "place"}
            tiles={item.options ? "rows" : "grid"}
          />
        </Group>
      )}
      {open === "note" && (
        <div class="lm-asked">
          <Note work={work} item={item} uid={uid} />
        </div>
      )}
      {judged && (
        <Feedback
          spec={spec}
          phrases={phrases}
          item={item.id}
          option={answer.choices[item.id] ?? ""}
          folded
        >
          {second && (
            <p>
              <Badge verdict={work.secondVerdict(item.id) ?? "differ"} phrases={phrases} />{" "}
              <strong>{work.secondHeadline(item.id)}</strong>
            </p>
          )}
        </Feedback>
      )}
      {open === "place" && asks.place?.chosen && !judged && work.asks(item.id) && (
        <p class="lm-small">{work.asks(item.id)}</p>
      )}
    </fieldset>
  );
}

interface GivenProps {
  work: Work;
  item: Item;
  asks: Record<Ask, { options: Option[]; chosen: string | undefined } | null>;
  open: Ask | null;
  hasNote: boolean;
  onOpen: (ask: Ask) => void;
}

/** What was answered and is not open: a line, which opens it again. */
function Given({ work, item, asks, open, hasNote, onOpen }: GivenProps) {
  const { phrases, answer } = work;
  const given = CHOSEN.flatMap((name) => {
    const option = asks[name]?.options.find(({ id }) => id === asks[name]?.chosen);
    return option && name !== open ? [{ name, option }] : [];
  });
  const note = answer.notes?.[item.id];
  const noted = hasNote && open !== "note";
  if (!given.length && !noted) return null;
  return (
    <p class="lm-given">
      {given.map(({ name, option }) => (
        <button
          key={name}
          type="button"
          class={`lm-chip${sideOf(option)}`}
          data-action="change"
          data-asked={name}
          aria-label={phrases.say("change", { option: option.label })}
          onClick={() => onOpen(name)}
          {...quiet}
        >
          <SideIcon side={option.side} />
          <b>{option.label}</b>
          <span aria-hidden="true">✎</span>
        </button>
      ))}
      {noted && (
        <button
          type="button"
          class="lm-chip"
          data-action="note"
          onClick={() => onOpen("note")}
          {...quiet}
        >
          <span aria-hidden="true">✎</span> {note || phrases.say("my-reason")}
        </button>
      )}
      {given.length > 0 && work.canTakeOut && (
        <button
          type="button"
          class="lm-chip"
          data-action="take-out"
          aria-label={phrases.say("take-out")}
          title={phrases.say("take-out")}
          onClick={() => work.place({ item: item.id, option: null, at: null })}
          {...quiet}
        >
          ✕
        </button>
      )}
    </p>
  );
}
