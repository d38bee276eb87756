// One item on a scale of five, as a native radio group.
import { quiet } from "../../kit/quiet";
import type { Item } from "../../kit/types";
import type { Value } from "./answer";
import { Compared, TakeBack, Text } from "./parts";
import type { ScaleWork } from "./work";

interface StepsProps {
  work: ScaleWork;
  item: Item;
  pass: string;
  uid: string;
}

export function Steps({ work, item, pass, uid }: StepsProps) {
  const { spec, phrases, settings } = work;
  const chosen = work.value(item.id, pass);
  const earlier = work.earlier(item.id);
  const steps: { value: Value; label: string; key: string }[] = spec.options.map(
    ({ label }, index) => ({ value: index + 1, label, key: String(index + 1) }),
  );
  if (settings.not_applicable) {
    steps.push({ value: "na", label: phrases.say("not-applicable"), key: "0" });
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase() === "n" ? "0" : event.key;
    const index = steps.findIndex((step) => step.key === key);
    const step = steps[index];
    if (event.key === "Delete") work.rate(pass, item.id, null);
    else if (step) {
      work.rate(pass, item.id, step.value);
      // The focus goes along, or Tab would stop at this item once more.
      (event.currentTarget as HTMLElement).querySelectorAll("input")[index]?.focus();
    } else return;
    event.preventDefault();
  };
  return (
    <fieldset class="lm-row" data-item={item.id} data-choice={chosen} onKeyDown={onKeyDown}>
      <Text item={item} />
      <div class="lm-choices lm-even">
        {steps.map(({ value, label, key }) => (
          <label key={key} class={`lm-choice${chosen === value ? " lm-chosen" : ""}`}>
            <input
              type="radio"
              name={`${uid}-${pass}-${item.id}`}
              value={value}
              checked={chosen === value}
              data-option={value}
              onChange={() => work.rate(pass, item.id, value)}
              {...quiet}
            />
            <span class="lm-number" aria-hidden="true">
              {key}
            </span>
            {label}
            {earlier.map((each) =>
              each.value === value ? (
                <span key={each.pass.id} class="lm-sign" aria-hidden="true">
                  {work.mark(each.pass)}
                </span>
              ) : null,
            )}
          </label>
        ))}
        {chosen !== undefined && <TakeBack work={work} item={item} pass={pass} sign />}
      </div>
      <Compared work={work} item={item} pass={pass} />
    </fieldset>
  );
}
