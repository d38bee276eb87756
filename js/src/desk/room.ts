// Whose answers there are: files are added and read, or those of the rehearsal are.
import { useRef, useState } from "preact/hooks";
import type { Host } from "../kit/host";
import type { Phrases } from "../kit/words";
import type { Ask, Reply, Room, Say } from "./types";

const MEGABYTE = 1_000_000;

export interface Collecting {
  room: Room | undefined;
  rehearsing: boolean;
  read: (rehearsing?: boolean) => Promise<void>;
  /** Reads where nothing was read yet and nothing is being read. */
  readFirst: () => void;
  /** Shows the numbers of these exercises, or of all, as far as enough is new; or of everybody. */
  show: (exercises?: string[], everybody?: boolean) => Promise<void>;
  take: (files: File[]) => Promise<void>;
}

export function useRoom(
  host: Host,
  ask: Ask,
  phrases: Phrases,
  most: number,
  say: Say,
): Collecting {
  const [room, setRoom] = useState<Room>();
  const [rehearsing, setRehearsing] = useState(false);
  // A second reply would draw the tables anew under the hand of whoever opened or copied one.
  const reading = useRef(0);

  const read = async (invented = rehearsing): Promise<void> => {
    setRehearsing(invented);
    say(phrases.say("working"), "wait");
    reading.current += 1;
    const { room: found } = await ask("read", { rehearsing: invented });
    reading.current -= 1;
    if (!found) return;
    setRoom(found);
    // The page shows these sentences already.
    say(found.said.join(" "), "unseen");
  };

  const readFirst = (): void => {
    if (!room && !reading.current) void read();
  };

  const show = async (exercises?: string[], everybody = false): Promise<void> => {
    const { room: found } = await ask("show", { exercises, everybody });
    if (found) setRoom(found);
  };

  const take = async (files: File[]): Promise<void> => {
    say(phrases.say("working"), "wait");
    const bad: string[] = [];
    let good = 0;
    let same = 0;
    for (const file of files) {
      if (file.size > most) {
        bad.push(phrases.say("too-large", { name: file.name, most: most / MEGABYTE }));
        continue;
      }
      const values = { text: await file.text() };
      const { wrong, taken } = await host.ask<Reply>("take", values, (silence) =>
        say(silence, "bad"),
      );
      // Of many files, which one it is.
      if (wrong) bad.push(`${file.name}: ${wrong}`);
      else if (taken) good += 1;
      else same += 1;
    }
    await read();
    say([phrases.say("taken", { n: good, same }), ...bad].join(" "), bad.length ? "bad" : "good");
  };

  return { room, rehearsing, read, readFirst, show, take };
}
