// From anywidget's hooks to a Preact component. One closure per model: nothing is shared between
// boards, and all views of one board share its store.
import { type ComponentType, render } from "preact";
import { type BoardProps, Store } from "../kit/store";
import type { Model, Spec } from "../kit/types";

export function widget<A extends object>(
  Board: ComponentType<BoardProps<A>>,
  apply: (spec: Spec, answer: A, delta: object) => A,
) {
  return () => {
    let store: Store<A>;
    return {
      initialize({ model }: { model: Model }) {
        store = new Store<A>(model, apply);
        return () => store.close();
      },
      render({ el }: { el: HTMLElement }) {
        // No crypto.randomUUID: over plain http on a local network there is none.
        const uid = `lm-${Math.random().toString(36).slice(2)}`;
        render(<Board store={store} uid={uid} />, el);
        return () => render(null, el);
      },
    };
  };
}
