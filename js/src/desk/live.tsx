// The live room on top of the desk: who is here, where the room is, and one large button for what is next.
import { useEffect, useReducer, useRef, useState } from "preact/hooks";
import { shownAs } from "../kit/clock";
import { Tool } from "../kit/frame";
import type { Host } from "../kit/host";
import { quiet } from "../kit/quiet";
import { useTicks } from "../kit/ticks";
import type { Phrases } from "../kit/words";
import { Ending } from "./ending";
import { Hands } from "./hands";
import { Joining } from "./joining";
import type { Ask } from "./types";
import { Words } from "./words";

const MOMENTS = ["think", "look", "again", "why", "between"];
/** Minutes that a moment usually gets. */
const TIMES = [1, 2, 3, 5];
const MINUTE = 60;
/** Minutes of a break. */
const BREAKS = [5, 10, 15];
/** Where keys have a meaning of their own. */
const BUSY = "input, select, textarea, summary, [role=tab], a";

interface Step {
  to?: string;
  exercise?: string;
  card?: string;
  name?: string;
}

/** What is told of a live room: workshop/room/strip.py, and who is here. */
export interface LiveRoom {
  code: string;
  address: string;
  /** Whether there is a code that leads into the Wi-Fi. */
  wifi: boolean;
  here: number;
  people: number;
  answered: number;
  over: boolean;
  now: number;
  /** Whether the room's server does not answer; this side knows that by itself. */
  away?: boolean;
  stage: {
    number: number;
    exercise: string;
    card: string;
    moment: string;
    /** Whether it is a look at what a second vote came to. */
    second?: boolean;
    ends: number;
  };
  next: Step;
  back: boolean;
  advice: string;
  waits: { n: number; least: number } | null;
  /** With which moment a card is opened. */
  opens: string;
  cards: { id: string; text: string; split: number | null; why: string }[];
  all: [string, string][];
  exercises: [string, string][];
  /** The packages whose exercises the room has already. */
  packages: string[];
  /** Places for which hands can be counted now, each with what was counted before and after. */
  hands: { id: string; name: string; counts: number[] }[];
  /** How many words and questions nobody has read; and what grows when one of them changes. */
  waiting: number;
  noted: number;
}

interface LiveProps {
  host: Host;
  ask: Ask;
  phrases: Phrases;
  uid: string;
  /** Called after a step: what is told of the answers may be new. */
  onStep: () => void;
  /** Whether this only steps the room. */
  remote?: boolean;
}

export function Live({ host, ask, phrases, uid, onStep, remote }: LiveProps) {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const live: LiveRoom = host.get("live");
  const { stage, next } = live;
  const [sent, setSent] = useState(false);
  const [byHand, setByHand] = useState(false);
  // How much the server's clock is ahead, from when it was last told.
  const ahead = useRef([0, 0]);
  if (ahead.current[1] !== live.now) ahead.current = [live.now - Date.now(), live.now];
  useEffect(() => host.watch("live", () => redraw(0)), [host]);
  useTicks(stage.ends ? 1000 : 0);

  const send = async (what: string, values: object) => {
    // A clicker sends twice what a hand pressed once.
    if (sent) return;
    setSent(true);
    await ask(what, values);
    setSent(false);
    onStep();
  };
  const step = ({ to, exercise, card }: Step) => send("step", { to, exercise, card });
  const forward = () => !live.over && next.to && void step(next);
  const back = () => !live.over && live.back && void send("back", {});
  const keys = useRef((_: KeyboardEvent) => {});
  keys.current = (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const paging = key === "PageDown" || key === "PageUp";
    const at = target as Element;
    if (at.matches(BUSY) && !(paging && !at.matches("select, textarea"))) return;
    if (key === " " && at.matches("button")) return;
    if (paging || key === "ArrowRight" || key === "ArrowLeft" || key === " ") {
      event.preventDefault();
      if (key === "PageUp" || key === "ArrowLeft") back();
      else forward();
    }
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => keys.current(event);
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  const title = (id: string) => live.exercises.find(([each]) => each === id)?.[1] ?? "";
  const card = live.all.find(([id]) => id === stage.card)?.[1];
  const left = stage.ends && (stage.ends - Date.now() - ahead.current[0]!) / 1000;
  const frame = {
    class: "lm-desk-live",
    "data-live": stage.moment,
    "data-number": stage.number,
    "aria-labelledby": `${uid}-live`,
  };
  const heading = (
    <h3 key="heading" id={`${uid}-live`}>
      {phrases.say("live-title")}: <b>{phrases.say("live-code", { code: live.code })}</b>{" "}
      {live.address && <span>{phrases.say("live-join", { address: live.address })}</span>}
    </h3>
  );
  const words = !remote && <Words key="words" live={live} ask={ask} phrases={phrases} />;
  // By its name, so that it says on what came of the end.
  const ending = !remote && (
    <Ending key="ending" live={live} ask={ask} phrases={phrases} onStep={onStep} />
  );
  if (live.over)
    return (
      <section {...frame}>
        {heading}
        {live.away && <p class="lm-notice">{phrases.say("live-away")}</p>}
        <p>{phrases.say("live-over")}</p>
        {words}
        {ending}
      </section>
    );
  return (
    <section {...frame}>
      {heading}
      {live.away && <p class="lm-notice">{phrases.say("live-away")}</p>}
      <p class="lm-desk-counts">
        <b>{phrases.say("live-answered", { n: live.answered })}</b>{" "}
        <span>{phrases.say("live-here", { n: live.here })}</span>{" "}
        {live.people > live.here && <span>({phrases.say("live-people", { n: live.people })})</span>}
      </p>
      <p data-stage="">
        <b>{phrases.say(`live-now-${stage.second ? "again" : stage.moment}`)}</b>
        {stage.exercise && ` · ${title(stage.exercise)}`}
        {card && `: ${card}`}
        {stage.ends > 0 && (
          <b>
            {" · "}
            {left > 0
              ? phrases.say("live-left", { time: shownAs(left) })
              : phrases.say("live-late")}
          </b>
        )}
      </p>
      {live.advice && <p class="lm-desk-told">{phrases.say(`live-advice-${live.advice}`)}</p>}
      {stage.moment === "look" && live.waits && <p>{phrases.say("live-waits", live.waits)}</p>}
      {/* By their names, so that a button with the focus is never taken for another one. */}
      <div key="next" class="lm-desk-next">
        {next.to ? (
          <Tool
            action="live-next"
            primary
            label={phrases.say(`live-${next.name}`, { what: title(next.exercise ?? "") })}
            onClick={forward}
          />
        ) : (
          <p>{phrases.say("live-done")}</p>
        )}
        <Tool
          action="live-back"
          label={phrases.say("live-back")}
          disabled={!live.back}
          onClick={back}
        />
        {stage.exercise !== "" && stage.moment === "look" && (
          <Tool
            action="live-everybody"
            label={phrases.say("live-all-in")}
            onClick={() => void send("everybody", {})}
          />
        )}
      </div>
      {stage.moment !== "between" && (
        <div key="clock" class="lm-tools" role="group" aria-label={phrases.say("live-time")}>
          <span aria-hidden="true">{phrases.say("live-time")}</span>
          {TIMES.map((n) => (
            <Tool
              key={n}
              action="live-clock"
              label={phrases.count("live-minutes", n)}
              onClick={() => void send("step", { to: stage.moment, seconds: n * MINUTE })}
            />
          ))}
        </div>
      )}
      {live.hands.length > 0 && (
        <Hands
          key={`hands ${stage.exercise} ${stage.card} ${stage.moment}`}
          live={live}
          ask={ask}
          phrases={phrases}
          open={byHand}
          onToggle={setByHand}
        />
      )}
      {live.cards.length > 0 && (
        <>
          <p>{phrases.say(live.cards[0]!.split === null ? "live-suggested" : "live-talk-about")}</p>
          <ul class="lm-desk-cards">
            {live.cards.map(({ id, text, split, why }) => (
              <li key={id}>
                <Tool
                  action="live-card"
                  label={text}
                  pressed={id === stage.card}
                  onClick={() => void step({ to: live.opens, card: id })}
                />
                <span class="lm-small">
                  {split === null
                    ? phrases.say(`live-why-${why}`)
                    : phrases.say("live-split", { share: `${Math.round(100 * split)} %` })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {stage.moment === "between" && (
        <div key="breaks" class="lm-tools">
          {BREAKS.map((n) => (
            <Tool
              key={n}
              action="live-break"
              label={phrases.say("live-break", { n })}
              onClick={() => void send("step", { to: "between", seconds: n * MINUTE })}
            />
          ))}
        </div>
      )}
      {words}
      <Elsewhere live={live} phrases={phrases} onGo={step} />
      {!remote && live.address && <Joining live={live} phrases={phrases} />}
      {ending}
      <p class="lm-small lm-desk-keys">{phrases.say("live-keys")}</p>
    </section>
  );
}

/** Anything else than what usually comes next: any exercise, card and moment. */
function Elsewhere(props: { live: LiveRoom; phrases: Phrases; onGo: (step: Step) => void }) {
  const { live, phrases, onGo } = props;
  const { stage } = live;
  const [exercise, setExercise] = useState("");
  const [card, setCard] = useState("");
  const [moment, setMoment] = useState("think");
  const chosen = exercise || stage.exercise || live.exercises[0]?.[0] || "";
  const cards = chosen === stage.exercise ? live.all : [];
  const choose = (
    label: string,
    name: string,
    value: string,
    pairs: [string, string][],
    set: (to: string) => void,
  ) => (
    <label>
      {label}
      <select
        value={value}
        data-choose={`live-${name}`}
        onChange={({ currentTarget }) => set(currentTarget.value)}
        {...quiet}
      >
        {pairs.map(([id, text]) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <details>
      <summary {...quiet}>{phrases.say("live-other")}</summary>
      <div class="lm-desk-choose">
        {choose(phrases.say("live-exercise"), "exercise", chosen, live.exercises, (to) => {
          setExercise(to);
          setCard("");
        })}
        {cards.length > 0 &&
          choose(
            phrases.say("live-card"),
            "card",
            card,
            [["", phrases.say("live-whole")], ...cards],
            setCard,
          )}
        {choose(
          phrases.say("live-moment"),
          "moment",
          moment,
          MOMENTS.map((each) => [each, phrases.say(`live-now-${each}`)]),
          setMoment,
        )}
        <Tool
          action="live-go"
          label={phrases.say("live-go")}
          onClick={() => onGo({ to: moment, exercise: chosen, card })}
        />
      </div>
    </details>
  );
}
