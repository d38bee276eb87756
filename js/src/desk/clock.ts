// The clock of a session: what was planned for each activity, and what it took.
import type { Cut } from "./types";

export interface Run {
  session: string;
  package: string;
  /** Minutes for each activity; 0 for those that are left out. */
  planned: number[];
  /** Seconds that each took, without the one that runs. */
  spent: number[];
  /** The number of the activity that goes on, counted from 0. */
  at: number;
  /** When that was begun, in milliseconds since 1970; null while the clock stands still. */
  since: number | null;
  /** Which of the cuts of its run sheet were made, by their numbers. */
  cuts?: number[];
  /** The time of day at which all has to be over, as "16:30". */
  end?: string | undefined;
}

const MINUTE = 60;
const HALF_A_DAY = 12 * 60 * MINUTE * 1000;

export function set(session: string, pack: string, planned: number[]): Run {
  const at = Math.max(
    0,
    planned.findIndex((minutes) => minutes > 0),
  );
  return { session, package: pack, planned, spent: planned.map(() => 0), at, since: null };
}

/** The seconds that each activity took until now. A clock that was set back takes nothing away. */
export function spent({ spent: before, at, since }: Run, now: number): number[] {
  const more = since === null ? 0 : Math.max(0, (now - since) / 1000);
  return before.map((seconds, place) => (place === at ? seconds + more : seconds));
}

export function pause(run: Run, now: number): Run {
  return { ...run, spent: spent(run, now), since: null };
}

export function go(run: Run, now: number): Run {
  return { ...pause(run, now), since: now };
}

/** The activity after or before this one, of those that have a place; the same where there is none. */
export function beside(run: Run, step: 1 | -1): number {
  for (let place = run.at + step; place >= 0 && place < run.planned.length; place += step) {
    if (run.planned[place]) return place;
  }
  return run.at;
}

export function move(run: Run, step: 1 | -1, now: number): Run {
  const running = run.since !== null;
  return { ...pause(run, now), at: beside(run, step), since: running ? now : null };
}

/** Gives an activity more or fewer minutes; one minute stays. */
export function longer(run: Run, place: number, minutes: number): Run {
  const planned = run.planned.map((before, each) =>
    each === place ? Math.max(1, before + minutes) : before,
  );
  return { ...run, planned };
}

/** Seconds that are left of the activity that goes on; less than none when it takes too long. */
export function left(run: Run, now: number): number {
  return (run.planned[run.at] ?? 0) * MINUTE - (spent(run, now)[run.at] ?? 0);
}

/** Seconds by which the session is behind its plan; less than none when it is ahead. */
export function behind(run: Run, now: number): number {
  const took = spent(run, now);
  const done = took
    .slice(0, run.at)
    .reduce((sum, seconds, place) => sum + seconds - (run.planned[place] ?? 0) * MINUTE, 0);
  return done + Math.max(0, -left(run, now));
}

/** How many minutes a cut saves where its activity has so many; where it is shortened, one is left. */
export function saving(cut: Cut, minutes: number, whole: number): number {
  if (cut.saves >= whole) return minutes;
  return Math.max(0, Math.min(minutes - 1, Math.round((cut.saves * minutes) / whole)));
}

/** The run as it is with the cuts that were made: what an activity has left of its minutes. */
export function cutDown(run: Run, cuts: Cut[], whole: number[]): Run {
  const planned = [...run.planned];
  for (const [n, cut] of cuts.entries()) {
    const minutes = planned[cut.activity] ?? 0;
    if (run.cuts?.includes(n)) {
      planned[cut.activity] = minutes - saving(cut, minutes, whole[cut.activity] ?? 0);
    }
  }
  return { ...run, planned };
}

/** Makes a cut, or takes it back. */
export function turn(run: Run, cut: number): Run {
  const cuts = run.cuts ?? [];
  return {
    ...run,
    cuts: cuts.includes(cut) ? cuts.filter((each) => each !== cut) : [...cuts, cut],
  };
}

/** The seconds that its plan still takes: the rest of what goes on, and all that comes after it. */
export function rest(run: Run, now: number): number {
  const after = run.planned.slice(run.at + 1).reduce((sum, minutes) => sum + minutes, 0);
  return Math.max(0, left(run, now)) + after * MINUTE;
}

/** The same run in another package: what was begun keeps its minutes, also where it is left out there. */
export function inPackage(run: Run, pack: string, plan: number[]): Run {
  const planned = plan.map((minutes, place) => {
    const begun = place === run.at || (run.spent[place] ?? 0) > 0;
    return minutes || (begun ? (run.planned[place] ?? 0) : 0);
  });
  return { ...run, package: pack, planned };
}

/** When a time of day such as "16:30" is, in milliseconds since 1970: today, or a little after midnight. */
export function moment(time: string, now: number): number {
  const [hours, minutes] = time.split(":").map(Number);
  const at = new Date(now);
  at.setHours(hours!, minutes, 0, 0);
  const missed = now - at.getTime() > HALF_A_DAY;
  return missed ? at.setDate(at.getDate() + 1) : at.getTime();
}

/** A time of day as a clock on a wall has it, such as "16:30". */
export function timeIn(language: string, at: number): string {
  return new Date(at).toLocaleTimeString(language, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
}

/** A day such as "2026-03-04" written out, as workshop/content/languages.py does. */
export function dayIn(language: string, day: string): string {
  // English as most of the world writes it: the day stands before the month.
  const written = language === "en" ? "en-001" : language;
  return new Date(`${day}T12:00`).toLocaleDateString(written, { dateStyle: "long" });
}
