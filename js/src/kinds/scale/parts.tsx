// What an item shows on either range: its text, what it was before, and the way back.
import { quiet } from "../../kit/quiet";
import type { Item } from "../../kit/types";
import type { ScaleWork } from "./work";

export function Text({ item }: { item: Item }) {
  return (
    <legend dir="auto">
      {item.setting && <span class="lm-setting">{item.setting}</span>}
      {item.text}
    </legend>
  );
}

/** Takes a rating back; as a sign alone where it stands among the steps and would move them. */
export function TakeBack(props: { work: ScaleWork; item: Item; pass: string; sign?: boolean }) {
  const { work, item, pass, sign } = props;
  const label = work.phrases.say("take-back");
  return (
    <button
      type="button"
      class="lm-tool"
      data-action="take-back"
      aria-label={sign ? label : undefined}
      title={sign ? label : undefined}
      onClick={(event) => {
        const row = event.currentTarget.closest("fieldset");
        work.rate(pass, item.id, null);
        row?.querySelector("input")?.focus();
      }}
      {...quiet}
    >
      {sign ? "✕" : label}
    </button>
  );
}

/** The answers of earlier passes; only once the item is answered, so that they do not anchor. */
export function Compared({ work, item, pass }: { work: ScaleWork; item: Item; pass: string }) {
  const earlier = work.earlier(item.id);
  // The line is there before it is filled, so that answering moves nothing.
  if (
    !earlier.length &&
    !work.spec.earlier &&
    !work.settings.passes.slice(1).some(({ id }) => id === pass)
  )
    return null;
  return (
    <p class="lm-compared" dir="auto">
      {work.compared(item.id).map((text, index) => (
        <span key={index}>
          {earlier[index] && <span aria-hidden="true">{work.mark(earlier[index].pass)} </span>}
          {text}{" "}
        </span>
      ))}
    </p>
  );
}
