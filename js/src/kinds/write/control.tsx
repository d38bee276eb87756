// The native control of a field, and the large places where it is one of a few options.
import { useLayoutEffect, useRef } from "preact/hooks";
import { quiet } from "../../kit/quiet";
import { Radios } from "../../kit/radios";
import type { Option } from "../../kit/types";
import type { Field } from "./answer";

interface ControlProps {
  field: Field;
  text: string;
  common: Record<string, unknown>;
  choose: string;
  onInput: (event: Event) => void;
}

export function Control({ field, text, common, choose, onInput }: ControlProps) {
  if (field.as === "choice") {
    return (
      <select {...common} value={text} onChange={onInput}>
        <option value="">{choose}</option>
        {field.options?.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    );
  }
  if (field.as === "text" || field.as === "words") {
    const lines = field.as === "text" ? 3 : 2;
    return <textarea {...common} dir="auto" rows={lines} value={text} onInput={onInput} />;
  }
  if (field.as === "date") return <DayInput text={text} common={common} onInput={onInput} />;
  return (
    <input
      {...common}
      type="text"
      dir="auto"
      autoComplete="off"
      inputMode={field.as === "number" ? "decimal" : undefined}
      value={text}
      onInput={onInput}
    />
  );
}

/** Until a day is complete, a date control says it is empty; what is half typed must stay there. */
function DayInput({ text, common, onInput }: Pick<ControlProps, "text" | "common" | "onInput">) {
  const control = useRef<HTMLInputElement | null>(null);
  useLayoutEffect(() => {
    if (control.current && control.current.value !== text) control.current.value = text;
  }, [text]);
  return <input {...common} ref={control} type="date" max="9999-12-31" onInput={onInput} />;
}

interface TilesProps {
  field: Field;
  id: string;
  text: string;
  describedBy: string | undefined;
  takeBack: string;
  write: (text: string) => void;
  onDigit: () => void;
}

export function Tiles({ field, id, text, describedBy, takeBack, write, onDigit }: TilesProps) {
  return (
    <div role="radiogroup" aria-labelledby={`${id}-label`} aria-describedby={describedBy}>
      <Radios
        name={id}
        options={field.options as Option[]}
        chosen={text || undefined}
        choose={(option) => write(option ?? "")}
        onDigit={onDigit}
        canTakeBack
        places
        tiles="grid"
      >
        {text && (
          <button
            type="button"
            class="lm-chip"
            data-action="take-back"
            onClick={() => write("")}
            {...quiet}
          >
            {takeBack}
          </button>
        )}
      </Radios>
    </div>
  );
}
