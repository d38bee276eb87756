// The kind "write": fields to write in, and rows that repeat, with advice that never blocks.
import { useEffect } from "preact/hooks";
import { Fragment } from "./shared/h";
import { CommonTools, Frame } from "./shared/frame";
import { widget, type BoardProps } from "./shared/mount";
import { useWork } from "./shared/use";
import { apply, fieldsOf, rowsOf, type Answer } from "./write/answer";
import { FieldView } from "./write/field";
import { RowsView } from "./write/rows";
import { WriteWork } from "./write/work";

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
