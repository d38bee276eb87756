// What is seldom needed: a question for later, going along to a new address, and leaving.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Tool } from "../../kit/frame";
import { Notes, PARKED } from "./notes";
import type { Room } from "./room";
import { Word } from "./word";

export function Menu({ room }: { room: Room }) {
  const { phrases } = room;
  const [open, setOpen] = useState(false);
  return (
    <>
      <Tool
        action="menu"
        label="⋯"
        name={phrases.say("menu")}
        expanded={open}
        onClick={() => setOpen(!open)}
      />
      {(open || room.standing === "away") && (
        <div class="lm-panel lm-room-menu">
          {open && <Word room={room} />}
          <Move room={room} />
          {open && !room.stage.over && <Later room={room} />}
          {open && <Leave room={room} />}
        </div>
      )}
    </>
  );
}

/** A question that can wait: the facilitator finds it at the desk. */
function Later({ room }: { room: Room }) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Tool
        action="later"
        label={room.phrases.say("note-later")}
        expanded={open}
        onClick={() => setOpen(!open)}
      />
      {open && <Notes room={room} about={PARKED} />}
    </div>
  );
}

/** Takes everything out, once somebody has said yes to that. */
function Leave({ room }: { room: Room }) {
  const { phrases } = room;
  const [sure, setSure] = useState(false);
  const [wrong, setWrong] = useState("");
  const place = useRef<HTMLDivElement>(null);
  const asked = useRef(false);
  // The button that was pressed is gone: what takes its place has the focus.
  useLayoutEffect(() => {
    const next = sure ? "leave-no" : "leave";
    if (asked.current) place.current?.querySelector<HTMLElement>(`[data-action=${next}]`)?.focus();
    asked.current = true;
  }, [sure]);
  const leave = async () => {
    if (await room.withdraw()) location.replace("./");
    else setWrong(phrases.say("not-left"));
  };
  const turn = (to: boolean) => () => {
    setWrong("");
    setSure(to);
  };
  return (
    <div ref={place}>
      {sure && <p>{phrases.say("leave-sure")}</p>}
      <div class="lm-tools">
        {sure && <Tool action="leave-yes" label={phrases.say("leave-yes")} onClick={leave} />}
        {sure && <Tool action="leave-no" label={phrases.say("leave-no")} onClick={turn(false)} />}
        {!sure && <Tool action="leave" label={phrases.say("leave")} onClick={turn(true)} />}
      </div>
      <p role="status">{wrong}</p>
    </div>
  );
}

/** The laptop may have another address by now: this page takes what it has along. */
function Move({ room }: { room: Room }) {
  const { phrases } = room;
  const [wrong, setWrong] = useState("");
  const go = (event: Event) => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem("address");
    const link = room.linkTo((field as HTMLInputElement).value);
    if (link) location.href = link;
    else setWrong(phrases.say("no-address"));
  };
  return (
    <form onSubmit={go}>
      <label>
        {phrases.say("new-address")}
        <input
          class="lm-writing"
          name="address"
          type="text"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellcheck={false}
          placeholder="10.0.0.5:8000"
        />
      </label>
      <button type="submit" class="lm-tool">
        {phrases.say("go-there")}
      </button>
      <p role="status">{wrong}</p>
    </form>
  );
}
