// One turn: the situation with its options, or, once decided, what came of it.
import { quiet } from "../../kit/quiet";
import type { DecideWork } from "./work";

interface TurnProps {
  work: DecideWork;
  uid: string;
  /** Which turn, counted from 0. */
  turn: number;
  onDecide: (option: string) => void;
}

export function Turn({ work, uid, turn, onDecide }: TurnProps) {
  const { spec, path } = work;
  const item = spec.items[turn];
  if (!item) return null;
  const options = item.options ?? [];
  const decided = path[turn];
  const onKeyDown = (event: KeyboardEvent) => {
    const option = options[Number(event.key) - 1];
    const digit = /^[1-9]$/.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (decided === undefined && digit && option) onDecide(option.id);
    else return;
    event.preventDefault();
  };
  return (
    <div
      class="lm-row lm-now lm-turn"
      role="group"
      tabIndex={-1}
      aria-labelledby={`${uid}-turn ${uid}-situation`}
      data-item={item.id}
      data-choice={decided}
      onKeyDown={onKeyDown}
      {...quiet}
    >
      <h4 id={`${uid}-turn`} class="lm-setting" dir="auto">
        {work.name(turn)}
      </h4>
      <p id={`${uid}-situation`} dir="auto">
        {item.text}
      </p>
      {decided === undefined ? (
        <ol>
          {options.map((option, index) => (
            <li key={option.id}>
              <button
                type="button"
                class="lm-tool lm-decision"
                data-option={option.id}
                onClick={() => onDecide(option.id)}
                {...quiet}
              >
                <span class="lm-number" aria-hidden="true">
                  {index + 1}
                </span>
                <span dir="auto">{option.label}</span>
              </button>
            </li>
          ))}
        </ol>
      ) : (
        <Outcome work={work} turn={turn} />
      )}
    </div>
  );
}

/** What was decided, what came of it, and what moved. */
export function Outcome({ work, turn }: { work: DecideWork; turn: number }) {
  const { phrases } = work;
  return (
    <>
      <p dir="auto">
        <b>{phrases.say("you-decided")}</b> {work.decision(turn)}
      </p>
      {!work.held && (
        <div class="lm-feedback" dir="auto">
          <p>{work.consequence(turn)?.feedback}</p>
          <p>
            <strong>{work.moved(turn)}</strong>
          </p>
        </div>
      )}
    </>
  );
}
