// When it has to be over, when it will be by the plan, and how far the two are apart.
import { quiet } from "../kit/quiet";
import type { Phrases } from "../kit/words";
import { moment, timeIn } from "./clock";

const MINUTE = 60_000;

interface EndProps {
  /** When it is over by the plan, in milliseconds since 1970. */
  planned: number;
  /** The time of day that was set. */
  end: string | undefined;
  /** Minutes of the break that goes on. */
  pause: number;
  now: number;
  disabled: boolean;
  phrases: Phrases;
  language: string;
  onEnd: (end: string | undefined) => void;
}

/**
 * Minutes by which the plan ends after the time that was set; less than none where it ends before.
 * Of the time that is shown, which leaves seconds out.
 */
export function lateBy(planned: number, end: string | undefined, now: number): number {
  return end ? Math.floor((planned - moment(end, now)) / MINUTE) : 0;
}

export function End({ planned, end, pause, now, disabled, phrases, language, onEnd }: EndProps) {
  const late = lateBy(planned, end, now);
  const time = timeIn(language, planned);
  const apart = late > 0 ? "end-late" : late < 0 ? "end-early" : "end-fits";
  return (
    <div class="lm-desk-end">
      <label>
        {phrases.say("end")}
        <input
          type="time"
          value={end ?? ""}
          disabled={disabled}
          data-choose="end"
          onChange={({ currentTarget }) => onEnd(currentTarget.value || undefined)}
          {...quiet}
        />
      </label>
      <p data-ends={time}>
        {phrases.say(pause ? "plan-ends-break" : "plan-ends", { time, n: pause })}
        {end &&
          ` ${phrases.say(apart, { n: Math.abs(late) })} ${phrases.say("end-left", {
            n: Math.max(0, Math.ceil((moment(end, now) - now) / MINUTE)),
          })}`}
      </p>
    </div>
  );
}
