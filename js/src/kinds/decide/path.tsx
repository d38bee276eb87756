// The decisions taken so far, with what came of each; at the end also what kind of choice each was.
import { quiet } from "../../kit/quiet";
import { rulesOf } from "./play";
import { Outcome } from "./turn";
import type { DecideWork } from "./work";

export function Path({ work, turns, ended }: { work: DecideWork; turns: number; ended: boolean }) {
  const { spec, phrases } = work;
  if (turns === 0) return null;
  const kind = (turn: number) =>
    rulesOf(spec).strategies.find(({ id }) => id === work.consequence(turn)?.strategy)?.choice;
  return (
    <details class="lm-path" open={ended}>
      <summary {...quiet}>{phrases.say("path-title", { n: turns })}</summary>
      <ol>
        {spec.items.slice(0, turns).map((item, turn) => (
          <li key={item.id} class="lm-row" data-item={item.id} data-choice={work.path[turn]}>
            <p class="lm-setting" dir="auto">
              {work.name(turn)}
            </p>
            {ended && kind(turn) && (
              <p class="lm-small" dir="auto">
                {phrases.say("kind-of-choice", { kind: kind(turn) ?? "" })}
              </p>
            )}
            <Outcome work={work} turn={turn} />
          </li>
        ))}
      </ol>
    </details>
  );
}
