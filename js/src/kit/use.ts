// What all boards share: redrawing, speaking, and going to the summary.
import { useLayoutEffect, useMemo, useReducer, useRef } from "preact/hooks";
import { focusOn, keepFocus } from "./focus";
import { Speaker } from "./live";
import type { Store } from "./store";
import { Phrases } from "./words";
import type { BoardWork } from "./work";

/** Looks back at what is there by now: work may be brought back while a board is open. */
export function followEarlier<A extends object>(
  { spec, model }: Store<A>,
  redraw: () => void,
): () => void {
  const look = () => {
    const { earlier } = model.get("spec");
    if (earlier === spec.earlier) return;
    spec.earlier = earlier;
    redraw();
  };
  model.on("change:spec", look);
  look();
  return () => model.off("change:spec", look);
}

type MakeWork<A extends object, W extends BoardWork<A>> = new (
  store: Store<A>,
  phrases: Phrases,
  speaker: Speaker,
) => W;

export function useWork<A extends object, W extends BoardWork<A>>(
  store: Store<A>,
  Make: MakeWork<A, W>,
) {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const root = useRef<HTMLElement | null>(null);
  const summary = useRef<HTMLElement | null>(null);
  const toSummary = useRef(false);
  const [work, speaker] = useMemo(() => {
    const speaker = new Speaker();
    const phrases = new Phrases(store.spec.words, store.spec.language);
    return [new Make(store, phrases, speaker), speaker] as const;
  }, [store]);
  // Before anything else can happen: a change between drawing and listening would never be seen.
  useLayoutEffect(() => store.subscribe(() => redraw(0)), [store]);
  useLayoutEffect(() => (root.current ? keepFocus(root.current) : undefined), []);
  useLayoutEffect(() => {
    if (!toSummary.current || !summary.current) return;
    toSummary.current = false;
    focusOn(summary.current);
  });
  const focusSummary = () => {
    toSummary.current = true;
    redraw(0);
  };
  return {
    work,
    root,
    summary,
    focusSummary,
    redraw: () => redraw(0),
    frame: { work, speaker, rootRef: root },
  };
}
