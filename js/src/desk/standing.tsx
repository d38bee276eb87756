// What is told of the room's answers, what is new since then, and the buttons that tell it.
import { Tool } from "../kit/frame";
import type { Phrases } from "../kit/words";
import type { Collecting } from "./room";
import type { Say, Standing } from "./types";

interface StandingProps {
  collecting: Collecting;
  exercises: string[];
  phrases: Phrases;
  say: Say;
}

/** Stands above numbers of one exercise or of several; nothing where answers are invented. */
export function Told({ collecting, exercises, phrases, say }: StandingProps) {
  const { room } = collecting;
  const all = exercises.flatMap((id) => room?.standing[id] ?? []);
  if (!all.length) return null;
  const only = all.length === 1 ? all[0]! : null;
  const ready = all.filter((each) => each.ready).length;
  const wait = all.filter(
    (each) => !each.ready && (each.held || (each.told > 0 && each.new > 0)),
  ).length;
  const show = async (everybody: boolean) => {
    await collecting.show(everybody ? undefined : exercises, everybody);
    say(phrases.say("said-shown"), "unseen");
  };
  return (
    <div class="lm-desk-told" data-told={only?.told ?? ""} data-waits={wait}>
      {(only ? one(only, phrases) : several(ready, wait, phrases)).map((text) => (
        <p key={text}>{text}</p>
      ))}
      {ready > 0 && (
        <div class="lm-tools">
          <Tool
            action="show-answers"
            primary
            label={phrases.say("show-answers")}
            onClick={() => show(false)}
          />
        </div>
      )}
      {wait > 0 && (
        <>
          <div class="lm-tools">
            <Tool action="count-all" label={phrases.say("count-all")} onClick={() => show(true)} />
          </div>
          <p class="lm-small">{phrases.say("count-all-means")}</p>
        </>
      )}
    </div>
  );
}

function one(
  { people, told, new: fresh, ready, least, held }: Standing,
  phrases: Phrases,
): string[] {
  const there =
    people === null ? phrases.say("answered-few") : phrases.say("answered", { n: people });
  if (held && !ready) return [there, phrases.say("new-held", { n: fresh, least })];
  if (!told) return ready ? [there, phrases.say("not-shown")] : [there];
  const from = phrases.say("shown-of", { n: told });
  return fresh
    ? [there, from, phrases.say(ready ? "new-ready" : "new-waits", { n: fresh, least })]
    : [there, from];
}

function several(ready: number, wait: number, phrases: Phrases): string[] {
  const waiting = wait ? [phrases.say("some-wait", { n: wait })] : [];
  return ready ? [phrases.say("some-ready", { n: ready }), ...waiting] : waiting;
}
