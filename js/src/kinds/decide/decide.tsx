// The kind "decide": decisions one after the other, and gauges that each of them moves.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { widget } from "../../hosts/anywidget";
import { focusOn } from "../../kit/focus";
import { CommonTools, Frame, Prompt, Tool } from "../../kit/frame";
import { quiet } from "../../kit/quiet";
import type { BoardProps } from "../../kit/store";
import { useWork } from "../../kit/use";
import { type Answer, apply } from "./answer";
import { End } from "./end";
import { Gauges } from "./gauges";
import { Path } from "./path";
import { Turn } from "./turn";
import { DecideWork } from "./work";

function Decide({ store, uid }: BoardProps<Answer>) {
  const { work, frame } = useWork(store, DecideWork);
  const { spec, phrases, path, answer } = work;
  // After which decision this view shows what came of it, until somebody goes on: how many turns
  // there were then. Taking a decision back, here or in another view, leaves it behind.
  const [told, setTold] = useState(0);
  const [open, setOpen] = useState(false);
  const telling = !work.held && told > 0 && told === path.length;
  const ended = work.finished && !telling;
  const stage = useFocusKept(`${path.length} ${telling} ${answer.earlier.length}`);
  const decide = (option: string) => {
    work.decide(option);
    setTold(path.length + 1);
  };
  return (
    <Frame
      {...frame}
      uid={uid}
      state={work.finished ? "checked" : "working"}
      view="card"
      beside={
        <Tool
          action="more"
          label="⋯"
          name={phrases.say("more")}
          expanded={open}
          onClick={() => setOpen(!open)}
        />
      }
    >
      {path.length === 0 && (
        <>
          <Prompt spec={spec} />
          <p class="lm-small">{phrases.say("teaching-device")}</p>
        </>
      )}
      <p class="lm-progress">{work.progress}</p>
      {!work.held && <Gauges work={work} />}
      {open && (
        <div class="lm-tools">
          <CommonTools work={work} />
        </div>
      )}
      <div
        ref={stage}
        onKeyDown={(event) => {
          // A key held too long must not go on before anybody has read what came of it.
          if (event.repeat && event.key === "Enter") event.preventDefault();
        }}
      >
        {ended && work.held && (
          <p tabIndex={-1} {...quiet}>
            {phrases.say("saved-later")}
          </p>
        )}
        {ended && !work.held && <End work={work} onReplay={() => work.replay()} />}
        {!ended && (
          <Turn
            key={telling ? path.length - 1 : path.length}
            work={work}
            uid={uid}
            turn={telling ? path.length - 1 : path.length}
            onDecide={decide}
          />
        )}
        {path.length > 0 && (
          <div class="lm-foot">
            <Tool
              action="take-back"
              label={phrases.say("take-back")}
              name={phrases.say("take-back-last")}
              onClick={() => work.takeBack()}
            />
            {telling && (
              <Tool
                action="go-on"
                primary
                label={phrases.say(work.finished ? "see-end" : "go-on")}
                onClick={() => setTold(0)}
              />
            )}
          </div>
        )}
      </div>
      <Path work={work} turns={telling ? path.length - 1 : path.length} ended={ended} />
    </Frame>
  );
}

/**
 * Takes the focus along when another stage takes the place of the one it was in: to the button
 * that goes on, else to the situation or the heading of the end.
 */
function useFocusKept(stage: string) {
  const place = useRef<HTMLDivElement | null>(null);
  const shown = useRef(stage);
  // Asked before the old stage leaves the page.
  const root = place.current?.getRootNode() as Document | ShadowRoot | undefined;
  const within = root !== undefined && place.current?.contains(root.activeElement);
  useLayoutEffect(() => {
    if (within && shown.current !== stage) {
      const target = ['[data-action="go-on"]', '[tabindex="-1"]']
        .map((selector) => place.current?.querySelector<HTMLElement>(selector))
        .find(Boolean);
      focusOn(target);
    }
    shown.current = stage;
  });
  return place;
}

export default widget<Answer>(Decide, apply);
