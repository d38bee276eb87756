// What shows a time is drawn anew while the time goes on.
import { useEffect, useReducer } from "preact/hooks";

/** Draws again and again, after so many milliseconds each time; not at all where that is 0. */
export function useTicks(every: number): void {
  const [, tick] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    if (!every) return;
    const timer = setInterval(() => tick(0), every);
    return () => clearInterval(timer);
  }, [every]);
}
