// The buttons for what can be done with somebody's work; told.tsx fetches them when they are opened.
import { useRef, useState } from "preact/hooks";
import { Tool } from "../kit/frame";
import { quiet } from "../kit/quiet";
import { bring, finish, handIn, save, startOver } from "./acts";
import type { MyWorkProps, Props } from "./told";

export { finish };

export function MyWork({ keeper, phrases, uid, parts }: MyWorkProps) {
  const Joining = keeper.host.joining;
  return (
    <div class="lm-panel" id={`${uid}-my-work`}>
      <div class="lm-tools">
        <Tool action="save" label={phrases.say("save")} onClick={() => save(keeper)} />
        <Tool action="hand-in" label={phrases.say("hand-in")} onClick={() => handIn(keeper)} />
        <FilePicker keeper={keeper} label={phrases.say("bring")} uid={uid} />
      </div>
      {Joining ? (
        <Joining keeper={keeper} uid={uid} />
      ) : (
        <p class="lm-small">{phrases.say("room-elsewhere")}</p>
      )}
      <StartOver keeper={keeper} phrases={phrases} uid={uid} parts={parts} />
      <p class="lm-small">{phrases.say("finish-why")}</p>
      <div class="lm-tools">
        <Tool action="finish" label={phrases.say("finish")} onClick={() => finish(keeper)} />
      </div>
    </div>
  );
}

function FilePicker({ keeper, label, uid }: Omit<Props, "phrases"> & { label: string }) {
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
          if (file) await bring(keeper, file);
          // So that the same file can be chosen once more.
          currentTarget.value = "";
        }}
      />
    </>
  );
}

function StartOver({ keeper, phrases, uid, parts }: MyWorkProps) {
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
            startOver(keeper, what),
          )
        }
      />
    </div>
  );
}
