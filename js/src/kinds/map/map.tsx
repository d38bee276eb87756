// The kind "map": a point on two axes for each case, on a plot or with two sliders.

import { widget } from "../../hosts/anywidget";
import { End } from "../../kit/end";
import { Prompt } from "../../kit/frame";
import type { BoardProps } from "../../kit/store";
import { useWork } from "../../kit/use";
import { useViews, ViewFrame, ViewTools } from "../../kit/views";
import { type Answer, apply } from "./answer";
import { Cards } from "./cards";
import { Case } from "./case";
import { Overview } from "./overview";
import { MapWork } from "./work";

const VIEWS = ["card", "list"] as const;

function MapBoard({ store, uid }: BoardProps<Answer>) {
  const { spec } = store;
  const { work, summary, focusSummary, redraw, frame } = useWork(store, MapWork);
  const viewing = useViews(VIEWS);
  const card = viewing.view === "card";
  const note = <p class="lm-small">{work.phrases.say("how-to")}</p>;
  const brief = (
    <>
      <Prompt spec={spec} />
      {note}
    </>
  );
  const ending = (
    <>
      {work.complete && <Overview work={work} />}
      <End work={work} headRef={summary} focusSummary={focusSummary} />
    </>
  );
  return (
    <ViewFrame {...frame} uid={uid} state={work.state} viewing={viewing}>
      {!card && <Quarters work={work} />}
      {!card && note}
      <ViewTools work={work} viewing={viewing}>
        {card && <Quarters work={work} />}
      </ViewTools>
      {card ? (
        <Cards work={work} uid={uid} viewing={viewing} redraw={redraw} brief={brief}>
          {ending}
        </Cards>
      ) : (
        <>
          <ol class="lm-list">
            {spec.items.map((item, index) => (
              <li key={item.id}>
                <Case work={work} item={item} number={index + 1} uid={uid} redraw={redraw} />
              </li>
            ))}
          </ol>
          {ending}
        </>
      )}
    </ViewFrame>
  );
}

/** What the quarters mean, for everybody: the plots are only for eyes. */
function Quarters({ work }: { work: MapWork }) {
  const { spec, phrases } = work;
  const { x, y, corners } = spec.settings;
  return (
    <div class="lm-help">
      <strong>{phrases.say("quarters")}</strong>
      <ul>
        {spec.options.map(({ id, label, hint }, n) => (
          <li key={id} dir="auto">
            <b>{label}</b>{" "}
            <span class="lm-small">
              {phrases.say("quarter", {
                x: x.label,
                a: x[corners[n][0]],
                y: y.label,
                b: y[corners[n][1]],
              })}
            </span>{" "}
            {hint}
          </li>
        ))}
      </ul>
    </div>
  );
}

export default widget<Answer>(MapBoard, apply);
