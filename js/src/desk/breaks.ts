// Breaks of the live room: the clock of the session waits for their end, and goes on by itself.
import { useEffect, useReducer, useRef } from "preact/hooks";
import type { Host } from "../kit/host";
import { go, pause, type Run } from "./clock";
import type { LiveRoom } from "./live";

/** When the break that goes on is over, by the clock on this side; 0 where there is none. */
export function useBreak(host: Host, run: Run | null, onRun: (run: Run) => void): number {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const live: LiveRoom | undefined = host.get("live");
  const waits = useRef(false);
  // The server's clock may go otherwise; what it says is that of the moment when it was told.
  const ahead = useRef([0, 0]);
  if (live && ahead.current[1] !== live.now) ahead.current = [live.now - Date.now(), live.now];
  useEffect(() => host.watch("live", () => redraw(0)), [host]);
  const stage = live?.stage;
  const ends = stage?.moment === "between" && !live?.over ? stage.ends : 0;
  useEffect(() => {
    if (ends && run?.since) {
      waits.current = true;
      onRun(pause(run, Date.now()));
    } else if (!ends && waits.current) {
      waits.current = false;
      if (run && run.since === null) onRun(go(run, Date.now()));
    }
  }, [ends]);
  return ends && ends - ahead.current[0]!;
}
