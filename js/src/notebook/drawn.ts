// A picture with its title and its table; where nothing can draw one, this is not fetched.
import { drawing } from "../kit/drawing";
import { make } from "../kit/element";
import { quiet } from "../kit/quiet";
import type { Drawn } from "./picture";

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

/** What is shown of it; `asTable` is what the table is opened by. */
export function parts(drawn: Drawn, asTable: string): Element[] {
  const { title = "" } = drawn;
  const wide = { class: "lm-wide", tabindex: "0", role: "region", ...quiet };
  return [
    make("h3", { class: "lm-title" }, title),
    make("div", { ...wide, "aria-label": title }, ...pictures(drawn)),
    make(
      "details",
      {},
      make("summary", { ...quiet }, asTable),
      make("div", { ...wide, "aria-label": `${title}: ${asTable}` }, table(drawn)),
    ),
  ];
}
