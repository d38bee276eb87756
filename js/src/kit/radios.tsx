// Native radio buttons in a row, with digits as a short way; a native list where they are many.
import { quiet } from "./quiet";
import { SideIcon, sideOf } from "./side";
import type { Option } from "./types";

/** More than these fill the screen of a phone, card after card. */
const MOST = 6;

interface RadiosProps {
  /** What a list says before something is chosen. */
  ask?: string;
  name: string;
  options: Option[];
  chosen: string | undefined;
  choose: (option: string | null) => void;
  /** Whether Delete takes the choice back. */
  canTakeBack?: boolean;
  /** Whether these place the item, or say more of it. */
  places?: boolean;
  /** Large, all of them: in a grid, or in rows where their texts are long. */
  tiles?: "grid" | "rows";
  /** After a digit has chosen. */
  onDigit?: () => void;
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
      (event.currentTarget as HTMLElement)
        .querySelectorAll("input")
        [Number(event.key) - 1]?.focus();
      props.onDigit?.();
    } else return;
    event.preventDefault();
  };
  if (options.length > MOST && !props.tiles) {
    const choice = ({ currentTarget }: { currentTarget: HTMLSelectElement }) =>
      choose(currentTarget.value || null);
    return (
      <div class="lm-choices">
        <select
          class="lm-pick"
          aria-label={props.ask}
          value={chosen ?? ""}
          onChange={choice}
          {...quiet}
        >
          <option value="" disabled={!props.canTakeBack}>
            {props.ask}
          </option>
          {options.map(({ id, label, hint }, index) => (
            <option key={id} value={id}>
              {index + 1} {label}
              {props.places && hint && ` (${hint})`}
            </option>
          ))}
        </select>
        {props.children}
      </div>
    );
  }
  return (
    <div
      class={`lm-choices${props.tiles ? ` lm-${props.tiles}` : ""}`}
      data-places={options.length}
      onKeyDown={onKeyDown}
    >
      {options.map((option, index) => (
        <label
          key={option.id}
          class={`lm-choice${chosen === option.id ? " lm-chosen" : ""}${sideOf(option)}`}
        >
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
          <SideIcon side={option.side} />
          <span>
            {option.label}
            {props.places && option.hint && <span class="lm-hint">{option.hint}</span>}
          </span>
        </label>
      ))}
      {props.children}
    </div>
  );
}
