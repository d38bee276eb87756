// At the end of a page whose answers this browser keeps: why a file of them is wise, and the button.
import { download } from "../../kit/download";
import { make } from "../../kit/element";
import type { Host } from "../../kit/host";
import { quiet } from "../../kit/quiet";
import type { Words } from "../../kit/types";
import type { Part } from "../kernel";

interface Reply {
  file: { name: string; text: string };
}

export function open(host: Host): Part {
  const words: Words = host.get("page").words;
  return {
    show(place) {
      const button = make(
        "button",
        { type: "button", class: "lm-tool", "data-action": "keep", ...quiet },
        words["keep-save"] ?? "",
      );
      const said = make("p", { role: "status" });
      button.addEventListener("click", async () => {
        const { file, wrong } = await host.ask<Reply>("save");
        if (file) download(file.name, file.text, "application/json");
        said.textContent = wrong ?? words["keep-saved"] ?? "";
      });
      const why = make("p", {}, words["keep-why"] ?? "");
      place.append(make("section", { class: "lm-root lm-keep" }, why, button, said));
      return () => place.replaceChildren();
    },
  };
}
