// The handout: a button that makes it, and then the way to read, print or save it.
import { addressOf } from "../kit/download";
import { make } from "../kit/element";
import { quiet } from "../kit/quiet";
import type { Model } from "../kit/types";

interface Reply {
  file?: { name: string; text: string };
  told: string;
}

/** A handout takes a few seconds; after this the kernel is taken for gone. */
const PATIENCE = 60_000;

function render({ model, el }: { model: Model; el: HTMLElement }) {
  const words: Record<string, string> = model.get("words");
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
  let timer = 0;
  let address = "";
  const forget = () => {
    if (address) URL.revokeObjectURL(address);
    address = "";
    ways.replaceChildren();
  };
  const reply = ({ file, told }: Reply) => {
    clearTimeout(timer);
    forget();
    said.textContent = told;
    if (!file) return;
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
  const silent = () => reply({ told: words["no-answer"] ?? "" });
  button.addEventListener("click", () => {
    said.textContent = words.working ?? "";
    clearTimeout(timer);
    try {
      model.send({ make: true });
      timer = window.setTimeout(silent, PATIENCE);
    } catch {
      silent();
    }
  });
  model.on("msg:custom", reply);
  el.append(root);
  return () => {
    model.off("msg:custom", reply);
    clearTimeout(timer);
    forget();
  };
}

export default { render };
