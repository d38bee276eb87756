// What the start page and the header of a session have in common as pages of somebody's work.
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef } from "preact/hooks";
import { keepFocus } from "../kit/focus";
import { Speaker } from "../kit/live";
import { Phrases } from "../kit/words";
import type { Keeper } from "./keeper";

export interface Around {
  root: RefObject<HTMLElement | null>;
  speaker: Speaker;
  phrases: Phrases;
}

/** Follows a keeper: what it tells is drawn and said; who comes back sees what was done elsewhere. */
export function useKeeper(keeper: Keeper): Around {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const root = useRef<HTMLElement | null>(null);
  const speaker = useMemo(() => new Speaker(), []);
  const { page } = keeper;
  const phrases = useMemo(() => new Phrases(page.words, page.language), [page]);
  useLayoutEffect(() => (root.current ? keepFocus(root.current) : undefined), []);
  useLayoutEffect(() => keeper.subscribe(() => redraw(0)), [keeper]);
  useEffect(() => {
    if (keeper.told) speaker.say(keeper.told);
  }, [keeper.told]);
  useEffect(() => {
    const seen = new IntersectionObserver(([entry]) => entry?.isIntersecting && keeper.look());
    if (root.current) seen.observe(root.current);
    return () => seen.disconnect();
  }, [keeper]);
  return { root, speaker, phrases };
}
