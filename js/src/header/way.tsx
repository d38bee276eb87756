// Where somebody is: the exercises of this session and all sessions, and the way to each.
import type { RefObject } from "preact";
import { quiet } from "../kit/quiet";
import type { Phrases } from "../kit/words";
import { boardOf, leadTo, showBoard } from "../work/going";
import type { Keeper } from "../work/keeper";

const ICONS = new Map([
  ["open", "○"],
  ["begun", "◐"],
  ["finished", "●"],
]);

export interface WayProps {
  keeper: Keeper;
  phrases: Phrases;
  uid: string;
  root: RefObject<HTMLElement | null>;
  /** What is done when somebody goes to an exercise of this session. */
  onLeave: () => void;
  onPrivacy: () => void;
}

export function Way({ keeper, phrases, uid, root, onLeave, onPrivacy }: WayProps) {
  const { number, start, chapters, titles } = keeper.page;
  const counted = chapters.find((chapter) => chapter.number === number)?.counted ?? [];
  const all = chapters.flatMap((chapter) => chapter.counted);
  const go = (id: string) => {
    const board = boardOf(root.current, id);
    if (!board) return keeper.tell(phrases.say("not-on-page"));
    onLeave();
    // When the list is gone, and the page has its place again.
    requestAnimationFrame(() => showBoard(board));
  };
  return (
    <div class="lm-panel lm-way">
      <div>
        <p id={`${uid}-here`}>{phrases.say("in-session")}</p>
        <ul aria-labelledby={`${uid}-here`}>
          {Object.entries(titles).map(([id, title]) => (
            <li key={id} data-state={keeper.state(id)}>
              <span aria-hidden="true">{ICONS.get(keeper.state(id))}</span>
              <button type="button" class="lm-link" onClick={() => go(id)} {...quiet}>
                {title}
              </button>
              <span class="lm-small">
                {phrases.say(`state-${keeper.state(id)}`)}
                {!counted.includes(id) && ` · ${phrases.say("extra")}`}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <nav aria-label={phrases.say("in-workshop")}>
        <p>
          {phrases.say("in-workshop")}
          <span class="lm-small">
            {" "}
            · {phrases.say("done-workshop", { n: keeper.done(all), all: all.length })}
          </span>
        </p>
        <ul>
          <li class="lm-header-narrow">
            <a
              href={start}
              onClick={({ currentTarget }) => leadTo(currentTarget, start)}
              {...quiet}
            >
              {phrases.say("start-page")}
            </a>
          </li>
          {chapters.map((chapter) => (
            <li key={chapter.number}>
              <a
                href={chapter.notebook}
                aria-current={chapter.number === number ? "page" : undefined}
                onClick={({ currentTarget }) => leadTo(currentTarget, chapter.notebook)}
                {...quiet}
              >
                {chapter.number} {chapter.title}
              </a>
              <span class="lm-small">
                {chapter.number === number && `${phrases.say("you-are-here")} · `}
                {keeper.done(chapter.counted)}/{chapter.counted.length}
              </span>
            </li>
          ))}
          <li class="lm-header-narrow">
            <button
              type="button"
              class="lm-link"
              data-action="privacy"
              onClick={onPrivacy}
              {...quiet}
            >
              {phrases.say("privacy")}
            </button>
          </li>
        </ul>
      </nav>
    </div>
  );
}
