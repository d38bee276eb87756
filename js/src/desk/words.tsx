// Words that people chose to show, and their questions for later: the host reads each one first.
import { useEffect, useRef, useState } from "preact/hooks";
import { Tool } from "../kit/frame";
import { quiet } from "../kit/quiet";
import type { Phrases } from "../kit/words";
import { copyText } from "./copy";
import type { LiveRoom } from "./live";
import type { Ask, Note, Notes } from "./types";

/** What a question for later is about; as in workshop/room/asking.py. */
const PARKED = "?";
const READY = [1, 2, 3];
const LONGEST = 120;

interface WordsProps {
  live: LiveRoom;
  ask: Ask;
  phrases: Phrases;
}

export function Words({ live, ask, phrases }: WordsProps) {
  const [open, setOpen] = useState(false);
  const [told, setTold] = useState<Notes>();
  const asked = useRef(0);
  const send = async (what: string, values: object = {}) => {
    // Of several answers the one that was asked for last is the newest.
    asked.current += 1;
    const mine = asked.current;
    const { notes } = await ask(what, values);
    if (notes && mine === asked.current) setTold(notes);
    return !!notes;
  };
  useEffect(() => {
    if (open) void send("notes");
  }, [open, live.noted, live.stage.number]);
  const { waiting } = live;
  return (
    <details class="lm-desk-words" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary {...quiet}>
        {waiting ? phrases.say("live-words-wait", { n: waiting }) : phrases.say("live-words")}
      </summary>
      {open && told && <Open told={told} over={live.over} send={send} phrases={phrases} />}
    </details>
  );
}

type Send = (what: string, values?: object) => Promise<boolean>;
interface OpenProps {
  told: Notes;
  over: boolean;
  send: Send;
  phrases: Phrases;
}

function Open({ told, over, send, phrases }: OpenProps) {
  const waiting = told.notes.filter(({ state }) => state === "new");
  const away = told.notes.filter(({ state }) => state === "out" || state === "done");
  const judge = (to: Note["state"]) => (id: string) => void send("words-judge", { id, state: to });
  return (
    <>
      {!over && <Asking told={told} send={send} phrases={phrases} />}
      <h4>{phrases.say("live-words-new")}</h4>
      <p class="lm-small">{phrases.say("live-words-read")}</p>
      {waiting.length === 0 && <p>{phrases.say("live-words-none")}</p>}
      <List
        what="new"
        notes={waiting}
        phrases={phrases}
        acts={[
          ["words-show", "live-words-show", judge("shown")],
          ["words-out", "live-words-out", judge("out")],
        ]}
      />
      {groups(told).map(([about, prompt, notes]) => (
        <Group key={about} {...{ about, prompt, notes, told, over, send, judge, phrases }} />
      ))}
      {away.length > 0 && (
        <details>
          <summary {...quiet}>{phrases.say("live-words-left")}</summary>
          <List
            what="out"
            notes={away}
            phrases={phrases}
            acts={[["words-show", "live-words-show", judge("shown")]]}
          />
        </details>
      )}
      {told.notes.length > 0 && <Copy notes={told.notes} phrases={phrases} />}
    </>
  );
}

/** What is asked, or the field to ask for something. */
function Asking({ told, send, phrases }: Omit<OpenProps, "over">) {
  const [prompt, setPrompt] = useState("");
  const askFor = async (text: string) => {
    if (text.trim() && (await send("words-ask", { prompt: text }))) setPrompt("");
  };
  if (told.asks)
    return (
      <div key="asks">
        <p>
          <b dir="auto">{phrases.say("live-words-open", { what: told.prompt })}</b>
        </p>
        <Tool
          action="words-stop"
          primary
          label={phrases.say("live-words-stop")}
          onClick={() => void send("words-stop")}
        />
      </div>
    );
  return (
    <div key="ask">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void askFor(prompt);
        }}
      >
        <label>
          {phrases.say("live-words-prompt")}
          <input
            class="lm-writing"
            name="prompt"
            type="text"
            dir="auto"
            autoComplete="off"
            maxLength={LONGEST}
            value={prompt}
            onInput={({ currentTarget }) => setPrompt(currentTarget.value)}
            {...quiet}
          />
        </label>
        <button type="submit" class="lm-tool lm-primary" data-action="words-ask" {...quiet}>
          {phrases.say("live-words-ask")}
        </button>
      </form>
      <p class="lm-small">{phrases.say("live-words-ready")}</p>
      <div class="lm-tools">
        {READY.map((n) => {
          const text = phrases.say(`live-prompt-${n}`);
          return (
            <Tool key={n} action="words-ready" label={text} onClick={() => void askFor(text)} />
          );
        })}
      </div>
    </div>
  );
}

interface GroupProps {
  about: string;
  prompt: string;
  notes: Note[];
  told: Notes;
  over: boolean;
  send: Send;
  judge: (to: Note["state"]) => (id: string) => void;
  phrases: Phrases;
}

/** What was let through about one thing; one button puts it onto the wall. */
function Group({ about, prompt, notes, told, over, send, judge, phrases }: GroupProps) {
  const parked = about === PARKED;
  // A wall of a room that is over shows nothing else.
  const shown = !over && told.wall === about;
  const acts: Act[] = [["words-off", "live-words-off", judge("out")]];
  if (parked) acts.unshift(["words-done", "live-words-done", judge("done")]);
  const next = (told.page + 1) % told.pages;
  return (
    <section data-about={about}>
      <h4 dir="auto">
        {parked
          ? phrases.say("live-words-parked-all")
          : phrases.say("live-words-through", { what: prompt })}
      </h4>
      <div class="lm-tools">
        {!over && (
          <Tool
            action="words-wall"
            pressed={shown}
            label={phrases.say("live-words-on")}
            onClick={() => void send("words-wall", { about: shown ? "" : about })}
          />
        )}
        {shown && (
          <Tool
            action="words-back"
            label={phrases.say("live-words-back")}
            onClick={() => void send("words-wall", { about: "" })}
          />
        )}
        {shown && told.pages > 1 && (
          <Tool
            action="words-page"
            label={phrases.say("live-words-page", { n: next + 1, all: told.pages })}
            onClick={() => void send("words-wall", { about, page: next })}
          />
        )}
      </div>
      <List what="shown" notes={notes} phrases={phrases} acts={acts} />
    </section>
  );
}

/** A button: its action, its label, and what it does. */
type Act = [action: string, label: string, act: (id: string) => void];

function List(props: { what: string; notes: Note[]; acts: Act[]; phrases: Phrases }) {
  const { what, notes, acts, phrases } = props;
  if (!notes.length) return null;
  return (
    <ul class="lm-desk-notes" data-notes={what}>
      {notes.map(({ id, about, text, state }) => (
        <li key={id}>
          <span>
            {what !== "shown" && about === PARKED && (
              <small>
                {phrases.say(state === "done" ? "live-words-done" : "live-words-parked")}
              </small>
            )}
            <b dir="auto">{text}</b>
          </span>
          {acts.map(([action, label, act]) => (
            <Tool
              key={action}
              action={action}
              label={phrases.say(label)}
              name={`${phrases.say(label)}: ${text}`}
              primary={action === "words-show" && what === "new"}
              onClick={() => act(id)}
            />
          ))}
        </li>
      ))}
    </ul>
  );
}

/** All of them as lines, so that they can be kept when the room is deleted. */
function Copy({ notes, phrases }: { notes: Note[]; phrases: Phrases }) {
  const [said, setSaid] = useState("");
  const copy = async () => {
    const done = await copyText(asText(notes, phrases.say("live-words-parked-all")));
    setSaid(phrases.say(done ? "live-words-copied" : "live-words-not-copied"));
  };
  return (
    <>
      <Tool action="words-copy" label={phrases.say("live-words-copy")} onClick={copy} />
      <p role="status">{said}</p>
    </>
  );
}

function asText(notes: Note[], parked: string): string {
  const about = new Map<string, string[]>();
  for (const each of [...notes].reverse()) {
    const lines = about.get(each.about) ?? [each.about === PARKED ? parked : each.prompt];
    about.set(each.about, [...lines, `- ${each.text}`]);
  }
  return [...about.values()].map((lines) => lines.join("\n")).join("\n\n");
}

/** What was let through, by what it is about: the newest first, and questions last. */
function groups({ notes }: Notes): [string, string, Note[]][] {
  const found = new Map<string, [string, string, Note[]]>();
  for (const note of notes.filter(({ state }) => state === "shown")) {
    const group = found.get(note.about) ?? [note.about, note.prompt, []];
    group[2].push(note);
    found.set(note.about, group);
  }
  const all = [...found.values()];
  return [
    ...all.filter(([about]) => about !== PARKED),
    ...all.filter(([about]) => about === PARKED),
  ];
}
