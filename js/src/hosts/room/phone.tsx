// The phone's page: one line on how it stands with the room, and what the room does now.

import { useLayoutEffect, useReducer, useRef, useState } from "preact/hooks";
import type { Line } from "../../kit/lines";
import { Notice } from "../../kit/notice";
import { Board, useWhenThere } from "./board";
import { Clock } from "./clock";
import { Menu } from "./menu";
import { Notes } from "./notes";
import type { Room } from "./room";
import { keyOf, type StageSent, viewOf } from "./stage";
import { Word } from "./word";

export function Phone({ room }: { room: Room }) {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useLayoutEffect(() => room.subscribe(() => redraw(0)), [room]);
  const { stage, phrases, standing } = room;
  const heading = useRef<HTMLHeadingElement>(null);
  const main = useRef<HTMLElement>(null);
  const key = keyOf(stage);
  const words = stage.over ? null : stage.words;
  useFocusKept(key, main, heading);
  return (
    <>
      <header class="lm-root lm-room-line">
        <div>
          <h1>{phrases.say("room-code", { code: spaced(room.code) })}</h1>{" "}
          <span role="status" data-standing={standing}>
            {phrases.say(`standing-${standing}`)}
          </span>
        </div>
        <Clock room={room} />
        <Menu room={room} />
      </header>
      <main ref={main}>
        <div role="status">
          <h2 ref={heading} class="lm-room-ask" data-view={viewOf(stage)} tabIndex={-1} dir="auto">
            {asked(room)}
          </h2>
          {words?.prompt && (
            <p class="lm-room-prompt" dir="auto">
              {words.prompt}
            </p>
          )}
        </div>
        <Trouble room={room} />
        {words?.prompt && <Notes key={words.about} room={room} about={words.about} asked />}
        <Now key={key} room={room} stage={stage} />
        {words && !words.prompt && <Notes key={words.about} room={room} about={words.about} />}
      </main>
    </>
  );
}

/** What the room is asked; where a phone can only look on, it says that. */
function asked({ stage, phrases }: Room): string {
  if (stage.over) return phrases.say("over");
  return stage.moment === "why" && viewOf(stage) === "own" ? phrases.say("why-there") : stage.ask;
}

/** A code is read and typed in parts: "K7 4P". */
function spaced(code: string): string {
  return code.replace(/(..)(?=.)/g, "$1 ");
}

/** What stands in the way, where somebody can do something about it. */
function Trouble({ room }: { room: Room }) {
  const { standing, phrases } = room;
  if (standing !== "late" && standing !== "refused") return null;
  return (
    <div class="lm-root lm-room-note">
      <Notice tone="wait">{phrases.say(`told-${standing}`)}</Notice>
    </div>
  );
}

/** What the room does now: a sentence is all there is, or one's own answer, or the exercise. */
function Now({ room, stage }: { room: Room; stage: StageSent }) {
  const view = viewOf(stage);
  if (view === "words") return <Welcome room={room} />;
  return (
    <>
      {view === "own" && <Own room={room} stage={stage} />}
      {view === "board" && <Board room={room} stage={stage} />}
    </>
  );
}

/** While the room has nothing to do: how one comes back, and pages to work alone. */
function Welcome({ room }: { room: Room }) {
  const { phrases, alone, stage, word } = room;
  return (
    <>
      {alone.length > 0 && (
        <nav class="lm-root lm-room-alone" aria-labelledby="lm-room-alone">
          <h3 id="lm-room-alone">{phrases.say("alone")}</h3>
          <p>{phrases.say("alone-why")}</p>
          <ul>
            {alone.map(([address, title]) => (
              <li key={address}>
                <a href={address} dir="auto">
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {word && !stage.over && (
        <section class="lm-root">
          <Word room={room} />
        </section>
      )}
    </>
  );
}

/** What somebody chose. */
function Own({ room, stage }: { room: Room; stage: StageSent }) {
  const [lines, setLines] = useState<Line[] | undefined>();
  const show = async () => setLines(await room.lines(stage));
  useWhenThere(room, show, room.changed(stage.exercise));
  const { phrases } = room;
  if (!lines) return null;
  return (
    <section class="lm-root lm-room-own">
      <h3>{phrases.say("own")}</h3>
      {lines.length ? (
        <dl dir="auto">
          {lines.map(([what, said]) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd>{said}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <p>{phrases.say("own-none")}</p>
      )}
    </section>
  );
}

/** Where what had the focus goes, the sentence on what comes next takes it. */
function useFocusKept(
  key: string,
  main: { current: HTMLElement | null },
  heading: { current: HTMLElement | null },
): void {
  const shown = useRef(key);
  const within = main.current?.contains(document.activeElement);
  useLayoutEffect(() => {
    if (within && shown.current !== key) heading.current?.focus();
    shown.current = key;
  });
}
