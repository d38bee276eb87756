// Everything that was written, as a page to read: the questions small, the own words large.
import { Fragment } from "../../kit/h";
import { quiet } from "../../kit/quiet";
import { AdviceBadge, AdviceBox } from "./advised";
import { filled, rowsOf, textAt } from "./answer";
import type { Screen } from "./stops";
import type { WriteWork } from "./work";

interface WrittenProps {
  work: WriteWork;
  screens: Screen[];
  /** Opens the screen on which something was written. */
  onOpen: (screen: string) => void;
}

export function Written({ work, screens, onOpen }: WrittenProps) {
  const { phrases, answer } = work;
  const spots = screens.flatMap(({ id, spots }) => spots.map((spot) => ({ ...spot, screen: id })));
  const there = spots.filter((spot) => filled(textAt(answer, spot)));
  const together = work.lackingTogether;
  const last = there.filter(({ row }) => row !== undefined).at(-1);
  return (
    <>
      {there.map((spot, index) => {
        const { row, what, screen } = spot;
        const advised = work.lacking(spot).length > 0;
        return (
          <Fragment key={`${row} ${what.id}`}>
            {row !== undefined && row !== there[index - 1]?.row && <h4>{work.rowName(row)}</h4>}
            <button
              type="button"
              class="lm-wrote"
              data-action="change"
              onClick={() => onOpen(screen)}
              {...quiet}
            >
              <span class="lm-small" dir="auto">
                {what.label}
              </span>
              <span class="lm-wording" dir="auto">
                {work.shown(what, textAt(answer, spot))}
              </span>
              {what.answer && (
                <span class="lm-small" dir="auto">
                  {phrases.say("the-answer", { answer: what.answer })}
                </span>
              )}
              {advised && <AdviceBadge word={phrases.say("advice")} />}
            </button>
            {spot === last && together.length > 0 && rowsOf(work.spec) && (
              <AdviceBox
                word={phrases.say("advice")}
                sentences={together.map((name) => work.advise(name))}
              />
            )}
          </Fragment>
        );
      })}
    </>
  );
}
