// A reason in one's own words, asked on hard items.

import { useState } from "preact/hooks";
import { Printed } from "../../kit/printed";
import { quiet } from "../../kit/quiet";
import { LONGEST_NOTE } from "../../kit/steps";
import type { Item } from "../../kit/types";
import { fitting } from "../../kit/words";
import type { Work } from "./work";

export function Note({ work, item, uid }: { work: Work; item: Item; uid: string }) {
  const { phrases, answer, spec } = work;
  const [cut, setCut] = useState(false);
  const told = phrases.say("note-cut", { most: LONGEST_NOTE });
  return (
    <div class="lm-step">
      <label for={`${uid}-${item.id}-note`}>
        <b>{spec.settings.reason.ask}</b>
      </label>
      <textarea
        id={`${uid}-${item.id}-note`}
        class="lm-writing"
        data-note-of={item.id}
        rows={3}
        dir="auto"
        value={answer.notes?.[item.id] ?? ""}
        onInput={(event) => {
          const { value } = event.currentTarget;
          const fits = fitting(value, LONGEST_NOTE);
          setCut(fits !== value);
          if (fits !== value) {
            event.currentTarget.value = fits;
            work.say("note-cut", { most: LONGEST_NOTE });
          }
          work.write(item.id, fits);
        }}
        onBlur={() => work.store.flush()}
        {...quiet}
      />
      <Printed text={answer.notes?.[item.id]} />
      {cut && <p class="lm-small">{told}</p>}
    </div>
  );
}
