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
    <ul class="lm-gauges" aria-label={phrases.say("gauges")}>
      {work.moves(last).map((move) => (
        <li key={move.label}>
          {move.label}
          <span class="lm-gauge-line">
            <strong>{move.value}</strong> {last >= 0 && <span>{change(move)}</span>}
          </span>
          <Bar value={move.value} />
        </li>
      ))}
    </ul>
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
