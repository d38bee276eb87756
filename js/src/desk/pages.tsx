// The debrief of a session, and the report on the whole workshop.
import { useEffect, useState } from "preact/hooks";
import { addressOf } from "../kit/download";
import { Tool } from "../kit/frame";
import { quiet } from "../kit/quiet";
import type { Phrases } from "../kit/words";
import type { Collecting } from "./room";
import { Told } from "./standing";
import type { Ask, Say, Session } from "./types";
import { Written } from "./written";

interface PageProps {
  collecting: Collecting;
  phrases: Phrases;
  ask: Ask;
  say: Say;
}

/** A page that the kernel writes, written anew when what it is about changes. */
function useWritten(props: PageProps, what: string, session = ""): string {
  const [html, setHtml] = useState("");
  const { room } = props.collecting;
  useEffect(() => {
    let mine = true;
    setHtml("");
    if (room) void props.ask(what, { session }).then((reply) => mine && setHtml(reply.html ?? ""));
    return () => {
      mine = false;
    };
  }, [room, session]);
  return html;
}

export function Debrief(props: PageProps & { session: Session }) {
  const exercises = props.session.exercises.map(([id]) => id);
  return (
    <>
      <Told
        collecting={props.collecting}
        exercises={exercises}
        phrases={props.phrases}
        say={props.say}
      />
      <Written
        html={useWritten(props, "debrief", props.session.number)}
        phrases={props.phrases}
        say={props.say}
      />
    </>
  );
}

export function Report(props: PageProps) {
  const { collecting, phrases, ask, say } = props;
  const html = useWritten(props, "report");
  const [made, setMade] = useState<{ name: string; address: string } | null>(null);
  useEffect(() => () => URL.revokeObjectURL(made?.address ?? ""), [made]);
  useEffect(() => setMade(null), [collecting.room]);
  const make = async () => {
    say(phrases.say("working"), "wait");
    await collecting.show();
    const { file, said } = await ask("make-report");
    if (!file) return;
    setMade({ name: file.name, address: addressOf(file.text, "text/html") });
    say((said ?? []).join(" "));
  };
  return (
    <>
      <Told
        collecting={collecting}
        exercises={Object.keys(collecting.room?.standing ?? {})}
        phrases={phrases}
        say={say}
      />
      <div class="lm-tools">
        <Tool action="make-report" primary label={phrases.say("make-report")} onClick={make} />
        {made && (
          <>
            <a href={made.address} target="_blank" data-action="open" {...quiet}>
              {phrases.say("open-report")}
            </a>
            <a href={made.address} download={made.name} data-action="save" {...quiet}>
              {phrases.say("save-report")}
            </a>
          </>
        )}
      </div>
      <Written html={html} phrases={phrases} say={say} />
    </>
  );
}
