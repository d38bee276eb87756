// What the room answered: whose files there are, the results of an exercise, and its figures.
import { useRef } from "preact/hooks";
import { Tool } from "../shared/frame";
import { quiet } from "../shared/quiet";
import type { Phrases } from "../shared/words";
import { copyTable } from "./copy";
import type { Reply } from "./link";

export function Files(props: {
  room: Reply["room"];
  rehearsing: boolean;
  received: string;
  phrases: Phrases;
  uid: string;
  onFiles: (files: File[]) => void;
  onRead: () => void;
}) {
  const { phrases, room, uid } = props;
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
      {!props.rehearsing && (
        <>
          <div class="lm-tools">
            <Tool action="add-files" label={phrases.say("add-files")} onClick={() => input.current?.click()} />
            <Tool action="read" label={phrases.say("read-again")} onClick={props.onRead} />
            <input
              ref={input}
              id={`${uid}-files`}
              type="file"
              multiple
              accept=".json,.txt,application/json"
              aria-label={phrases.say("add-files")}
              tabIndex={-1}
              onChange={({ currentTarget }) => {
                props.onFiles([...(currentTarget.files ?? [])]);
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

/** What the kernel wrote; its tables can be copied. */
export function Written({ html, onCopied }: { html: string; onCopied: (worked: boolean) => void }) {
  const onClick = async (event: MouseEvent) => {
    const button = (event.target as Element).closest('[data-action="copy"]');
    const table = button?.closest("[data-table]")?.querySelector("table");
    if (table) onCopied(await copyTable(table));
  };
  return <div class="lm-desk-written" onClick={onClick} dangerouslySetInnerHTML={{ __html: html }} />;
}

export function Figures({ figures, phrases }: { figures: Reply["figures"]; phrases: Phrases }) {
  return (
    <>
      {figures?.map(({ title, alt, image }) => (
        <figure key={title} class="lm-desk-figure">
          <figcaption>
            <strong>{title}</strong>
          </figcaption>
          <div class="lm-desk-wide" tabIndex={0} role="region" aria-label={title} {...quiet}>
            <img src={image} alt={alt} />
          </div>
          <a href={image} download={`${title}.svg`} {...quiet}>
            {phrases.say("save-figure")}
          </a>
        </figure>
      ))}
    </>
  );
}
