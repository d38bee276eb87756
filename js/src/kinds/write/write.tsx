// The kind "write": fields to write in, and rows that repeat, with advice that never blocks.
import { useEffect, useState } from "preact/hooks";
import { widget } from "../../hosts/anywidget";
import { CommonTools } from "../../kit/frame";
import { Fragment } from "../../kit/h";
import { Later, useLater } from "../../kit/later";
import { Notice } from "../../kit/notice";
import { quiet } from "../../kit/quiet";
import type { BoardProps } from "../../kit/store";
import { followEarlier, useWork } from "../../kit/use";
import { useViews, ViewFrame, ViewTools } from "../../kit/views";
import { type Answer, apply, rowsOf } from "./answer";
import { AtEnd } from "./at_end";
import { Cards } from "./cards";
import { Groundless } from "./earlier";
import { FieldView } from "./field";
import { OwnCards } from "./own_cards";
import type { RowsProps } from "./rows";
import { WriteWork } from "./work";

/** Few exercises have rows, and most people write in one field at a time. */
const repeated = new Later(() => import("./rows"));

const VIEWS = ["card", "list"] as const;

function Write({ store, uid }: BoardProps<Answer>) {
  const { spec } = store;
  const viewing = useViews(VIEWS);
  const { work, frame, redraw } = useWork(store, WriteWork);
  const { phrases } = work;
  const by = `seen-${spec.settings.seen_by}`;
  // A board can be taken off the page while somebody writes.
  useEffect(() => store.flush, [store]);
  useEffect(() => followEarlier(store, redraw), [store]);
  // Where they cannot be had nothing is advised; the next letter tries again.
  useEffect(() => {
    if (work.lacksPatterns) work.fetchPatterns().then(redraw, () => undefined);
  });
  const shown = { ...frame, uid, state: work.state, viewing };
  if (viewing.view === "card") {
    return (
      <ViewFrame {...shown}>
        <details class="lm-small lm-seen">
          <summary {...quiet}>{phrases.say(by)}</summary>
          {phrases.say(`${by}-more`)}
        </details>
        <ViewTools work={work} viewing={viewing} />
        <Cards work={work} uid={uid} viewing={viewing} />
      </ViewFrame>
    );
  }
  const rows = rowsOf(spec);
  const last = work.fields.at(-1)?.id;
  const rowsView = rows && <RowsView key="rows" work={work} setting={rows} uid={uid} />;
  return (
    <ViewFrame {...shown}>
      <p class="lm-seen">
        {phrases.say(by)} {phrases.say(`${by}-more`)}
      </p>
      <OwnCards work={work} uid={uid} />
      <ViewTools work={work} viewing={viewing} bare />
      <Groundless work={work} />
      {!last && rowsView}
      {work.fields.map((field) => (
        <Fragment key={field.id}>
          <FieldView work={work} field={field} uid={uid} />
          {field.id === (rows?.after ?? last) && rowsView}
        </Fragment>
      ))}
      <AtEnd work={work} />
      {work.state === "checked" && <p class="lm-summary">{phrases.say("all-done")}</p>}
      {/* Below, and not above as elsewhere: what can be taken back was done down here. */}
      <div class="lm-tools">
        <CommonTools work={work} />
      </div>
    </ViewFrame>
  );
}

function RowsView(props: RowsProps) {
  const [missing, setMissing] = useState(false);
  const fetched = useLater(repeated, () => setMissing(true));
  if (fetched) return <fetched.RowsView {...props} />;
  return missing ? <Notice tone="bad">{props.work.phrases.say("not-fetched")}</Notice> : null;
}

export default widget<Answer>(Write, apply);
