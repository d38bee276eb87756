// The kind "scale": ratings without a key, in one or more passes over the same items.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { widget } from "../../hosts/anywidget";
import { focusOn } from "../../kit/focus";
import { CommonTools, Frame, Tool } from "../../kit/frame";
import { quiet } from "../../kit/quiet";
import type { BoardProps } from "../../kit/store";
import { useWork } from "../../kit/use";
import { type Answer, apply, leftIn } from "./answer";
import { Slider } from "./slider";
import { Steps } from "./steps";
import { Summary } from "./summary";
import { ScaleWork } from "./work";

function Scale({ store, uid }: BoardProps<Answer>) {
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
  return (
    <Frame {...frame} uid={uid} state={work.state}>
      <p class="lm-small">{phrases.say("private")}</p>
      {settings.range === "agreement" && <p>{phrases.say("how-agreement")}</p>}
      <div class="lm-tools">
        <span class="lm-progress">{work.progress}</span>
        <CommonTools work={work} />
      </div>
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
        <h4 ref={head} tabIndex={-1} dir="auto" {...quiet}>
          {current.label}
        </h4>
      )}
      {current?.prompt && <p dir="auto">{current.prompt}</p>}
      <ol class="lm-list">
        {spec.items.map((item) => (
          <li key={`${pass} ${item.id}`}>
            {settings.range === "five" ? (
              <Steps work={work} item={item} pass={pass} uid={uid} />
            ) : (
              <Slider work={work} item={item} pass={pass} />
            )}
          </li>
        ))}
      </ol>
      {next && (
        <Tool
          action="go-on"
          primary={leftIn(spec, work.answer, pass) === 0}
          label={phrases.say("go-on", { pass: next.label })}
          onClick={() => goOn(next.id)}
        />
      )}
      <Summary work={work} />
    </Frame>
  );
}

export default widget<Answer>(Scale, apply);
