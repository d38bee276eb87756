// Native radio buttons in a row, with digits as a short way.
import { quiet } from "./quiet";
import type { Option } from "./types";

interface RadiosProps {
  name: string;
  options: Option[];
  chosen: string | undefined;
  choose: (option: string | null) => void;
  /** Whether Delete takes the choice back. */
  canTakeBack?: boolean;
  /** Whether these place the item, or say more of it. */
  places?: boolean;
  children?: preact.ComponentChildren;
}

export function Radios(props: RadiosProps) {
  const { options, chosen, choose } = props;
  const onKeyDown = (event: KeyboardEvent) => {
    const option = options[Number(event.key) - 1];
    if (event.key === "Delete" && props.canTakeBack && chosen !== undefined) choose(null);
    else if (/^[1-9]$/.test(event.key) && option) {
      choose(option.id);
      // The focus goes along, or Tab would stop at these once more.
      (event.currentTarget as HTMLElement).querySelectorAll("input")[Number(event.key) - 1]?.focus();
    } else return;
    event.preventDefault();
  };
  return (
    <div class="lm-choices" onKeyDown={onKeyDown}>
      {options.map((option, index) => (
        <label key={option.id} class={`lm-choice${chosen === option.id ? " lm-chosen" : ""}`}>
          <input
            type="radio"
            name={props.name}
            value={option.id}
            checked={chosen === option.id}
            data-option={props.places ? option.id : undefined}
            data-step={props.places ? undefined : option.id}
            onChange={() => choose(option.id)}
            {...quiet}
          />
          <span class="lm-number" aria-hidden="true">
            {index + 1}
          </span>
          {option.label}
        </label>
      ))}
      {props.children}
    </div>
  );
}
