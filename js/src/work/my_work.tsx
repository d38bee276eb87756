// What can be done with somebody's work: save it, hand it in, bring it back, start over, finish.
import { useEffect, useRef, useState } from "preact/hooks";
import { Tool } from "../kit/frame";
import { Notice } from "../kit/notice";
import { quiet } from "../kit/quiet";
import type { Phrases } from "../kit/words";
import type { Asking, Keeper } from "./keeper";

interface Props {
  keeper: Keeper;
  phrases: Phrases;
  uid: string;
}

/** All of it; `parts` are what somebody can start over with, each with its name. */
export function MyWork({ keeper, phrases, uid, parts }: Props & { parts: [string, string][] }) {
  return (
    <div class="lm-panel" id={`${uid}-my-work`}>
      <div class="lm-tools">
        <Tool action="save" label={phrases.say("save")} onClick={() => keeper.save()} />
        <Tool action="hand-in" label={phrases.say("hand-in")} onClick={() => keeper.handIn()} />
        <FilePicker keeper={keeper} label={phrases.say("bring")} uid={uid} />
      </div>
      <StartOver keeper={keeper} phrases={phrases} uid={uid} parts={parts} />
      <p class="lm-small">{phrases.say("finish-why")}</p>
      <div class="lm-tools">
        <Tool action="finish" label={phrases.say("finish")} onClick={() => keeper.finish()} />
      </div>
    </div>
  );
}

/** What came of it; or what is to be agreed to before it is done. */
export function Told({ keeper, phrases }: Omit<Props, "uid">) {
  if (keeper.asking) return <Question keeper={keeper} phrases={phrases} asking={keeper.asking} />;
  return keeper.told === "" ? null : <Notice tone={keeper.tone}>{keeper.told}</Notice>;
}

function FilePicker({ keeper, label, uid }: { keeper: Keeper; label: string; uid: string }) {
  const input = useRef<HTMLInputElement | null>(null);
  return (
    <>
      <Tool action="bring" label={label} onClick={() => input.current?.click()} />
      <input
        ref={input}
        id={`${uid}-file`}
        type="file"
        accept=".json,application/json"
        aria-label={label}
        tabIndex={-1}
        onChange={async ({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) await keeper.bring(file);
          // So that the same file can be chosen once more.
          currentTarget.value = "";
        }}
      />
    </>
  );
}

function Question({ keeper, phrases, asking }: Omit<Props, "uid"> & { asking: Asking }) {
  const head = useRef<HTMLParagraphElement | null>(null);
  useEffect(() => head.current?.focus(), [asking]);
  return (
    <div class="lm-ask">
      <p ref={head} tabIndex={-1} {...quiet}>
        {keeper.told}
      </p>
      <div class="lm-tools">
        <Tool action="yes" primary label={phrases.say(asking.yes)} onClick={asking.then} />
        <Tool action="no" label={phrases.say("no")} onClick={() => keeper.tell("")} />
      </div>
    </div>
  );
}

function StartOver({ keeper, phrases, uid, parts }: Props & { parts: [string, string][] }) {
  const [what, setWhat] = useState(parts[0]?.[0] ?? "");
  const name = parts.find(([value]) => value === what)?.[1] ?? "";
  return (
    <div class="lm-tools">
      <label for={`${uid}-what`}>{phrases.say("over-what")}</label>
      <select
        id={`${uid}-what`}
        value={what}
        onChange={({ currentTarget }) => setWhat(currentTarget.value)}
        {...quiet}
      >
        {parts.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <Tool
        action="over"
        label={phrases.say("over")}
        onClick={() =>
          keeper.confirm(phrases.say("over-sure", { what: name }), "yes-over", () =>
            keeper.startOver(what),
          )
        }
      />
    </div>
  );
}
