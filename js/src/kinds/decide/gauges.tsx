// Where the gauges stand, and what the last decision did to them.
import type { DecideWork, Move } from "./work";

export function Gauges({ work }: { work: DecideWork }) {
  const { phrases, path } = work;
  const last = path.length - 1;
  const change = ({ by }: Move) =>
    by === 0
      ? phrases.say("change-none")
      : phrases.say(by > 0 ? "change-up" : "change-down", { n: Math.abs(by) });
  return (
    <>
      <ul class="lm-gauges" aria-label={phrases.say("gauges")}>
        {work.moves(last).map((move) => (
          <li key={move.label}>
            <span class="lm-gauge-line">
              <span>{move.label}</span> <strong>{move.value}</strong>
            </span>
            <Bar value={move.value} />
            {last >= 0 && <span class="lm-small">{change(move)}</span>}
          </li>
        ))}
      </ul>
      <p class="lm-small">{phrases.say("teaching-device")}</p>
    </>
  );
}

/** The number beside it says the same. */
export function Bar({ value }: { value: number }) {
  return (
    <span class="lm-level" aria-hidden="true">
      <span style={{ width: `${value}%` }} />
    </span>
  );
}
