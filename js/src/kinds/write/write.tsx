// The kind "write": fields to write in, and rows that repeat, with advice that never blocks.
import { useEffect } from "preact/hooks";
import { widget } from "../../hosts/anywidget";
import { CommonTools, Frame } from "../../kit/frame";
import { Fragment } from "../../kit/h";
import type { BoardProps } from "../../kit/store";
import { useWork } from "../../kit/use";
import { type Answer, apply, fieldsOf, rowsOf } from "./answer";
import { FieldView } from "./field";
import { RowsView } from "./rows";
import { WriteWork } from "./work";

function Write({ store, uid }: BoardProps<Answer>) {
  const { spec } = store;
  const { work, frame } = useWork(store, WriteWork);
  const { phrases } = work;
  const rows = rowsOf(spec);
  const last = fieldsOf(spec).at(-1)?.id;
  const rowsView = rows && <RowsView key="rows" work={work} setting={rows} uid={uid} />;
  // A board can be taken off the page while somebody writes.
  useEffect(() => store.flush, [store]);
  return (
    <Frame {...frame} uid={uid} state={work.state}>
      <p class="lm-seen">{phrases.say(`seen-${spec.settings.seen_by}`)}</p>
      <p class="lm-progress">{work.progress}</p>
      {!last && rowsView}
      {fieldsOf(spec).map((field) => (
        <Fragment key={field.id}>
          <FieldView work={work} field={field} uid={uid} />
          {field.id === (rows?.after ?? last) && rowsView}
        </Fragment>
      ))}
      {work.state === "checked" && <p class="lm-summary">{phrases.say("all-done")}</p>}
      {/* Below, and not above as elsewhere: what can be taken back was done down here. */}
      <div class="lm-tools">
        <CommonTools work={work} />
      </div>
    </Frame>
  );
}

export default widget<Answer>(Write, apply);
