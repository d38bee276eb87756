// One field: a native control with its label, and below it what would help, never what is wrong.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { afterPress } from "../../kit/press";
import { Printed } from "../../kit/printed";
import { quiet } from "../../kit/quiet";
import { fitting } from "../../kit/words";
import { AdviceBox } from "./advised";
import { type Field, filled, LONGEST, type Place, textAt } from "./answer";
import { Chips } from "./chips";
import { Compared } from "./compared";
import { Control, Tiles } from "./control";
import { Before } from "./earlier";
import type { WriteWork } from "./work";

interface FieldProps {
  work: WriteWork;
  field: Field;
  row?: number;
  uid: string;
  /** Where the field is alone on its screen, or nearly so: the most options that all show. */
  tiles?: number;
  onDigit?: () => void;
}

export function FieldView({ work, field, row, uid, tiles = 0, onDigit }: FieldProps) {
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

  const { earlier } = work.spec.settings;
  const wrote = row === undefined ? work.before(field.id) : "";
  const parts = {
    hint: field.hint,
    before: (field.about && wrote) || undefined,
    count: words,
    cut: cut || undefined,
    advice: advice.length || undefined,
  };
  const described = Object.entries(parts).flatMap(([part, there]) =>
    there ? [`${id}-${part}`] : [],
  );
  const box = useRef<HTMLDivElement | null>(null);
  const wanted = useRef(false);
  useLayoutEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    const control = box.current?.querySelector<HTMLInputElement>(".lm-input");
    control?.focus({ preventScroll: true });
    control?.setSelectionRange(control.value.length, control.value.length);
  });
  const onChip = (written: string) => {
    wanted.current = field.as !== "date";
    work.type(place, written);
    if (!wanted.current) work.say("said-day", { field: name, day: work.shown(field, written) });
  };
  // What is about an earlier text is asked wherever there is one.
  const label =
    field.optional && !field.about ? (
      <>
        {field.label} <span class="lm-small">{phrases.say("if-you-like")}</span>
      </>
    ) : (
      field.label
    );
  const asTiles = field.options !== undefined && field.options.length <= tiles;
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
      ref={box}
      class={`lm-field lm-as-${field.as}`}
      data-item={field.id}
      data-choice={filled(text) ? "written" : undefined}
    >
      {asTiles ? (
        <span class="lm-label" id={`${id}-label`} dir="auto">
          {label}
        </span>
      ) : (
        <label class="lm-label" for={id} dir="auto">
          {label}
        </label>
      )}
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
      {field.about && <Before id={`${id}-before`} label={phrases.say("you-wrote")} text={wrote} />}
      {asTiles ? (
        <Tiles
          field={field}
          id={id}
          text={text}
          describedBy={common["aria-describedby"]}
          takeBack={phrases.say("take-back")}
          write={(option) => work.type(place, option)}
          onDigit={() => onDigit?.()}
        />
      ) : (
        <Control
          field={field}
          text={text}
          common={common}
          choose={phrases.say("choose")}
          onInput={onInput}
        />
      )}
      {field.answer && (
        <Compared
          work={work}
          answer={field.answer}
          wrote={filled(text)}
          write={(said) => work.type(place, said)}
        />
      )}
      {tiles > 0 && <Chips work={work} field={field} text={text} write={onChip} />}
      {field.as !== "choice" && field.as !== "date" && <Printed text={text} />}
      {!field.about && earlier && (filled(text) || earlier.at_once) && (
        <Before id={`${id}-before`} label={`${earlier.label}:`} text={wrote} />
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
