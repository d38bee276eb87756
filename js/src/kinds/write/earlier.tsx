// What was written in other exercises: beside a field, and as rows to take over.
import { Tool } from "../../kit/frame";
import type { WriteWork } from "./work";

/** What stood there before; nothing where there is no text. */
export function Before({ id, label, text }: { id: string; label: string; text: string }) {
  if (!text) return null;
  return (
    <p id={id} class="lm-earlier" dir="auto">
      <b>{label}</b> {text}
    </p>
  );
}

/** Says that nothing that is asked about was written here. */
export function Groundless({ work }: { work: WriteWork }) {
  return work.groundless ? <p class="lm-notice">{work.phrases.say("nothing-before")}</p> : null;
}

/** The button that puts earlier rows here, as long as there are none. */
export function TakeRows({ work, onTake }: { work: WriteWork; onTake: () => void }) {
  const take = work.spec.settings.rows?.take;
  if (!work.canTake) return null;
  const onClick = () => {
    onTake();
    work.take();
  };
  return (
    <div class="lm-tools">
      <Tool action="take" icon="↧" label={take} primary onClick={onClick} />
    </div>
  );
}
