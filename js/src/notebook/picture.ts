// A figure: a button, then the picture, which comes with what shows it. No library: it is that small.
import { type Part, part } from "../hosts/kernel";
import { make } from "../kit/element";
import type { Host } from "../kit/host";
import { quiet } from "../kit/quiet";

export interface Drawn {
  title?: string;
  alt?: string;
  wide?: string;
  narrow?: string;
  columns?: string[];
  rows?: string[][];
  said?: string;
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
  const draw = async () => {
    const drawn: Drawn = host.get("drawn");
    button.textContent = (drawn.wide ? words["draw-again"] : words.draw) ?? "";
    // With a picture the words are for those who do not see it; without, for everybody.
    say(drawn.said, Boolean(drawn.wide));
    shown.replaceChildren();
    if (!drawn.wide) return;
    const { parts } = await import("./drawn");
    // Another one may have come meanwhile.
    if (drawn === host.get("drawn"))
      shown.replaceChildren(...parts(drawn, words["as-table"] ?? ""));
  };
  const ask = async () => {
    say(words.working);
    const { wrong, said: told } = await host.ask<{ said: string }>("draw", {}, say);
    // The picture comes by itself; where it is the one that is there, only this does.
    if (wrong) say(wrong);
    else say(told, Boolean(host.get("drawn").wide));
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
