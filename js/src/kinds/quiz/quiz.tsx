// The kind "quiz": one right answer for each question, all in one go or one at a time.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { widget } from "../../hosts/anywidget";
import { End } from "../../kit/end";
import { CommonTools, Frame, Tool } from "../../kit/frame";
import type { BoardProps } from "../../kit/store";
import type { Item } from "../../kit/types";
import { useWork } from "../../kit/use";
import { type Answer, apply, type Change, unplaced } from "../choices/answer";
import { Row } from "../choices/row";
import { Work } from "../choices/work";

class QuizWork extends Work {
  protected override told({ item, option }: Change): string {
    return this.phrases.say("said-chosen", { option: this.label(option ?? "", item) });
  }
}

function Quiz({ store, uid }: BoardProps<Answer>) {
  const { spec } = store;
  const { work, summary, focusSummary, frame } = useWork(store, QuizWork);
  const row = (item: Item) => (
    <Row key={item.id} work={work} item={item} uid={uid} takeOut={false} />
  );
  return (
    <Frame {...frame} uid={uid} state={work.state}>
      <div class="lm-tools">
        <span class="lm-progress">{work.progress}</span>
        <CommonTools work={work} />
      </div>
      {spec.settings.one_at_a_time ? (
        <OneAtATime work={work} row={row} />
      ) : (
        <ol class="lm-list">
          {spec.items.map((item) => (
            <li key={item.id}>{row(item)}</li>
          ))}
        </ol>
      )}
      <End work={work} headRef={summary} focusSummary={focusSummary} />
    </Frame>
  );
}

function OneAtATime({ work, row }: { work: Work; row: (item: Item) => preact.JSX.Element }) {
  const { spec, phrases, answer } = work;
  const all = spec.items.length;
  // Back where it was left: at the first question without an answer.
  const [at, setAt] = useState(() => {
    const [open] = unplaced(spec, answer);
    return Math.max(
      0,
      spec.items.findIndex(({ id }) => id === open),
    );
  });
  const place = useRef<HTMLParagraphElement | null>(null);
  const moved = useRef(false);
  useLayoutEffect(() => {
    if (moved.current) place.current?.parentElement?.querySelector("input")?.focus();
    moved.current = false;
  }, [at]);
  const go = (to: number) => {
    moved.current = true;
    setAt(to);
  };
  const item = spec.items[at];
  const last = at === all - 1;
  // From the last question on to one that was passed over.
  const open = spec.items.findIndex(({ id }) => !(id in answer.choices));
  const passedOver = last && open >= 0 && open !== at;
  return (
    <div>
      <p ref={place} class="lm-small">
        {phrases.say("question", { n: at + 1, all })}
      </p>
      {item && row(item)}
      <div class="lm-tools">
        <Tool
          action="previous"
          label={phrases.say("previous")}
          disabled={at === 0}
          onClick={() => go(at - 1)}
        />
        <Tool
          action="next"
          label={phrases.say(passedOver ? "next-open" : "next")}
          disabled={last && !passedOver}
          onClick={() => go(passedOver ? open : at + 1)}
        />
      </div>
    </div>
  );
}

export default widget<Answer>(Quiz, apply);
