// One field at a time; the end shows everything that was written as a page to read.
import { useRef } from "preact/hooks";
import { Tool } from "../../kit/frame";
import { Now, One, useGoing } from "../../kit/one";
import type { Viewing } from "../../kit/views";
import { shortened } from "../../kit/words";
import { filled, rowsOf, textAt, written } from "./answer";
import { AtEnd } from "./at_end";
import { Groundless, TakeRows } from "./earlier";
import { FieldView } from "./field";
import { OwnCards } from "./own_cards";
import { type Screen, screensOf } from "./stops";
import type { WriteWork } from "./work";
import { Written } from "./written";

interface CardsProps {
  work: WriteWork;
  uid: string;
  viewing: Viewing;
}

const CONTROLS = ".lm-input, .lm-choices input";

export function Cards({ work, uid, viewing }: CardsProps) {
  const { spec, phrases, rows } = work;
  const setting = rowsOf(spec);
  const screens = screensOf(work);
  const going = useGoing(screens, work.spec.opens);
  const screen = screens.find(({ id }) => id === going.at);
  // The screen on which advice was waited for once; it never stops anybody.
  const held = useRef("");

  const lacks = (each: Screen) =>
    each.spots.some((spot) => work.lacking(spot).some((name) => name !== "words"));
  const onNext = (each: Screen) => {
    const root = going.place.current;
    const told = root?.querySelector(".lm-now .lm-advice");
    if (!lacks(each) || told || held.current === each.id) {
      held.current = "";
      going.next();
      return;
    }
    // Advice comes when a field is left, and is to be read before the field is gone.
    held.current = each.id;
    root?.querySelector<HTMLElement>('[data-action="next"]')?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent, each: Screen) => {
    const target = event.target as HTMLElement;
    if (event.key !== "Enter" || event.isComposing || event.repeat) return;
    if (!target.matches("input:not([type=radio])")) return;
    event.preventDefault();
    const all = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>(CONTROLS)];
    const next = all[all.indexOf(target) + 1];
    if (next) next.focus();
    else onNext(each);
  };
  const add = setting && rows.length < setting.most && written(rows.at(-1) ?? {}) && (
    <div class="lm-tools">
      <Tool
        action="add"
        icon="+"
        label={setting.add}
        onClick={() => {
          work.add();
          going.go(`${rows.length} ${screens.find(({ row }) => row === 0)?.id.slice(2)}`);
        }}
      />
    </div>
  );
  const answered = (each: Screen) =>
    each.spots.every((spot) => filled(textAt(work.answer, spot))) && !lacks(each);
  return (
    <One
      work={work}
      viewing={viewing}
      stops={screens}
      going={going}
      end={
        <>
          <AtEnd work={work} />
          <Written work={work} screens={screens} onOpen={going.go} />
          {add}
          {work.state === "checked" && <p class="lm-summary">{phrases.say("all-done")}</p>}
        </>
      }
      above={
        <>
          <OwnCards work={work} uid={uid} />
          <Groundless work={work} />
        </>
      }
      onNext={screen && (() => onNext(screen))}
    >
      {screen && (
        <Now key={screen.id} answered={() => answered(screen)} next={going.next}>
          <div
            data-row={screen.row}
            {...(screen.row !== undefined && {
              role: "group",
              "aria-label": work.rowName(screen.row),
            })}
            onKeyDown={(event) => onKeyDown(event, screen)}
          >
            {screen.row === 0 && <TakeRows work={work} onTake={() => going.go(screen.id)} />}
            <About work={work} screen={screen} />
            {screen.spots.map(({ what, field, row }) => (
              <FieldView
                key={field}
                work={work}
                field={what}
                {...(row !== undefined && { row })}
                uid={uid}
                onDigit={() => answered(screen) && going.next()}
                tiles={screen.spots.length > 1 ? 4 : 8}
              />
            ))}
            {screen.row === rows.length - 1 && screen.spots.at(-1)?.what === setting?.fields.at(-1)
              ? add
              : null}
          </div>
        </Now>
      )}
    </One>
  );
}

/** Of which row a screen is, and what the row is about where that stands on another screen. */
function About({ work, screen }: { work: WriteWork; screen: Screen }) {
  const { row, spots } = screen;
  const first = rowsOf(work.spec)?.fields[0];
  if (row === undefined || !first) return null;
  const about = spots[0]?.what === first ? "" : textAt(work.answer, { row, field: first.id });
  return (
    <>
      <p class="lm-setting" dir="auto">
        {work.rowName(row)}
      </p>
      {filled(about) && (
        <p class="lm-about" dir="auto">
          {shortened(about)}
        </p>
      )}
    </>
  );
}
