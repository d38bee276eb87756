// One item with its options as a native radio group, and what follows the choice below.
import { quiet } from "../../kit/quiet";
import { Radios } from "../../kit/radios";
import type { Item } from "../../kit/types";
import { optionsOf } from "../../kit/verdicts";
import { After } from "./after";
import type { Work } from "./work";

interface RowProps {
  work: Work;
  item: Item;
  uid: string;
}

export function Row({ work, item, uid }: RowProps) {
  const { spec, phrases, answer, canTakeOut } = work;
  const chosen = answer.choices[item.id];
  const place = (option: string | null) => work.place({ item: item.id, option, at: null });
  return (
    <fieldset
      class="lm-row"
      data-item={item.id}
      data-choice={chosen}
      data-verdict={work.shown(item.id)}
    >
      <legend dir="auto">
        {item.setting && <span class="lm-setting">{item.setting}</span>}
        {item.text}
      </legend>
      <Radios
        name={`${uid}-${item.id}`}
        options={optionsOf(spec, item.id).map((option) => {
          const card = work.holder(option.id, item.id);
          return { ...option, hint: card && phrases.say("taken-by", { card }) };
        })}
        ask={phrases.say("choose")}
        chosen={chosen}
        choose={place}
        canTakeBack={canTakeOut}
        places
      >
        {canTakeOut && chosen !== undefined && (
          <button
            type="button"
            class="lm-tool"
            data-action="take-out"
            onClick={(event) => {
              const row = event.currentTarget.closest("fieldset");
              place(null);
              row?.querySelector<HTMLElement>("input, select")?.focus();
            }}
            {...quiet}
          >
            {phrases.say("take-out")}
          </button>
        )}
      </Radios>
      <After work={work} item={item} uid={uid} />
    </fieldset>
  );
}
