// One list of steps: each can be picked out to be moved by buttons, by keys, or dragged.

import { follow } from "../../kit/drag";
import { Badge } from "../../kit/feedback";
import { quiet } from "../../kit/quiet";
import { Radios } from "../../kit/radios";
import type { Item } from "../../kit/types";
import { bestNumber, entryOf } from "../../kit/verdicts";
import type { Judged } from "./answer";
import type { OrderWork } from "./work";

export interface Picking {
  /** The step that is picked out, with its tools open. */
  open: string | null;
  setOpen: (item: string | null) => void;
  /** The step of each list that Tab comes to, by phase. */
  active: Record<string, string>;
  setActive: (active: Record<string, string>) => void;
  /** Brings the focus to a step after the next drawing; null: to where no step waits any more. */
  focus: (item: string | null) => void;
  root: { current: HTMLElement | null };
}

interface StepsProps {
  work: OrderWork;
  ids: string[];
  phase: string | null;
  uid: string;
  picking: Picking;
}

const MOVES = { ArrowUp: "up", ArrowDown: "down", Home: "first", End: "last" } as const;

export function Steps({ work, ids, phase, uid, picking }: StepsProps) {
  const { spec, phrases } = work;
  const { open, setOpen, active, setActive, focus } = picking;
  const items = new Map(spec.items.map((item) => [item.id, item]));
  const zone = phase ?? "";
  const stop = ids.includes(active[zone] ?? "") ? active[zone] : ids[0];
  const result = work.judged ? work.result : undefined;

  const place = (item: string, to: string | null) => {
    const waiting = work.withPhases && work.phaseOf(item) === null;
    const [next] = waiting
      ? ids
          .slice(ids.indexOf(item) + 1)
          .concat(ids)
          .filter((id) => id !== item)
      : [];
    work.place(item, to, null);
    // The last one is not followed to where it stands now: that can be some screens away.
    setOpen(waiting ? (next ?? null) : item);
    focus(waiting ? (next ?? null) : item);
  };
  const onKey = (event: KeyboardEvent, item: string) => {
    const { key } = event;
    const option = /^[1-9]$/.test(key) ? spec.options[Number(key) - 1] : undefined;
    const move = MOVES[key as keyof typeof MOVES];
    const movable = !work.withPhases || phase !== null;
    if (event.altKey && move) {
      if (movable) work.move(item, move);
      focus(item);
    } else if (option) place(item, option.id);
    else if (key === "Delete" && work.withPhases && phase !== null) {
      work.place(item, null, null);
      focus(item);
    } else if (key === "Escape" && open !== null) setOpen(null);
    else if (move) {
      const at = ids.indexOf(item);
      const to = { up: at - 1, down: at + 1, first: 0, last: ids.length - 1 }[move];
      const next = ids[to];
      if (next !== undefined) {
        setActive({ ...active, [zone]: next });
        focus(next);
      }
    } else return;
    event.preventDefault();
  };

  const tools = (item: string) => (
    <div class="lm-opened">
      {work.withPhases && (
        <fieldset class="lm-step">
          <legend>{phrases.say("when")}</legend>
          <Radios
            name={`${uid}-${item}`}
            options={spec.options}
            chosen={phase ?? undefined}
            choose={(option) => place(item, option)}
            canTakeBack
            places
          />
        </fieldset>
      )}
      {(!work.withPhases || phase !== null) && (
        <p class="lm-moves">
          {(["first", "up", "down", "last"] as const).map((to) => (
            <button
              key={to}
              type="button"
              class="lm-tool"
              data-action={`move-${to}`}
              onClick={() => work.move(item, to)}
              {...quiet}
            >
              {phrases.say(`move-${to}`)}
            </button>
          ))}
          {work.withPhases && (
            <button
              type="button"
              class="lm-tool"
              data-action="take-out"
              onClick={() => {
                work.place(item, null, null);
                focus(item);
              }}
              {...quiet}
            >
              {phrases.say("take-out")}
            </button>
          )}
        </p>
      )}
    </div>
  );

  return (
    <ol class="lm-steps" data-bin={zone}>
      {ids.map((id, index) => {
        const { text, setting } = items.get(id) as Item;
        const judged = result?.items[id];
        return (
          <li key={id}>
            <button
              type="button"
              class="lm-card"
              data-item={id}
              data-choice={
                phase ?? (!work.withPhases && index < work.placed ? index + 1 : undefined)
              }
              data-verdict={judged?.verdict}
              aria-expanded={open === id}
              tabIndex={stop === id ? 0 : -1}
              onClick={() => setOpen(open === id ? null : id)}
              onKeyDown={(event) => onKey(event, id)}
              onFocus={() => {
                if (active[zone] !== id) setActive({ ...active, [zone]: id });
              }}
              onPointerDown={(event) => {
                if (!picking.root.current) return;
                follow(event, event.currentTarget, picking.root.current, (to) => {
                  work.place(id, to.option, to.at);
                  focus(id);
                });
              }}
              {...quiet}
            >
              <span class="lm-handle" aria-hidden="true" />
              <span class="lm-text" dir="auto">
                {(phase !== null || !work.withPhases) && <b class="lm-place">{index + 1}. </b>}
                {setting && <span class="lm-setting">{setting}</span>}
                {text}
              </span>
              {judged && <Badge verdict={judged.verdict} phrases={phrases} />}
            </button>
            {open === id && tools(id)}
            {judged && <Reason work={work} item={id} judged={judged} />}
          </li>
        );
      })}
    </ol>
  );
}

/** What most would say about a step: its place, what comes before and after it, and why. */
export function Reason({ work, item, judged }: { work: OrderWork; item: string; judged: Judged }) {
  const { spec, phrases } = work;
  const { verdict, placed, early, late } = judged;
  const entry = entryOf(spec, item);
  const best = spec.options[bestNumber(entry)]?.label;
  if (verdict === "match" && !entry?.why) return null;
  const list = (words: string, steps: string[]) =>
    steps.length > 0 && (
      <>
        <p>{phrases.say(words)}</p>
        <ul>
          {steps.map((id) => (
            <li key={id}>{work.name(id)}</li>
          ))}
        </ul>
      </>
    );
  return (
    <div class={`lm-feedback lm-${verdict}`} dir="auto">
      {!placed && <p>{phrases.say("belongs-to", { phase: best ?? "" })}</p>}
      {list("comes-before", early)}
      {list("comes-after", late)}
      {entry?.why && <p>{entry.why}</p>}
    </div>
  );
}
