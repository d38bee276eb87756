// The handout: a button that makes it, and then the way to read, print or save it.
import { type Part, part } from "../hosts/kernel";
import { addressOf } from "../kit/download";
import { make } from "../kit/element";
import type { Answer, Host } from "../kit/host";
import { quiet } from "../kit/quiet";

interface Reply {
  file: { name: string; text: string };
  told: string;
}

function show(host: Host, place: HTMLElement): () => void {
  const words: Record<string, string> = host.get("words");
  const root = make("section", {
    class: "lm-root lm-take-home",
    "data-handout": "",
    lang: words.language ?? "",
    "aria-label": words.make ?? "",
    ...quiet,
  });
  const button = make(
    "button",
    { type: "button", class: "lm-tool lm-primary", "data-action": "make", ...quiet },
    words.make ?? "",
  );
  const said = make("p", { role: "status" });
  const ways = document.createElement("p");
  root.append(button, said, ways);
  let address = "";
  let closed = false;
  const forget = () => {
    if (address) URL.revokeObjectURL(address);
    address = "";
    ways.replaceChildren();
  };
  const tell = ({ file, told, wrong }: Answer<Reply>) => {
    forget();
    said.textContent = wrong ?? told ?? "";
    if (!file || closed) return;
    address = addressOf(file.text, "text/html");
    ways.append(
      make(
        "a",
        { href: address, target: "_blank", "data-action": "open", ...quiet },
        words.open ?? "",
      ),
      make(
        "a",
        { href: address, download: file.name, "data-action": "save", ...quiet },
        words.save ?? "",
      ),
    );
  };
  button.addEventListener("click", async () => {
    said.textContent = words.working ?? "";
    tell(await host.ask<Reply>("make", {}, (wrong) => tell({ wrong })));
  });
  place.append(root);
  return () => {
    closed = true;
    forget();
  };
}

/** A handout takes a few seconds; after this it is said that nothing answers, in milliseconds. */
const PATIENCE = 60_000;

export function open(host: Host): Part {
  return { show: (place) => show(host, place) };
}

export default part(open, PATIENCE);
