// Words that somebody shows the room, and questions for later. Few write any at first: what is needed
// for it is fetched when somebody is asked, or soon, so that it is there when the network is gone.
import { useEffect, useReducer } from "preact/hooks";
import { recall } from "../../kit/memory";
import type { Room } from "./room";

type Written = typeof import("./words");

/** A question for later: nobody asks for it, and it can come at any time. */
export const PARKED = "?";
/** After this it is fetched though nobody has asked, and after a failure again; in milliseconds. */
const SOON = 20_000;
const AGAIN = 2500;

let got: Written | undefined;

/** Where this browser keeps what somebody has written and not sent. */
export function unsentNotes(code: string): string {
  return `room:${code}:notes`;
}

async function fetched(room: Room): Promise<void> {
  const written = await import("./words");
  await written.open(room);
  got = written;
}

/** Sends what was left; later makes sure that all is there. */
export function startNotes(room: Room): void {
  const wait = recall(unsentNotes(room.code)) ? 0 : SOON * (1 + Math.random());
  setTimeout(() => fetched(room).catch(() => undefined), wait);
}

export function Notes(props: { room: Room; about: string; asked?: boolean }) {
  const { room } = props;
  const [tried, again] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    if (got) return;
    let timer = 0;
    fetched(room).then(
      () => again(0),
      () => {
        timer = window.setTimeout(() => again(0), AGAIN);
      },
    );
    return () => clearTimeout(timer);
  }, [tried]);
  return got ? <got.Words {...props} /> : <p>{room.phrases.say("coming")}</p>;
}
