// Whose answers there are: files are added and read, or those of the rehearsal are.
import { useState } from "preact/hooks";
import type { Phrases } from "../kit/words";
import type { Link, Reply, Room } from "./link";
import type { Say } from "./types";

const MEGABYTE = 1_000_000;

export interface Collecting {
  room: Room | undefined;
  rehearsing: boolean;
  read: (rehearsing?: boolean) => Promise<void>;
  /** Shows the numbers of these exercises, or of all, as far as enough is new; or of everybody. */
  show: (exercises?: string[], everybody?: boolean) => Promise<void>;
  take: (files: File[]) => Promise<void>;
}

export function useRoom(link: Link, phrases: Phrases, most: number, say: Say): Collecting {
  const [room, setRoom] = useState<Room>();
  const [rehearsing, setRehearsing] = useState(false);

  const read = async (invented = rehearsing): Promise<void> => {
    setRehearsing(invented);
    say(phrases.say("working"), "wait");
    const reply: Reply = await link.ask("read", { rehearsing: invented });
    if (reply.told) say(reply.told, "bad");
    if (!reply.room) return;
    setRoom(reply.room);
    // The page shows these sentences already.
    say(reply.room.said.join(" "), "unseen");
  };

  const show = async (exercises?: string[], everybody = false): Promise<void> => {
    const reply: Reply = await link.ask("show", { exercises, everybody });
    if (reply.told) say(reply.told, "bad");
    if (reply.room) setRoom(reply.room);
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
      const reply = await link.ask("take", { name: file.name, text: await file.text() });
      if (reply.told) bad.push(reply.told);
      else if (reply.taken) good += 1;
      else same += 1;
    }
    await read();
    say([phrases.say("taken", { n: good, same }), ...bad].join(" "), bad.length ? "bad" : "good");
  };

  return { room, rehearsing, read, show, take };
}
