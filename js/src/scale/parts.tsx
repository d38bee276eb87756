// What an item shows on either range: its text, what it was before, and the way back.
import { quiet } from "../shared/quiet";
import type { Item } from "../shared/types";
import type { ScaleWork } from "./work";

/** The sign of an earlier pass, on the scale and in the line below it. */
export function markOf(index: number): string {
  return ["◆", "▲"][index] ?? "";
}

export function Text({ item }: { item: Item }) {
  return (
    <legend dir="auto">
      {item.setting && <span class="lm-setting">{item.setting}</span>}
      {item.text}
    </legend>
  );
}

export function TakeBack(props: { work: ScaleWork; item: Item; pass: string }) {
  const { work, item, pass } = props;
  return (
    <button
      type="button"
      class="lm-tool"
      data-action="take-back"
      onClick={(event) => {
        const row = event.currentTarget.closest("fieldset");
        work.rate(pass, item.id, null);
        row?.querySelector("input")?.focus();
      }}
      {...quiet}
    >
      {work.phrases.say("take-back")}
    </button>
  );
}

/** The answers of earlier passes; only once the item is answered, so that they do not anchor. */
export function Compared({ work, item }: { work: ScaleWork; item: Item }) {
  const earlier = work.earlier(item.id).length;
  if (!earlier) return null;
  return (
    <p class="lm-compared" dir="auto">
      {work.compared(item.id).map((text, index) => (
        <span key={index}>
          {index < earlier && <span aria-hidden="true">{markOf(index)} </span>}
          {text}{" "}
        </span>
      ))}
    </p>
  );
}
