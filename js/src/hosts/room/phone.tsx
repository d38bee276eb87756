// The phone's page: one line on how it stands with the room, and what the room does now.

import kinds from "kinds";
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from "preact/hooks";
import type { Line } from "../../kit/lines";
import { Notice } from "../../kit/notice";
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
  if (view === "words") return stage.over || !room.word ? null : <Welcome room={room} />;
  return (
    <>
      {view === "own" && <Own room={room} stage={stage} />}
      {stage.moment === "again" && <Own room={room} stage={stage} before />}
      {view === "board" && <Board room={room} stage={stage} />}
    </>
  );
}

/** While there is nothing to do, there is time to write down how one comes back. */
function Welcome({ room }: { room: Room }) {
  return (
    <section class="lm-root">
      <Word room={room} />
    </section>
  );
}

/** What somebody chose: now, or before they were asked again. */
function Own({ room, stage, before }: { room: Room; stage: StageSent; before?: boolean }) {
  const [lines, setLines] = useState<Line[] | undefined>();
  const show = async () => setLines(await room.lines(stage, before));
  useWhenThere(room, show, room.changed(stage.exercise));
  const { phrases } = room;
  if (!lines || (before && !lines.length)) return null;
  const [only] = lines;
  if (before && stage.card && only)
    return (
      <p class="lm-room-before" dir="auto">
        {phrases.say("before")} <b>{only[1]}</b>
      </p>
    );
  const list = (
    <dl dir="auto">
      {lines.map(([what, said]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>{said}</dd>
        </div>
      ))}
    </dl>
  );
  if (before)
    return (
      <details class="lm-room-before">
        <summary>{phrases.say("before-all")}</summary>
        {list}
      </details>
    );
  return (
    <section class="lm-root lm-room-own">
      <h3>{phrases.say("own")}</h3>
      {lines.length ? list : <p>{phrases.say("own-none")}</p>}
    </section>
  );
}

/** The board of the exercise, or of one of its cards. */
function Board({ room, stage }: { room: Room; stage: StageSent }) {
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
    close.current = () => {
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
function useWhenThere(
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
