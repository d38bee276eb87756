// The kind "order": steps in their order, with phases where there are some.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { widget } from "../../hosts/anywidget";
import { Check } from "../../kit/end";
import { focusOn } from "../../kit/focus";
import { quiet } from "../../kit/quiet";
import type { BoardProps } from "../../kit/store";
import { Sure } from "../../kit/sure";
import { useWork } from "../../kit/use";
import { useViews, ViewFrame, ViewTools } from "../../kit/views";
import { type Answer, apply, oneOrder } from "./answer";
import { Cards } from "./cards";
import { Parts } from "./parts";
import type { Picking } from "./steps";
import { OrderWork } from "./work";

const VIEWS = ["card", "list"] as const;

function Order({ store, uid }: BoardProps<Answer>) {
  const { spec } = store;
  const viewing = useViews(VIEWS);
  const card = viewing.view === "card";
  const { work, root, summary, focusSummary, redraw, frame } = useWork(store, OrderWork);
  const { phrases, answer } = work;
  const [open, setOpen] = useState<string | null>(null);
  const [active, setActive] = useState<Record<string, string>>({});
  const wanted = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (wanted.current !== null) focusOn(root.current?.querySelector<HTMLElement>(wanted.current));
    wanted.current = null;
  });
  const focus = (item: string | null) => {
    wanted.current = item === null ? ".lm-all-placed" : `[data-item="${item}"]`;
    redraw();
  };
  const picking: Picking = { open, setOpen, active, setActive, focus, root };
  const all = (
    <>
      <Parts work={work} uid={uid} picking={picking} />
      {spec.settings.sure && work.started && (
        <Sure
          phrases={phrases}
          of={spec.id}
          uid={uid}
          chosen={answer.sure}
          choose={(sure) => work.setSure(sure)}
        />
      )}
      <Check
        work={work}
        onCheck={() => {
          setOpen(null);
          focusSummary();
        }}
      />
      {!spec.table && work.started && work.left === 0 && <p>{phrases.say("saved-later")}</p>}
      {work.judged && <Summary work={work} headRef={summary} />}
    </>
  );
  return (
    <ViewFrame {...frame} uid={uid} state={work.state} viewing={viewing}>
      <ViewTools work={work} viewing={viewing} />
      {card ? (
        <Cards work={work} uid={uid} viewing={viewing}>
          {all}
        </Cards>
      ) : (
        <>
          <p>
            {phrases.say(work.withPhases ? "how-to-phases" : "how-to")}{" "}
            <span class="lm-keys">{phrases.say("how-to-keys")}</span>
          </p>
          {all}
        </>
      )}
    </ViewFrame>
  );
}

function Summary({ work, headRef }: { work: OrderWork; headRef: { current: HTMLElement | null } }) {
  const { spec, phrases, result } = work;
  const judged = Object.values(result.items);
  const placed = judged.filter((item) => item.placed).length;
  const missing = spec.items.length - judged.length;
  return (
    <div class="lm-summary">
      <h4 ref={headRef as { current: HTMLHeadingElement | null }} tabIndex={-1} {...quiet}>
        {phrases.say("summary-title")}
      </h4>
      {work.withPhases && (
        <p>{phrases.say("summary-phases", { n: placed, all: spec.items.length })}</p>
      )}
      {missing > 0 && <p>{phrases.count("summary-unphased", missing)}</p>}
      <p>{phrases.say("summary-pairs", { n: result.right, all: result.pairs })}</p>
      <details>
        <summary {...quiet}>{phrases.say("one-order")}</summary>
        <ol>
          {oneOrder(spec).map((id) => (
            <li key={id} dir="auto">
              {spec.items.find((item) => item.id === id)?.text}
            </li>
          ))}
        </ol>
      </details>
      <p>{phrases.say("summary-next")}</p>
    </div>
  );
}

export default widget<Answer>(Order, apply);
