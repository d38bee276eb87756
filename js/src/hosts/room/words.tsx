// The field in which somebody writes a word for the wall, or a question for later; and what became of it.
import { useEffect, useLayoutEffect, useReducer, useRef } from "preact/hooks";
import { Tool } from "../../kit/frame";
import { isRecord } from "../../kit/records";
import type { Words as Texts } from "../../kit/types";
import { Phrases } from "../../kit/words";
import { type Note, NoteBox } from "./note_box";
import { PARKED, unsentNotes } from "./notes";
import type { Room } from "./room";

/** As in workshop/room/notes.py. */
const LONGEST = 60;
const LONGEST_QUESTION = 140;

let box: NoteBox | undefined;
let phrases: Phrases | undefined;

/** Fetches what is said here, and sends what was left. Fails where nobody answers. */
export async function open({ api, code }: Room): Promise<void> {
  if (box) return;
  const { status, told } = await api.get("api/notes/words");
  if (status !== 200 || !isRecord(told)) throw new Error(`${status}`);
  const made = new Phrases(told as Texts, document.documentElement.lang);
  phrases = made;
  box ??= new NoteBox(api, unsentNotes(code), (name) => made.say(name));
}

interface WordsProps {
  room: Room;
  about: string;
  /** Whether the host asks for it: then that stands above it already. */
  asked?: boolean;
}

export function Words(props: WordsProps) {
  return box && phrases ? <Field {...props} box={box} phrases={phrases} /> : null;
}

function Field({
  room,
  about,
  asked,
  box,
  phrases,
}: WordsProps & { box: NoteBox; phrases: Phrases }) {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useLayoutEffect(() => box.subscribe(() => redraw(0)), [box]);
  // What became of it is asked anew whenever the room goes on.
  useEffect(() => void box.look(), [box, about, room.stage.number]);
  const button = useRef<HTMLButtonElement>(null);
  const parked = about === PARKED;
  const most = parked ? LONGEST_QUESTION : LONGEST;
  const text = box.draft(about);
  const notes = box.of(about);
  const send = (event: Event) => {
    event.preventDefault();
    void box.send(about);
  };
  const back = (note: Note) => {
    void box.back(note);
    // The button that was pressed goes.
    button.current?.focus();
  };
  return (
    <section class="lm-root lm-room-words" data-notes={parked ? "later" : "words"}>
      {!asked && !parked && <h3>{phrases.say("title")}</h3>}
      {!asked && !parked && <p>{phrases.say("own")}</p>}
      <form onSubmit={send}>
        <label>
          {phrases.say(parked ? "later-field" : "field")}
          <textarea
            class="lm-writing"
            name="note"
            rows={parked ? 3 : 2}
            dir="auto"
            enterkeyhint="send"
            value={text}
            onInput={({ currentTarget }) => {
              // Browsers count otherwise: by halves of characters.
              const fits = [...currentTarget.value].slice(0, most).join("");
              if (fits !== currentTarget.value) currentTarget.value = fits;
              box.write(about, fits);
            }}
            onKeyDown={(event) => {
              if (event.key === "Enter" && !event.isComposing) send(event);
            }}
          />
        </label>
        <p class="lm-small">
          {phrases.say("left", { n: most - [...text].length })}. {phrases.say("read")}
        </p>
        <button ref={button} type="submit" class="lm-tool lm-primary" data-action="note-send">
          {phrases.say("send")}
        </button>
      </form>
      <p role="status">{box.said[about] ?? ""}</p>
      {notes.length > 0 && (
        <>
          <h4>{phrases.say("yours")}</h4>
          <ul>
            {notes.map((note) => (
              <li key={note.id} data-state={note.state}>
                <b dir="auto">{note.text}</b> <span>{phrases.say(`state-${note.state}`)}</span>
                {["new", "waits"].includes(note.state) && (
                  <Tool
                    action="note-back"
                    label={phrases.say("back")}
                    name={`${phrases.say("back")}: ${note.text}`}
                    onClick={() => back(note)}
                  />
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
