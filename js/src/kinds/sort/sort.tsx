// The kind "sort": cards go to bins, in three views of one answer.
import { useState } from "preact/hooks";
import { widget } from "../../hosts/anywidget";
import { End } from "../../kit/end";
import { Tool } from "../../kit/frame";
import type { BoardProps } from "../../kit/store";
import { useWork } from "../../kit/use";
import { useViews, ViewFrame, ViewTools } from "../../kit/views";
import { type Answer, apply } from "../choices/answer";
import { Cards } from "../choices/cards";
import { Work } from "../choices/work";
import { AsBoard, Keys } from "./asked";
import { List } from "./list";

const VIEWS = ["card", "list", "board"] as const;

function Sort({ store, uid }: BoardProps<Answer>) {
  const viewing = useViews(VIEWS);
  const { view } = viewing;
  const [help, setHelp] = useState(false);
  const { work, root, summary, focusSummary, frame } = useWork(store, Work);
  const { phrases } = work;
  const onKey = (key: string) => {
    if (key === "?") setHelp(!help);
    return key === "?";
  };
  return (
    <ViewFrame {...frame} uid={uid} state={work.state} onKey={onKey} viewing={viewing}>
      <ViewTools work={work} viewing={viewing}>
        <Tool
          action="help"
          icon="?"
          label={phrases.say("help")}
          expanded={help}
          onClick={() => setHelp(!help)}
        />
      </ViewTools>
      {help && <Keys work={work} />}
      {view === "card" && (
        <Cards
          work={work}
          uid={uid}
          viewing={viewing}
          summary={summary}
          focusSummary={focusSummary}
        />
      )}
      {view === "list" && <List work={work} uid={uid} />}
      {view === "board" && <AsBoard work={work} root={root} uid={uid} />}
      {view !== "card" && <End work={work} headRef={summary} focusSummary={focusSummary} />}
    </ViewFrame>
  );
}

export default widget<Answer>(Sort, apply);
