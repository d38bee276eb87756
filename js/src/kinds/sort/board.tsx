// The board: a row of cards to sort, and bins. A card is picked up and put down, by tap, key or
// drag.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { follow } from "../../kit/drag";
import { Badge } from "../../kit/feedback";
import { focusOn } from "../../kit/focus";
import { Tool } from "../../kit/frame";
import { quiet } from "../../kit/quiet";
import { hasItem } from "../../kit/records";
import { SideIcon, sideOf } from "../../kit/side";
import type { Item, Mode } from "../../kit/types";
import { After } from "../choices/after";
import { binOf, placeOf, unplaced } from "../choices/answer";
import type { Work } from "../choices/work";

export interface BoardProps {
  work: Work;
  root: { current: HTMLElement | null };
  uid: string;
}

/** After the last card: to its reason, before what all of them came to; or to the button that asks. */
const AFTER_THE_LAST = {
  instant: ".lm-told",
  "on-check": '[data-action="check"]',
} as Partial<Record<Mode, string>>;

/** Finds a card. */
const cardOf = (item: string) => `[data-item="${item}"]`;

export function Board({ work, root, uid }: BoardProps) {
  const { spec, phrases, answer } = work;
  const [picked, setPicked] = useState<string | null>(null);
  const [target, setTarget] = useState<string | null>(null);
  // The card that was placed last, and the card of each zone that Tab comes to.
  const [current, setCurrent] = useState<string | null>(null);
  const [active, setActive] = useState<Record<string, string>>({});
  const explained = useRef(false);
  // Where the focus goes when all is drawn.
  const wanted = useRef<string | null>(null);
  const pile = unplaced(spec, answer);
  const held = hasItem(spec, picked) ? picked : null;

  useLayoutEffect(() => {
    if (wanted.current !== null) focusOn(root.current?.querySelector<HTMLElement>(wanted.current));
    wanted.current = null;
  });

  const pick = (item: string) => {
    const { option } = placeOf(work.answer, item);
    setPicked(item);
    setTarget(option);
    work.say(explained.current ? "said-picked" : "said-picked-first", { card: work.name(item) });
    explained.current = true;
  };
  const putBack = () => {
    if (held === null) return;
    work.say("said-put-back", { card: work.name(held) });
    setPicked(null);
    setTarget(null);
    wanted.current = cardOf(held);
  };
  const place = (item: string, option: string | null, at: number | null = null) => {
    const from = placeOf(work.answer, item).option;
    const before = unplaced(spec, work.answer);
    const [next] = [...before.slice(before.indexOf(item) + 1), ...before].filter(
      (id) => id !== item,
    );
    setPicked(null);
    setTarget(null);
    setCurrent(option === null ? null : item);
    work.place({ item, option, at });
    const fromPile = from === null && option !== null;
    if (!fromPile) wanted.current = cardOf(item);
    else if (next !== undefined) wanted.current = cardOf(next);
    else wanted.current = AFTER_THE_LAST[spec.feedback] ?? ".lm-all-sorted";
  };
  const choose = (option: string) => {
    setTarget(option);
    work.say("said-target", { option: work.label(option), cards: work.cards(option) });
  };

  const onCardKey = (event: KeyboardEvent, item: string, zone: string[]) => {
    const { key } = event;
    const options = spec.options.map(({ id }) => id);
    const inBin = placeOf(work.answer, item).option !== null;
    const digit = /^[1-9]$/.test(key) ? options[Number(key) - 1] : undefined;
    if (key === "Enter" || key === " ") {
      if (held !== item) pick(item);
      else if (target !== null) place(item, target);
      else work.say("said-choose-first");
    } else if (key === "Escape" && held !== null) putBack();
    else if (key === "Delete" && inBin) place(item, null);
    else if (digit !== undefined) {
      if (held !== item) pick(item);
      choose(digit);
    } else if (event.altKey && (key === "ArrowUp" || key === "ArrowDown")) {
      if (inBin) {
        work.nudge(item, key === "ArrowUp" ? -1 : 1);
        wanted.current = cardOf(item);
      }
    } else if (held === item && (key === "ArrowLeft" || key === "ArrowRight")) {
      const step = key === "ArrowRight" ? 1 : -1;
      const from = target === null ? (step > 0 ? -1 : options.length) : options.indexOf(target);
      const next = options[(from + step + options.length) % options.length];
      if (next !== undefined) choose(next);
    } else if (/^(Arrow|Home$|End$)/.test(key) && !event.altKey) {
      const at = zone.indexOf(item);
      const step = /Up|Left/.test(key) ? -1 : 1;
      const to = key === "Home" ? 0 : key === "End" ? zone.length - 1 : at + step;
      const next = zone[to];
      if (next !== undefined) focusCard(next);
    } else return;
    event.preventDefault();
  };
  const focusCard = (item: string) => {
    const zone = placeOf(work.answer, item).option ?? "";
    setActive({ ...active, [zone]: item });
    wanted.current = cardOf(item);
  };

  // A placed card that is picked up says its reason where it lies, however tall its bin is.
  const opened = (item: string) => (
    <div class="lm-opened">
      <After work={work} item={cards.get(item) as Item} uid={`${uid}-opened`} />
      <p class="lm-moves">
        {(
          [
            ["move-up", () => work.nudge(item, -1)],
            ["move-down", () => work.nudge(item, 1)],
            ["take-out", () => place(item, null)],
          ] as const
        ).map(([name, act]) => (
          <Tool key={name} action={name} label={phrases.say(name)} onClick={act} />
        ))}
      </p>
    </div>
  );
  const card = (item: Item, zone: string[]) => {
    const option = answer.choices[item.id];
    const verdict = work.shown(item.id);
    const first = active[option ?? ""];
    const stop = first !== undefined && zone.includes(first) ? first : zone[0];
    return (
      <li key={item.id}>
        <button
          type="button"
          class="lm-card"
          data-item={item.id}
          data-choice={option}
          data-verdict={verdict}
          aria-pressed={held === item.id}
          tabIndex={stop === item.id ? 0 : -1}
          // The keys pick up and drop; a click comes from a pointer or a screen reader.
          onClick={() => (held === item.id ? putBack() : pick(item.id))}
          onKeyDown={(event) => onCardKey(event, item.id, zone)}
          onFocus={() => {
            if (first !== item.id) setActive({ ...active, [option ?? ""]: item.id });
          }}
          onPointerDown={(event) => {
            if (!root.current) return;
            follow(event, event.currentTarget, root.current, (to) =>
              place(item.id, to.option, to.at),
            );
          }}
          {...quiet}
        >
          <span class="lm-handle" aria-hidden="true" />
          <span class="lm-text" dir="auto">
            {item.setting && <span class="lm-setting">{item.setting}</span>}
            {item.text}
          </span>
          {verdict && <Badge verdict={verdict} phrases={phrases} />}
        </button>
        {held === item.id && option !== undefined && opened(item.id)}
      </li>
    );
  };

  const cards = new Map(spec.items.map((item) => [item.id, item]));
  const shown = (ids: string[]) => ids.map((id) => card(cards.get(id) as Item, ids));
  const last =
    current !== null && current !== held && current in answer.choices && cards.get(current);
  return (
    <div class="lm-sort" data-holding={held !== null || undefined}>
      <div class="lm-pile" data-bin="">
        <h4 id={`${uid}-pile`}>
          {phrases.say("cards-to-sort")} <span class="lm-small">({work.cards(null)})</span>
        </h4>
        {pile.length ? (
          <ul aria-labelledby={`${uid}-pile`}>{shown(pile)}</ul>
        ) : (
          <p class="lm-all-sorted" tabIndex={-1} {...quiet}>
            {phrases.say("all-sorted")}
          </p>
        )}
      </div>
      <div class="lm-told" tabIndex={-1} {...quiet}>
        {last ? (
          <>
            <p class="lm-small" dir="auto">
              {last.text}
            </p>
            <After work={work} item={last} uid={`${uid}-told`} />
          </>
        ) : (
          <p>{phrases.say("how-to-board")}</p>
        )}
      </div>
      <div class="lm-bins">
        {spec.options.map((option, index) => {
          const ids = binOf(answer, option.id).filter((id) => cards.has(id));
          return (
            <div
              key={option.id}
              class={`lm-bin${sideOf(option)}`}
              data-bin={option.id}
              data-target={target === option.id || undefined}
              // A tap anywhere in the bin puts the card down; the button in it is for everyone else.
              onClick={(event) => {
                const onCard = (event.target as Element).closest("[data-item], .lm-opened");
                if (held !== null && !onCard) place(held, option.id);
              }}
            >
              <button
                type="button"
                class="lm-head"
                data-option={option.id}
                tabIndex={held === null ? -1 : 0}
                onFocus={() => held !== null && setTarget(option.id)}
                onClick={() => held === null && work.say("said-pick-first")}
                onKeyDown={(event) => {
                  if (event.key !== "Escape") return;
                  putBack();
                  event.preventDefault();
                }}
                {...quiet}
              >
                <span class="lm-number" aria-hidden="true">
                  {index + 1}
                </span>
                <SideIcon side={option.side} />
                <span dir="auto">
                  {held !== null && <span class="lm-unseen">{phrases.say("place-here")} </span>}
                  <b>{option.label}</b> <span class="lm-small">({ids.length})</span>
                  {option.hint && <span class="lm-hint">{option.hint}</span>}
                </span>
              </button>
              {ids.length ? (
                <ul aria-label={option.label}>{shown(ids)}</ul>
              ) : (
                <p class="lm-small lm-none">{phrases.say("no-place-yet")}</p>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
