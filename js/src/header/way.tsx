// Where somebody is: the exercises of this session and all sessions, and the way to each.
import type { RefObject } from "preact";
import { quiet } from "../kit/quiet";
import type { Phrases } from "../kit/words";
import type { Chapter, Keeper } from "./keeper";

const ICONS = new Map([
  ["open", "○"],
  ["begun", "◐"],
  ["finished", "●"],
]);

interface WayProps {
  keeper: Keeper;
  phrases: Phrases;
  uid: string;
  root: RefObject<HTMLElement | null>;
}

export function Way({ keeper, phrases, uid, root }: WayProps) {
  const { number, chapters, titles } = keeper.page;
  const state = (id: string) => keeper.states[id] ?? "open";
  const done = ({ counted }: Chapter) => counted.filter((id) => state(id) === "finished").length;
  const counted = chapters.find((chapter) => chapter.number === number)?.counted ?? [];
  const go = (id: string) => {
    const page = root.current?.closest(".jp-Notebook, .jp-NotebookPanel, body");
    const board = page?.querySelector<HTMLElement>(`section[data-exercise="${id}"]`);
    if (!board) return keeper.tell(phrases.say("not-on-page"));
    board.scrollIntoView();
    board.focus({ preventScroll: true });
  };
  return (
    <div class="lm-way">
      <div>
        <p id={`${uid}-here`}>{phrases.say("in-session")}</p>
        <ul aria-labelledby={`${uid}-here`}>
          {Object.entries(titles).map(([id, title]) => (
            <li key={id} data-state={state(id)}>
              <span aria-hidden="true">{ICONS.get(state(id))}</span>
              <button type="button" class="lm-link" onClick={() => go(id)} {...quiet}>
                {title}
              </button>
              <span class="lm-small">
                {phrases.say(`state-${state(id)}`)}
                {!counted.includes(id) && ` · ${phrases.say("extra")}`}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <nav aria-label={phrases.say("in-workshop")}>
        <p>{phrases.say("in-workshop")}</p>
        <ul>
          {chapters.map((chapter) => (
            <li key={chapter.number}>
              <a
                href={chapter.notebook}
                aria-current={chapter.number === number ? "page" : undefined}
                onClick={({ currentTarget }) => openInLab(currentTarget, chapter.notebook)}
                {...quiet}
              >
                {chapter.number} {chapter.title}
              </a>
              <span class="lm-small">
                {chapter.number === number && `${phrases.say("you-are-here")} · `}
                {done(chapter)}/{chapter.counted.length}
              </span>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}

/**
 * In JupyterLab a link opens in a tab beside this one, by the command that its attributes name; it
 * wants the whole path, which stands in the address of the page. Elsewhere it is a link.
 */
function openInLab(link: HTMLAnchorElement, notebook: string): void {
  const [, path] = /\/lab\/(?:workspaces\/[^/]+\/)?tree\/(.*)$/.exec(location.pathname) ?? [];
  if (path === undefined) return;
  const here = decodeURIComponent(path).split("/").slice(0, -1);
  link.dataset.commandlinkerCommand = "docmanager:open";
  link.dataset.commandlinkerArgs = JSON.stringify({ path: [...here, notebook].join("/") });
}
