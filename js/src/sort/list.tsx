// The list: every card a native radio group. Screens that are narrow and screen readers do best
// with it.
import { Feedback, verdictOf } from "../shared/feedback";
import { quiet } from "../shared/quiet";
import type { Item } from "../shared/types";
import type { Work } from "./work";

export function List({ work, uid }: { work: Work; uid: string }) {
  return (
    <>
      <p>{work.phrases.say("how-to-list")}</p>
      <ol class="lm-list">
        {work.spec.items.map((item) => (
          <li key={item.id}>
            <Card work={work} item={item} uid={uid} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Card({ work, item, uid }: { work: Work; item: Item; uid: string }) {
  const { spec, phrases, answer } = work;
  const chosen = answer.choices[item.id];
  const verdict = work.judged ? verdictOf(spec, item.id, chosen) : undefined;
  const place = (option: string | null) => work.place({ item: item.id, option, at: null });
  const onKeyDown = (event: KeyboardEvent) => {
    const option = spec.options[Number(event.key) - 1];
    if (event.key === "Delete" && chosen !== undefined) place(null);
    else if (/^[1-9]$/.test(event.key) && option) place(option.id);
    else return;
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
        {spec.options.map((option, index) => (
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
        {chosen !== undefined && (
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
