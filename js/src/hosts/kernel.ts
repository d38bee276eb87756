// From anywidget's hooks to a part of a notebook that asks a kernel for things.
import type { Host } from "../kit/host";
import type { Model } from "../kit/types";
import { Questions } from "./questions";

/** What all views of one widget share, and how each is shown. */
export interface Part {
  /** Shows it; gives what takes it away. */
  show(place: HTMLElement): () => void;
  close?(): void;
}

/** A module as anywidget takes one. `patience` is how long a kernel may take, in milliseconds. */
export function part(open: (host: Host) => Part, patience: number) {
  return () => {
    let opened: Part;
    return {
      initialize({ model }: { model: Model }) {
        const send = (message: object) => model.send(message);
        const questions = new Questions(send, model.get("silence"), patience);
        model.on("msg:custom", questions.heard);
        model.on("comm_live_update", questions.end);
        opened = open({
          get: (name) => model.get(name),
          watch(name, changed) {
            model.on(`change:${name}`, changed);
            return () => model.off(`change:${name}`, changed);
          },
          ask: questions.ask,
        });
        return () => {
          opened.close?.();
          questions.end();
          model.off("msg:custom", questions.heard);
          model.off("comm_live_update", questions.end);
        };
      },
      render: ({ el }: { el: HTMLElement }) => opened.show(el),
    };
  };
}
