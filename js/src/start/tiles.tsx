// The sessions, each as a tile that leads to it.
import { quiet } from "../kit/quiet";
import type { Phrases } from "../kit/words";
import { leadTo } from "../work/going";
import type { Chapter, Keeper } from "../work/keeper";

const RADIUS = 20;
const AROUND = 2 * Math.PI * RADIUS;

/** The three colours of the workshop, in turn. */
const HUES = ["lead", "manage", "both"];

export function Tiles({ keeper, phrases }: { keeper: Keeper; phrases: Phrases }) {
  return (
    <nav aria-label={phrases.say("in-workshop")}>
      <ul class="lm-tiles">
        {keeper.page.chapters.map((chapter, at) => (
          <li key={chapter.number}>
            <Tile
              chapter={chapter}
              hue={HUES[at % HUES.length] ?? ""}
              keeper={keeper}
              phrases={phrases}
            />
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface TileProps {
  chapter: Chapter;
  hue: string;
  keeper: Keeper;
  phrases: Phrases;
}

function Tile({ chapter, hue, keeper, phrases }: TileProps) {
  const { number, title, notebook, counted, promise, minutes, cover } = chapter;
  const counts = { n: keeper.done(counted), all: counted.length };
  return (
    <a
      class="lm-tile"
      href={notebook}
      data-session={number}
      data-hue={hue}
      onClick={({ currentTarget }) => leadTo(currentTarget, notebook)}
      {...quiet}
    >
      {cover ? (
        <span
          class="lm-tile-cover lm-tile-drawn"
          aria-hidden="true"
          // The workshop's own drawing, which comes with the package.
          dangerouslySetInnerHTML={{ __html: cover }}
        />
      ) : (
        <span class="lm-tile-cover" aria-hidden="true">
          {number}
        </span>
      )}
      <span class="lm-tile-text">
        <strong class="lm-tile-title">
          {number} {title}
        </strong>
        <span>{promise}</span>
        <span class="lm-tile-foot">
          <span>{minutes && phrases.say("minutes", { n: minutes })}</span>
          <span class="lm-tile-count" aria-hidden="true">
            {phrases.say("count", counts)}
          </span>
          <Ring {...counts} />
        </span>
      </span>
      <span class="lm-unseen">{phrases.say("done-tile", counts)}</span>
    </a>
  );
}

/** How much of a session is finished. */
function Ring({ n, all }: { n: number; all: number }) {
  const done = all > 0 && n === all;
  return (
    <svg class="lm-ring" viewBox="0 0 48 48" aria-hidden="true">
      <circle class="lm-ring-all" cx="24" cy="24" r={RADIUS} />
      {n > 0 && (
        <circle
          class="lm-ring-done"
          cx="24"
          cy="24"
          r={RADIUS}
          stroke-dasharray={`${(AROUND * n) / all} ${AROUND}`}
          transform="rotate(-90 24 24)"
        />
      )}
      {done && <path class="lm-ring-done" d="M15 25l7 7 12-15" />}
    </svg>
  );
}
