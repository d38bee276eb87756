// A figure: a button, then the picture with its words and its table. No library: it is that small.
import { make } from "../kit/element";
import { quiet } from "../kit/quiet";
import type { Model } from "../kit/types";

interface Drawn {
  title?: string;
  alt?: string;
  image?: string;
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

function render({ model, el }: { model: Model; el: HTMLElement }) {
  const words: Record<string, string> = model.get("words");
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
  const draw = () => {
    const drawn: Drawn = model.get("drawn");
    button.textContent = (drawn.image ? words["draw-again"] : words.draw) ?? "";
    said.textContent = drawn.said ?? "";
    // With a picture the words are for those who do not see it; without, for everybody.
    said.classList.toggle("lm-unseen", Boolean(drawn.image));
    shown.replaceChildren();
    if (!drawn.image) return;
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
        make("img", { src: drawn.image, alt: drawn.alt ?? "" }),
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
  button.addEventListener("click", () => model.send({ draw: true }));
  model.on("change:drawn", draw);
  draw();
  el.append(root);
  return () => model.off("change:drawn", draw);
}

export default { render };
