// The board of an exercise in a room.
import kinds from "kinds";
import { useEffect, useReducer, useRef, useState } from "preact/hooks";
import { keepMarks } from "./marks";
import type { Room } from "./room";
import type { StageSent } from "./stage";

/** The board of the exercise, or of one of its cards. */
export function Board({ room, stage }: { room: Room; stage: StageSent }) {
  const place = useRef<HTMLDivElement>(null);
  const close = useRef<() => void>(() => {});
  const [wrong, setWrong] = useState(false);
  useEffect(() => () => close.current(), []);
  const there = useWhenThere(room, async (gone) => {
    const made = await room.model(stage);
    const load = made && kinds[made.kind];
    if (!load) return setWrong(true);
    const { default: make } = await load();
    styled(room.sheetOf(made.kind));
    const el = place.current;
    if (gone() || !el) return;
    const board = make();
    const end = board.initialize({ model: made.model });
    const away = board.render({ el });
    const unmark = made.marks && keepMarks(el, made.known, made.marks, room.phrases);
    close.current = () => {
      unmark?.();
      end();
      away();
    };
  });
  return (
    <>
      <div
        ref={place}
        class={`lm-room-board${stage.card ? " lm-room-card" : ""}`}
        data-place="exercise"
      />
      {wrong && <p>{room.phrases.say("no-exercise")}</p>}
      {!there && <p>{room.phrases.say("coming")}</p>}
    </>
  );
}

/** Does something once for each version; again where it failed, when the room is there again. Says whether it is done. */
export function useWhenThere(
  room: Room,
  act: (gone: () => boolean) => Promise<void>,
  version?: unknown,
): boolean {
  const [done, setDone] = useState(false);
  const [tried, again] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    let gone = false;
    let timer = 0;
    act(() => gone).then(
      () => !gone && setDone(true),
      () => {
        timer = window.setTimeout(() => again(0), AGAIN);
      },
    );
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [room, tried, version]);
  return done;
}

/** So long after a failure it is tried again, in milliseconds. */
const AGAIN = 2500;

/** Fetches a style sheet, once. */
function styled(name: string | undefined): void {
  const address = `assets/${name}`;
  if (!name || document.querySelector(`link[href="${address}"]`)) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  document.head.append(link);
}
