// A page to work alone, beside the room: the texts of a session with its exercises. What is answered here
// is what is there when the room comes to it, and the way back is always there.
import { render } from "preact";
import { useLayoutEffect, useReducer, useRef } from "preact/hooks";
import { Board } from "./board";
import type { Room } from "./room";
import { isTalkedAbout, viewOf } from "./stage";

/** Fills the places of the page. */
export function showAlone(room: Room): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-place]")) {
    const { of } = place.dataset;
    render(of ? <Exercise room={room} id={of} /> : <Bar room={room} />, place);
  }
}

function useRoom(room: Room): void {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useLayoutEffect(() => room.subscribe(() => redraw(0)), [room]);
}

/** The way back; and whether the room goes on meanwhile. Nobody is led away from what they do. */
function Bar({ room }: { room: Room }) {
  useRoom(room);
  const { stage, phrases, standing } = room;
  const goesOn = viewOf(stage) !== "words";
  const said = goesOn && phrases.say("goes-on", { title: stage.title });
  return (
    <header class="lm-root lm-room-line lm-room-bar" data-goes-on={goesOn}>
      <div>
        <b role="status" dir="auto">
          {stage.over ? phrases.say("over") : said}
        </b>
        <span data-standing={standing}>{phrases.say(`standing-${standing}`)}</span>
      </div>
      <a class={`lm-tool${goesOn ? " lm-primary" : ""}`} href="here">
        {phrases.say(goesOn ? "to-room-now" : "to-room")}
      </a>
    </header>
  );
}

/** An exercise: without reasons, with them, or closed while the room talks about it. */
function Exercise({ room, id }: { room: Room; id: string }) {
  useRoom(room);
  const { stage, phrases } = room;
  const place = useRef<HTMLElement>(null);
  const opened = stage.opened.includes(id);
  const closed = isTalkedAbout(stage, id);
  const key = `${opened} ${closed}`;
  const shown = useRef(key);
  const within = place.current?.contains(document.activeElement);
  useLayoutEffect(() => {
    // What had the focus is gone.
    if (within && shown.current !== key) place.current?.focus();
    shown.current = key;
  });
  const moment = opened ? "why" : "think";
  return (
    <section ref={place} tabIndex={-1} class="lm-room-stop">
      {closed ? (
        <div class="lm-root" data-closed={id}>
          <h3 dir="auto">{room.titleOf(id)}</h3>
          <p>{phrases.say("alone-closed")}</p>
        </div>
      ) : (
        <Board key={key} room={room} stage={{ ...stage, exercise: id, card: "", moment }} />
      )}
    </section>
  );
}
