// The files that participants handed in: what was read, what was set aside, and how more are added.
import { useRef } from "preact/hooks";
import { Tool } from "../kit/frame";
import type { Phrases } from "../kit/words";
import type { Collecting } from "./room";

export function Files(props: {
  collecting: Collecting;
  received: string;
  phrases: Phrases;
  uid: string;
}) {
  const { collecting, phrases, uid } = props;
  const { room } = collecting;
  const input = useRef<HTMLInputElement | null>(null);
  return (
    <div data-room={room?.people ?? ""}>
      {room?.said.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {room && room.aside.length > 0 && (
        <ul class="lm-desk-list" data-aside="">
          {room.aside.map(([name, why]) => (
            <li key={name}>
              <strong>{name}</strong>: {why}
            </li>
          ))}
        </ul>
      )}
      {!collecting.rehearsing && (
        <>
          <div class="lm-tools">
            <Tool
              action="add-files"
              label={phrases.say("add-files")}
              onClick={() => input.current?.click()}
            />
            <Tool
              action="read"
              label={phrases.say("read-again")}
              onClick={() => collecting.read()}
            />
            <input
              ref={input}
              id={`${uid}-files`}
              type="file"
              multiple
              accept=".json,.txt,application/json"
              aria-label={phrases.say("add-files")}
              tabIndex={-1}
              onChange={({ currentTarget }) => {
                void collecting.take([...(currentTarget.files ?? [])]);
                // So that the same files can be chosen once more.
                currentTarget.value = "";
              }}
            />
          </div>
          <p class="lm-small">{phrases.say("where-files", { folder: props.received })}</p>
        </>
      )}
    </div>
  );
}
