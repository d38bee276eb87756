// Hands of people without a phone: the host counts them, before a talk and after it. One press is one
// hand, also where somebody presses faster than the room answers.
import { useReducer, useRef, useState } from "preact/hooks";
import { Tool } from "../kit/frame";
import { quiet } from "../kit/quiet";
import type { Phrases } from "../kit/words";
import type { LiveRoom } from "./live";
import type { Ask } from "./types";

/** At first, and when asked again; as in workshop/results/submissions.py. */
const ROUNDS = [1, 2];
const MOST = 999;

interface HandsProps {
  live: LiveRoom;
  ask: Ask;
  phrases: Phrases;
  open: boolean;
  onToggle: (open: boolean) => void;
}

export function Hands({ live, ask, phrases, open, onToggle }: HandsProps) {
  const { exercise, card, moment } = live.stage;
  const [round, setRound] = useState(moment === "again" ? 2 : 1);
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  // What was pressed, until the room has it; one after the other, or an older count could come last.
  const pressed = useRef(new Map<string, number>()).current;
  const sending = useRef({ waits: 0, last: Promise.resolve() }).current;

  const counted = (option: string) => {
    const told = live.hands.find(({ id }) => id === option)?.counts[round - 1];
    return pressed.get(`${round} ${option}`) ?? told ?? 0;
  };
  const count = (option: string, more: number) => {
    const n = counted(option) + more;
    if (n < 0 || n > MOST) return;
    pressed.set(`${round} ${option}`, n);
    redraw(0);
    sending.waits += 1;
    sending.last = sending.last.then(async () => {
      await ask("hands", { exercise, card, round, option, count: n });
      sending.waits -= 1;
      if (sending.waits) return;
      pressed.clear();
      redraw(0);
    });
  };
  return (
    <details
      class="lm-desk-hands"
      open={open}
      onToggle={({ currentTarget }) => onToggle(currentTarget.open)}
    >
      <summary {...quiet}>{phrases.say("live-hands")}</summary>
      <p class="lm-small">{phrases.say("live-hands-how")}</p>
      <div class="lm-tools" role="group" aria-label={phrases.say("live-hands")}>
        {ROUNDS.map((each) => (
          <Tool
            key={each}
            action="live-round"
            label={phrases.say(`live-hands-${each}`)}
            pressed={each === round}
            onClick={() => setRound(each)}
          />
        ))}
      </div>
      <ul>
        {live.hands.map(({ id, name }) => {
          const n = counted(id);
          return (
            <li key={id} data-hands={id}>
              <Tool
                action="live-minus"
                label="−"
                name={phrases.say("live-hands-minus", { what: name })}
                disabled={n === 0}
                onClick={() => count(id, -1)}
              />
              <Tool
                action="live-plus"
                label="+"
                name={phrases.say("live-hands-plus", { what: name })}
                primary
                onClick={() => count(id, 1)}
              />
              <output dir="auto">{phrases.say("live-hands-so-far", { what: name, n })}</output>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
