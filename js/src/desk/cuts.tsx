// What to cut when time runs short: a button for each, in the order of the run sheet. One press cuts it,
// another takes that back.
import { Tool } from "../kit/frame";
import type { Phrases } from "../kit/words";
import { cutDown, left, type Run, saving, turn } from "./clock";
import type { Session } from "./types";

const MINUTE = 60;

interface CutsProps {
  session: Session;
  /** The run without its cuts. */
  run: Run;
  disabled: boolean;
  phrases: Phrases;
  onCut: (run: Run, made: boolean) => void;
}

export function Cuts({ session, run, disabled, phrases, onCut }: CutsProps) {
  const whole = session.activities.map(({ minutes }) => minutes);
  return (
    <>
      <ul class="lm-desk-cuts">
        {session.cut.map((cut, n) => {
          const made = run.cuts?.includes(n) ?? false;
          const before = cutDown(made ? turn(run, n) : run, session.cut, whole);
          const minutes = before.planned[cut.activity] ?? 0;
          const saved = saving(cut, minutes, whole[cut.activity] ?? 0);
          // What is over, or nearly, saves nothing any more.
          const there =
            cut.activity > run.at ||
            (cut.activity === run.at && left(before, Date.now()) >= saved * MINUTE);
          const values = { what: cut.how, n: saved };
          // What the package leaves out is no choice.
          if (!minutes && !made) return null;
          return (
            <li key={cut.how} data-made={made || undefined}>
              <Tool
                action="cut"
                label={phrases.say(
                  made ? "cut-back" : there && saved ? "cut-it" : "cut-late",
                  values,
                )}
                disabled={disabled || (!made && (!there || !saved))}
                onClick={() => onCut(turn(run, n), !made)}
              />
            </li>
          );
        })}
      </ul>
      <p>
        {phrases.say("keep")} {session.keep}
      </p>
    </>
  );
}
