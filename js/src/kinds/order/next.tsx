// "What comes next?": the steps that were chosen, in their order, and those that still wait.
import { useLayoutEffect, useRef } from "preact/hooks";
import { quiet } from "../../kit/quiet";
import { arranged } from "./answer";
import type { OrderWork } from "./work";

export function Next({ work, onLast }: { work: OrderWork; onLast: () => void }) {
  const { spec, phrases, placed } = work;
  const ids = arranged(spec, work.answer);
  const place = useRef<HTMLDivElement | null>(null);
  // The number, among the steps that wait, of the one that gets the focus.
  const wanted = useRef(-1);
  const line = useRef<HTMLOListElement | null>(null);
  useLayoutEffect(() => {
    // The list moves by itself, and the page stays where it is.
    if (line.current) line.current.scrollTop = line.current.scrollHeight;
    const waiting = place.current?.querySelectorAll<HTMLElement>(".lm-waiting [data-item]");
    if (wanted.current >= 0) waiting?.[Math.min(wanted.current, waiting.length - 1)]?.focus();
    wanted.current = -1;
  }, [placed]);
  const step = (id: string, index: number) => {
    const chosen = index < placed;
    const text = spec.items.find((item) => item.id === id)?.text;
    return (
      <li key={id}>
        <button
          type="button"
          class="lm-card"
          data-item={id}
          data-choice={chosen ? index + 1 : undefined}
          aria-label={
            chosen ? phrases.say("put-back", { n: index + 1, card: text ?? "" }) : undefined
          }
          onClick={() => {
            wanted.current = chosen ? 0 : index - placed;
            if (chosen) work.putBack(id);
            else work.choose(id);
            if (work.left === 0) onLast();
          }}
          {...quiet}
        >
          <span class="lm-text" dir="auto">
            {chosen && <b class="lm-place">{index + 1}. </b>}
            {text}
          </span>
        </button>
      </li>
    );
  };
  return (
    <div class="lm-now lm-next" ref={place}>
      {placed > 0 && (
        <ol ref={line} class="lm-steps-chosen" aria-label={phrases.say("your-order")}>
          {ids.slice(0, placed).map(step)}
        </ol>
      )}
      {work.left > 0 && (
        <>
          <h4>{phrases.say("what-next")}</h4>
          <ol class="lm-waiting" aria-label={phrases.say("what-next")}>
            {ids.slice(placed).map((id, index) => step(id, placed + index))}
          </ol>
        </>
      )}
    </div>
  );
}
