// A figure: a button, then the picture with its words and its table. No library: it is that small.
import { type Part, part } from "../hosts/kernel";
import { drawing } from "../kit/drawing";
import { make } from "../kit/element";
import type { Host } from "../kit/host";
import { quiet } from "../kit/quiet";

interface Drawn {
  title?: string;
  alt?: string;
  wide?: string;
  narrow?: string;
  columns?: string[];
  rows?: string[][];
  said?: string;
}

function table({ title = "", columns = [], rows = [] }: Drawn): HTMLElement {
  const head = make("tr", {}, ...columns.map((text) => make("th", { scope: "col" }, text)));
  const body = rows.map(([name = "", ...cells]) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, name),
      ...cells.map((text) => make("td", {}, text)),
    ),
  );
  return make(
    "table",
    {},
    make("caption", {}, title),
    make("thead", {}, head),
    make("tbody", {}, ...body),
  );
}

/** The picture for a page with room, and the one for a phone; the style sheet shows one of them. */
function pictures({ alt = "", wide = "", narrow = "" }: Drawn): Element[] {
  const drawn = { wide: drawing(wide, alt), narrow: narrow ? drawing(narrow, alt) : null };
  return Object.entries(drawn).flatMap(([name, picture]) => {
    picture?.setAttribute("class", `lm-picture-${name}`);
    return picture ?? [];
  });
}

function show(host: Host, place: HTMLElement): () => void {
  const words: Record<string, string> = host.get("words");
  const button = make("button", {
    type: "button",
    class: "lm-tool lm-primary",
    "data-action": "draw",
    ...quiet,
  });
  const shown = make("div", { class: "lm-drawn" });
  const said = make("p", { role: "status", class: "lm-status" });
  const root = make(
    "section",
    { class: "lm-root lm-picture", "data-figure": words.name ?? "", lang: words.language ?? "" },
    button,
    said,
    shown,
  );
  const say = (text = "", unseen = false) => {
    said.textContent = text;
    said.classList.toggle("lm-unseen", unseen);
  };
  const draw = () => {
    const drawn: Drawn = host.get("drawn");
    button.textContent = (drawn.wide ? words["draw-again"] : words.draw) ?? "";
    // With a picture the words are for those who do not see it; without, for everybody.
    say(drawn.said, Boolean(drawn.wide));
    shown.replaceChildren();
    if (!drawn.wide) return;
    const summary = make("summary", { ...quiet }, words["as-table"] ?? "");
    shown.append(
      make("h3", { class: "lm-title" }, drawn.title ?? ""),
      make(
        "div",
        {
          class: "lm-wide",
          tabindex: "0",
          role: "region",
          "aria-label": drawn.title ?? "",
          ...quiet,
        },
        ...pictures(drawn),
      ),
      make(
        "details",
        {},
        summary,
        make(
          "div",
          {
            class: "lm-wide",
            tabindex: "0",
            role: "region",
            "aria-label": `${drawn.title}: ${words["as-table"]}`,
            ...quiet,
          },
          table(drawn),
        ),
      ),
    );
  };
  const ask = async () => {
    say(words.working);
    const { wrong, said: told } = await host.ask<{ said: string }>("draw", {}, say);
    // The picture comes by itself; where it is the one that is there, only this does.
    if (wrong) say(wrong);
    else say(told, Boolean(shown.firstChild));
  };
  button.addEventListener("click", ask);
  const unwatch = host.watch("drawn", draw);
  draw();
  place.append(root);
  return unwatch;
}

/** The first figure takes long on a new machine; after this it is said that nothing answers. */
const PATIENCE = 60_000;

export function open(host: Host): Part {
  return { show: (place) => show(host, place) };
}

export default part(open, PATIENCE);
