// The kind "scale": ratings without a key, in one or more passes over the same items.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { widget } from "../../hosts/anywidget";
import { focusOn } from "../../kit/focus";
import { Prompt, Tool } from "../../kit/frame";
import { quiet } from "../../kit/quiet";
import type { BoardProps } from "../../kit/store";
import { useWork } from "../../kit/use";
import { useViews, ViewFrame, ViewTools } from "../../kit/views";
import { type Answer, apply, leftIn } from "./answer";
import { Cards } from "./cards";
import { Rated } from "./rated";
import { Summary } from "./summary";
import { ScaleWork } from "./work";

const VIEWS = ["card", "list"] as const;

function Scale({ store, uid }: BoardProps<Answer>) {
  const viewing = useViews(VIEWS);
  const card = viewing.view === "card";
  const { work, root, frame } = useWork(store, ScaleWork);
  const { spec, phrases, settings } = work;
  const [pass, setPass] = useState(work.begun);
  work.pass = pass;
  work.show = setPass;
  const head = useRef<HTMLHeadingElement | null>(null);
  const shown = useRef(pass);
  const wentOn = useRef(false);
  useLayoutEffect(() => {
    if (shown.current === pass) return;
    shown.current = pass;
    // Undo can bring another pass, and take the item away that had the focus.
    const active = (root.current?.getRootNode() as Document | undefined)?.activeElement;
    if (wentOn.current || !root.current?.contains(active ?? null)) focusOn(head.current);
    wentOn.current = false;
  }, [pass]);
  const goOn = (to: string) => {
    wentOn.current = true;
    work.open(to);
  };
  const { current, next } = work;
  const several = settings.passes.length > 1;
  const asked = current?.prompt && <p dir="auto">{current.prompt}</p>;
  const note = <p class="lm-small">{phrases.say("private")}</p>;
  const how = settings.range === "agreement" && <p>{phrases.say("how-agreement")}</p>;
  const brief = (
    <>
      {asked}
      <Prompt spec={spec} />
      {how}
      {note}
    </>
  );
  const goOnTool = next && (
    <Tool
      action="go-on"
      primary={leftIn(spec, work.answer, pass) === 0}
      label={phrases.say("go-on", { pass: next.label })}
      onClick={() => goOn(next.id)}
    />
  );
  return (
    <ViewFrame {...frame} uid={uid} state={work.state} viewing={viewing}>
      {!card && note}
      {!card && how}
      <ViewTools work={work} viewing={viewing} />
      {several && (
        <div class="lm-tools" role="group" aria-label={phrases.say("passes")}>
          {settings.passes.map(({ id, label }) => (
            <Tool
              key={id}
              action={`pass-${id}`}
              label={label}
              pressed={id === pass}
              onClick={() => work.open(id)}
            />
          ))}
        </div>
      )}
      {current?.label && (
        <h4 ref={head} class={card ? "lm-unseen" : ""} tabIndex={-1} dir="auto" {...quiet}>
          {current.label}
        </h4>
      )}
      {!card && asked}
      {card ? (
        <Cards key={pass} work={work} uid={uid} viewing={viewing} brief={brief}>
          {goOnTool}
          <Summary work={work} />
        </Cards>
      ) : (
        <>
          <ol class="lm-list">
            {spec.items.map((item) => (
              <li key={`${pass} ${item.id}`}>
                <Rated work={work} item={item} pass={pass} uid={uid} />
              </li>
            ))}
          </ol>
          {goOnTool}
          <Summary work={work} />
        </>
      )}
    </ViewFrame>
  );
}

export default widget<Answer>(Scale, apply);
