// What a tap writes: a beginning that many would use, or a day.
import { quiet } from "../../kit/quiet";
import { fitting } from "../../kit/words";
import { dayFrom, type Field, LONGEST } from "./answer";
import type { WriteWork } from "./work";

/** How many days from now each of these is. */
const DAYS = { tomorrow: 1, week: 7, month: 30 } as const;

interface ChipsProps {
  work: WriteWork;
  field: Field;
  text: string;
  write: (text: string) => void;
}

export function Chips({ work, field, text, write }: ChipsProps) {
  const { phrases, spec } = work;
  const chips: { label: string; writes: string; pressed?: boolean }[] =
    field.as === "date"
      ? (Object.keys(DAYS) as (keyof typeof DAYS)[]).map((name) => {
          const day = dayFrom(work.today, DAYS[name]);
          return { label: phrases.say(`day-${name}`), writes: day, pressed: day === text };
        })
      : (field.chips ?? []).map((chip) => ({
          label: chip,
          writes: withChip(field, text, chip, spec.language),
        }));
  if (!chips.length) return null;
  return (
    <p class="lm-chips">
      {chips.map(({ label, writes, pressed }) => (
        <button
          key={label}
          type="button"
          class="lm-chip"
          data-action="chip"
          aria-pressed={pressed}
          // The field keeps the focus, and what was advised is not said in between.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => write(writes)}
          {...quiet}
        >
          {label}
        </button>
      ))}
    </p>
  );
}

/**
 * A text with a chip behind it, and room for what follows. A new sentence begins with a capital,
 * and of two chips in a row a comma makes a list.
 */
export function withChip(field: Field, text: string, chip: string, language: string): string {
  const before = text.trimEnd();
  const [first = "", ...rest] = chip;
  const said = /[.!?…]$/.test(before) ? first.toLocaleUpperCase(language) + rest.join("") : chip;
  const listed = field.as !== "text" && field.chips?.some((each) => before.endsWith(each));
  return fitting(`${before}${listed ? "," : ""}${before && " "}${said} `, LONGEST);
}
