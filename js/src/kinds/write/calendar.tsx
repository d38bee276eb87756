// A button that makes a file for somebody's calendar: the day of a step, and after a plan three days
// to look at it again. No word that they wrote is in it. Fetched once the end of an exercise is seen that
// has it; so all that it needs alone stands in this module and in kit/ics.ts.
import { useState } from "preact/hooks";
import { download } from "../../kit/download";
import { Tool } from "../../kit/frame";
import { type AllDay, calendarFile, publicPage } from "../../kit/ics";
import { dayFrom, fieldsOf } from "./answer";
import type { WriteWork } from "./work";

const FILE = "coming-back.ics";
/** So many days from now it is looked at again. */
const AGAIN = [30, 60, 90];
/** A day that is further away was not meant. */
const YEAR = 366;

export function Calendar({ work }: { work: WriteWork }) {
  const { phrases, spec } = work;
  const [told, setTold] = useState("");
  const one = work.spec.settings.calendar === "next-step" ? "-next" : "";
  if (!daysOf(work).length) return <p class="lm-small">{phrases.say("calendar-no-day")}</p>;
  const put = () => {
    const days = daysOf(work);
    download(FILE, calendarFile(days, publicPage(spec.page), new Date()), "text/calendar");
    const values = {
      file: FILE,
      days: days.map(({ day, title }) => `${title}: ${work.asDay(day)}`).join("\n"),
    };
    work.say("calendar-made", values);
    setTold(phrases.say("calendar-made", values));
  };
  return (
    <div class="lm-calendar">
      <div class="lm-tools">
        <Tool action="calendar" label={phrases.say(`calendar-put${one}`)} onClick={put} />
      </div>
      <p class="lm-small">{told || phrases.say(`calendar-why${one}`)}</p>
    </div>
  );
}

/** The days, in their order; that of a step where one was chosen that is ahead. */
function daysOf({ spec, answer, phrases, today }: WriteWork): AllDay[] {
  const named = (name: string | number, day: string): AllDay => ({
    id: `${spec.id}-${name}`,
    day,
    until: dayFrom(day, 1),
    title: phrases.say(`calendar-${name}`),
    about: `${phrases.say(`calendar-${name}-about`)}\n${phrases.say("calendar-from")}`,
  });
  const dated = fieldsOf(spec).find(({ as }) => as === "date");
  const chosen = (dated && answer.fields[dated.id]) ?? "";
  const ahead = chosen >= today && chosen <= dayFrom(today, YEAR);
  const one = spec.settings.calendar === "next-step";
  const step = ahead ? [named(one ? "next" : "first", chosen)] : [];
  return one ? step : [...step, ...AGAIN.map((days) => named(days, dayFrom(today, days)))];
}
