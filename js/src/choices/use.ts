// What the boards of these kinds share: redrawing, speaking, and going to the summary.
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef } from "preact/hooks";
import { Speaker } from "../shared/live";
import type { Store } from "../shared/store";
import { Phrases } from "../shared/words";
import type { Answer } from "./answer";
import type { Work } from "./work";

type MakeWork<W extends Work> = new (
  store: Store<Answer>,
  phrases: Phrases,
  speaker: Speaker,
) => W;

export function useWork<W extends Work>(store: Store<Answer>, Make: MakeWork<W>) {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const summary = useRef<HTMLElement | null>(null);
  const toSummary = useRef(false);
  const [work, speaker] = useMemo(() => {
    const speaker = new Speaker();
    const phrases = new Phrases(store.spec.words, store.spec.language);
    return [new Make(store, phrases, speaker), speaker] as const;
  }, [store]);
  useEffect(() => store.subscribe(() => redraw(0)), [store]);
  useLayoutEffect(() => {
    if (!toSummary.current || !summary.current) return;
    toSummary.current = false;
    summary.current.focus();
  });
  const focusSummary = () => {
    toSummary.current = true;
    redraw(0);
  };
  return { work, speaker, summary, focusSummary };
}
