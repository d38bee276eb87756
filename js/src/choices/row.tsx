// One item with its options as a native radio group, and its reason below.
import { Feedback, optionsOf, verdictOf } from "../shared/feedback";
import { quiet } from "../shared/quiet";
import type { Item } from "../shared/types";
import type { Work } from "./work";

interface RowProps {
  work: Work;
  item: Item;
  uid: string;
  /** Whether a choice can be taken back, and not only changed. */
  takeOut: boolean;
}

export function Row({ work, item, uid, takeOut }: RowProps) {
  const { spec, phrases, answer } = work;
  const options = optionsOf(spec, item.id);
  const chosen = answer.choices[item.id];
  const verdict = work.judged ? verdictOf(spec, item.id, chosen) : undefined;
  const place = (option: string | null) => work.place({ item: item.id, option, at: null });
  const onKeyDown = (event: KeyboardEvent) => {
    const option = options[Number(event.key) - 1];
    if (event.key === "Delete" && takeOut && chosen !== undefined) place(null);
    else if (/^[1-9]$/.test(event.key) && option) {
      place(option.id);
      // The focus goes along, or Tab would stop at this item once more.
      (event.currentTarget as HTMLElement).querySelectorAll("input")[Number(event.key) - 1]?.focus();
    } else return;
    event.preventDefault();
  };
  return (
    <fieldset
      class="lm-row"
      data-item={item.id}
      data-choice={chosen}
      data-verdict={verdict}
      onKeyDown={onKeyDown}
    >
      <legend dir="auto">
        {item.setting && <span class="lm-setting">{item.setting}</span>}
        {item.text}
      </legend>
      <div class="lm-choices">
        {options.map((option, index) => (
          <label key={option.id} class={`lm-choice${chosen === option.id ? " lm-chosen" : ""}`}>
            <input
              type="radio"
              name={`${uid}-${item.id}`}
              value={option.id}
              checked={chosen === option.id}
              data-option={option.id}
              onChange={() => place(option.id)}
              {...quiet}
            />
            <span class="lm-number" aria-hidden="true">
              {index + 1}
            </span>
            {option.label}
          </label>
        ))}
        {takeOut && chosen !== undefined && (
          <button
            type="button"
            class="lm-tool"
            data-action="take-out"
            onClick={(event) => {
              const row = event.currentTarget.closest("fieldset");
              place(null);
              row?.querySelector("input")?.focus();
            }}
            {...quiet}
          >
            {phrases.say("take-out")}
          </button>
        )}
      </div>
      {work.judged && chosen !== undefined && (
        <Feedback spec={spec} phrases={phrases} item={item.id} option={chosen} />
      )}
    </fieldset>
  );
}
