// The run sheet: what happens, how long it takes, and how far the room is.
import { useEffect, useState } from "preact/hooks";
import { shownAs } from "../kit/clock";
import { Tool } from "../kit/frame";
import type { Speaker } from "../kit/live";
import { quiet } from "../kit/quiet";
import { useTicks } from "../kit/ticks";
import type { Phrases } from "../kit/words";
import {
  behind,
  cutDown,
  dayIn,
  go,
  left,
  longer,
  move,
  pause,
  type Run,
  rest as restOf,
  set,
  spent,
  timeIn,
} from "./clock";
import { Cuts } from "./cuts";
import { End, lateBy } from "./end";
import type { Projector } from "./projector";
import type { Done, Part, Session } from "./types";

/** From this many seconds on it is time to leave something out. */
const LATE = 180;
const MINUTE = 60;
/** In milliseconds. */
const SELDOM = 20_000;

interface SheetProps {
  session: Session;
  part: Part;
  pack: string;
  run: Run | null;
  last: Done | undefined;
  phrases: Phrases;
  language: string;
  speaker: Speaker;
  projector: Projector;
  /** When a break that goes on is over, in milliseconds since 1970; 0 where there is none. */
  breakEnds: number;
  onGoTo: (run: Run) => void;
  onRun: (run: Run | null) => void;
  onFinish: (run: Run) => void;
  onProject: () => void;
}

export function Sheet(props: SheetProps) {
  const { session, part, phrases, projector, speaker } = props;
  const kept =
    props.run?.session === session.number && props.run.package === props.pack ? props.run : null;
  const plan = kept ?? set(session.number, props.pack, part.plan);
  const whole = session.activities.map(({ minutes }) => minutes);
  const run = cutDown(plan, session.cut, whole);
  const other = props.run && !kept && started(props.run) ? props.run : null;
  const running = run.since !== null;
  const begun = started(run);
  // The time at which it ends goes on also while the clock stands still.
  useTicks(running ? 1000 : SELDOM);
  const now = Date.now();
  const rest = left(run, now);
  const saved = total(plan.planned) - total(run.planned);
  const late = behind(run, now) - saved * MINUTE;
  const wait = Math.max(0, props.breakEnds - now);
  const ends = (to: Run) => now + wait + restOf(cutDown(to, session.cut, whole), now) * 1000;
  const tooLate = begun ? lateBy(ends(plan), plan.end, now) * MINUTE : 0;
  const [cutting, setCutting] = useState(false);
  const short = late >= LATE || tooLate >= LATE;
  const over = running && rest < 0;
  const activity = session.activities[run.at];
  const title = activity?.title ?? "";
  const planned = total(plan.planned);
  const [sure, setSure] = useState(false);
  useEffect(() => {
    if (over) speaker.say(phrases.say("said-over", { what: title }));
  }, [over, run.at]);
  const clock = phrases.say(rest < 0 ? "over-by" : "left", { time: shownAs(rest) });
  useEffect(() => {
    // The room sees the session that runs, also while another one is looked at.
    if (other) return;
    projector.write("clock", clock);
    projector.write("activity", title);
    projector.write(
      "mode",
      phrases.say(begun && !running ? "clock-waits" : `mode-${activity?.mode ?? "room"}`),
    );
  });
  const change = (to: Run) => props.onRun({ ...to, planned: plan.planned });
  const cut = (to: Run, made: boolean) => {
    // They stay where they were pressed.
    setCutting(short || cutting);
    const time = timeIn(props.language, ends(to));
    speaker.say(phrases.say(made ? "said-cut" : "said-cut-back", { time }));
    props.onRun(to);
  };
  const cuts = (
    <Cuts session={session} run={plan} disabled={other !== null} phrases={phrases} onCut={cut} />
  );
  const pace = late >= MINUTE ? "behind" : late <= -MINUTE ? "ahead" : "on-time";
  return (
    <div>
      <h3>
        {phrases.say("session-of", {
          number: session.number,
          title: session.title,
          minutes: part.minutes,
        })}
      </h3>
      {planned !== part.minutes && <p>{phrases.say("plan-now", { n: planned })}</p>}
      {part.how !== "" && !begun && <p>{part.how}</p>}
      {part.minutes < session.minutes && !begun && (
        <p class="lm-small">
          {phrases.say("shortened", { all: session.minutes, minutes: part.minutes })}
        </p>
      )}
      {other && (
        <div class="lm-notice">
          <p>{phrases.say("other-runs", { number: other.session })}</p>
          <Tool
            action="go-to"
            label={phrases.say("go-to", { number: other.session })}
            onClick={() => props.onGoTo(other)}
          />
        </div>
      )}
      <div class="lm-desk-clock">
        <p class="lm-desk-time" data-over={over || undefined}>
          {clock}
        </p>
        <p>
          <strong>{title}</strong> ·{" "}
          {begun
            ? phrases.say(pace, { n: Math.round(Math.abs(late) / MINUTE) })
            : phrases.say("not-begun")}
        </p>
        <div class="lm-tools">
          {running ? (
            <Tool
              action="pause"
              label={phrases.say("pause")}
              onClick={() => change(pause(run, Date.now()))}
            />
          ) : (
            <Tool
              action="start"
              primary
              disabled={other !== null}
              label={phrases.say(begun ? "go-on" : "start")}
              onClick={() => change(go(run, Date.now()))}
            />
          )}
          <Tool
            action="back"
            label={phrases.say("back")}
            disabled={other !== null}
            onClick={() => change(move(run, -1, Date.now()))}
          />
          <Tool
            action="next"
            label={phrases.say("next")}
            disabled={other !== null}
            onClick={() => change(move(run, 1, Date.now()))}
          />
          <Tool
            action="finish-run"
            label={phrases.say("finish-run")}
            disabled={!begun}
            onClick={() => props.onFinish(pause(plan, Date.now()))}
          />
          <Tool
            action="project-clock"
            label={phrases.say("project-clock")}
            onClick={props.onProject}
          />
        </div>
        {activity && (
          <>
            <p class="lm-desk-say">{activity.say}</p>
            <p>
              <strong>{phrases.say("watch")}</strong> {activity.watch}
            </p>
          </>
        )}
      </div>
      <End
        planned={ends(plan)}
        end={plan.end}
        pause={Math.ceil(wait / MINUTE / 1000)}
        now={now}
        disabled={other !== null}
        phrases={phrases}
        language={props.language}
        onEnd={(end) => props.onRun({ ...plan, end })}
      />
      {(short || (cutting && saved > 0)) && (
        <div class="lm-notice" data-cut="">
          <p>
            <strong>
              {late >= LATE
                ? phrases.say("cut-now", { n: Math.round(late / MINUTE) })
                : phrases.say(short ? "cut-end" : "cut-enough")}
            </strong>
          </p>
          {cuts}
        </div>
      )}
      <ol class="lm-desk-sheet">
        {session.activities.map((activity, place) => {
          const minutes = run.planned[place] ?? 0;
          const uncut = plan.planned[place] ?? 0;
          const took = spent(run, now)[place] ?? 0;
          const before = props.last?.spent[place];
          return (
            <li
              key={place}
              data-activity={place}
              aria-current={place === run.at ? "step" : undefined}
              data-out={minutes === 0 || undefined}
            >
              <div class="lm-desk-head">
                <strong>{uncut && !minutes ? <s>{activity.title}</s> : activity.title}</strong>
                <span class="lm-small">
                  {phrases.say(`mode-${activity.mode}`)}
                  {before !== undefined &&
                    before >= MINUTE / 2 &&
                    ` · ${phrases.say("last-time", { n: Math.round(before / MINUTE) })}`}
                  {took > 0 && ` · ${phrases.say("took", { time: shownAs(took) })}`}
                </span>
                {minutes > 0 ? (
                  <span class="lm-desk-minutes">
                    <Tool
                      action="fewer"
                      label="−"
                      name={phrases.say("fewer", { what: activity.title })}
                      disabled={minutes <= 1 || other !== null}
                      onClick={() => props.onRun(longer(plan, place, -1))}
                    />
                    {uncut !== minutes && <s>{phrases.say("minutes", { n: uncut })}</s>}
                    <span>{phrases.say("minutes", { n: minutes })}</span>
                    <Tool
                      action="more"
                      label="+"
                      name={phrases.say("more", { what: activity.title })}
                      disabled={other !== null}
                      onClick={() => props.onRun(longer(plan, place, 1))}
                    />
                  </span>
                ) : (
                  <span class="lm-small">{phrases.say(uncut ? "was-cut" : "left-out")}</span>
                )}
              </div>
              {minutes > 0 && place !== run.at && (
                <details>
                  <summary {...quiet}>{phrases.say("say-and-watch")}</summary>
                  <p class="lm-desk-say">{activity.say}</p>
                  <p>
                    <strong>{phrases.say("watch")}</strong> {activity.watch}
                  </p>
                </details>
              )}
            </li>
          );
        })}
      </ol>
      {kept && (
        <div class="lm-tools">
          {sure ? (
            <>
              <span>{phrases.say("again-sure")}</span>
              <Tool
                action="yes-again"
                label={phrases.say("yes-again")}
                onClick={() => {
                  setSure(false);
                  props.onRun(null);
                }}
              />
              <Tool
                action="no-again"
                label={phrases.say("no-again")}
                onClick={() => setSure(false)}
              />
            </>
          ) : (
            <Tool action="again" label={phrases.say("again")} onClick={() => setSure(true)} />
          )}
        </div>
      )}
      <details>
        <summary {...quiet}>{phrases.say("cut-first")}</summary>
        {cuts}
        {session.afterwards.length > 0 && (
          <p>{phrases.say("afterwards", { what: session.afterwards.join(", ") })}</p>
        )}
      </details>
      {props.last && (
        <p class="lm-small">
          {phrases.say("last-run", {
            day: dayIn(props.language, props.last.day),
            planned: total(props.last.planned),
            took: Math.round(total(props.last.spent) / MINUTE),
          })}
        </p>
      )}
    </div>
  );
}

function started(run: Run): boolean {
  return run.since !== null || run.spent.some((seconds) => seconds > 0);
}

function total(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
