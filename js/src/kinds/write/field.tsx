// One field: a native control with its label, and below it what would help, never what is wrong.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { afterPress } from "../../kit/press";
import { Printed } from "../../kit/printed";
import { quiet } from "../../kit/quiet";
import { fitting } from "../../kit/words";
import { type Field, filled, LONGEST, type Place, textAt } from "./answer";
import type { WriteWork } from "./work";

interface FieldProps {
  work: WriteWork;
  field: Field;
  row?: number;
  uid: string;
}

export function FieldView({ work, field, row, uid }: FieldProps) {
  const { phrases, store } = work;
  const place: Place = row === undefined ? { field: field.id } : { row, field: field.id };
  const id = row === undefined ? `${uid}-${field.id}` : `${uid}-${row}-${field.id}`;
  const text = textAt(work.answer, place);
  const [cut, setCut] = useState(false);
  // While somebody writes, no new advice appears; what was there goes as soon as it is heeded.
  const [before, setBefore] = useState<string[] | null>(null);
  const textBefore = useRef("");
  const advice = work
    .lacking(place)
    .filter((name) => name !== "words" && (before === null || before.includes(name)));
  const words = work.words(field, text);
  const name = row === undefined ? field.label : `${work.rowName(row)}, ${field.label}`;

  const onInput = (event: Event) => {
    const control = event.currentTarget as HTMLInputElement;
    const fits = fitting(control.value, LONGEST);
    const tooLong = fits !== control.value;
    if (tooLong) {
      const at = Math.min(control.selectionStart ?? fits.length, fits.length);
      control.value = fits;
      control.setSelectionRange(at, at);
      if (!cut) work.say("said-cut", { field: name, most: LONGEST });
    }
    setCut(tooLong);
    const now = work.words(field, fits);
    if (now?.over && !words?.over && !tooLong)
      work.say("said-over", { field: name, ...now.values });
    work.type(place, fits);
  };
  const onFocus = () => {
    setBefore(work.lacking(place));
    textBefore.current = text;
  };
  const onBlur = () => {
    store.flush();
    afterPress(advise);
  };
  const advise = () => {
    setBefore(null);
    const found = work.lacking(place).filter((each) => each !== "words");
    if (textBefore.current === textAt(work.answer, place) || !found.length) return;
    const told = found.map((each) => work.advise(each, field)).join(" ");
    work.say("said-advice", { field: name, advice: told });
  };

  const parts = {
    hint: field.hint,
    count: words,
    cut: cut || undefined,
    advice: advice.length || undefined,
  };
  const described = Object.entries(parts).flatMap(([part, there]) =>
    there ? [`${id}-${part}`] : [],
  );
  const common = {
    id,
    class: "lm-input",
    "aria-describedby": described.join(" ") || undefined,
    onFocus,
    onBlur,
    ...quiet,
  };
  return (
    <div
      class={`lm-field lm-as-${field.as}`}
      data-item={field.id}
      data-choice={filled(text) ? "written" : undefined}
    >
      <label class="lm-label" for={id} dir="auto">
        {field.label}
      </label>
      {field.hint && (
        <p id={`${id}-hint`} class="lm-small" dir="auto">
          {field.hint}
        </p>
      )}
      {field.example && (
        <details class="lm-small lm-example">
          <summary {...quiet}>{phrases.say("example")}</summary>
          <p dir="auto">{field.example}</p>
        </details>
      )}
      <Control
        field={field}
        text={text}
        common={common}
        choose={phrases.say("choose")}
        onInput={onInput}
      />
      {field.as !== "choice" && field.as !== "date" && <Printed text={text} />}
      {row === undefined &&
        (filled(text) || work.spec.settings.earlier?.at_once) &&
        work.spec.earlier?.[field.id] && (
          <p class="lm-earlier" dir="auto">
            <b>{work.spec.settings.earlier.label}:</b> {work.spec.earlier[field.id]}
          </p>
        )}
      {words && (
        <p id={`${id}-count`} class={words.over ? "lm-over" : "lm-small"}>
          {phrases.say(words.over ? "over" : "words-of", words.values)}
        </p>
      )}
      {cut && (
        <p id={`${id}-cut`} class="lm-notice">
          {phrases.say("cut", { most: LONGEST })}
        </p>
      )}
      {advice.length > 0 && (
        <AdviceBox
          id={`${id}-advice`}
          word={phrases.say("advice")}
          sentences={advice.map((each) => work.advise(each, field))}
        />
      )}
    </div>
  );
}

/** An icon with its word, and a sentence for each piece of advice. */
export function AdviceBox(props: { id?: string; word: string; sentences: string[] }) {
  return (
    <div id={props.id} class="lm-advice">
      <span class="lm-badge lm-partly">
        <span aria-hidden="true">✎</span> {props.word}
      </span>
      {props.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}

interface ControlProps {
  field: Field;
  text: string;
  common: Record<string, unknown>;
  choose: string;
  onInput: (event: Event) => void;
}

function Control({ field, text, common, choose, onInput }: ControlProps) {
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
