// The kind "quiz": one right answer for each question, one at a time or all together.
import { widget } from "../../hosts/anywidget";
import { End } from "../../kit/end";
import type { BoardProps } from "../../kit/store";
import { useWork } from "../../kit/use";
import { useViews, ViewFrame, ViewTools } from "../../kit/views";
import { type Answer, apply, type Change } from "../choices/answer";
import { Cards } from "../choices/cards";
import { Row } from "../choices/row";
import { Work } from "../choices/work";

const VIEWS = ["card", "list"] as const;

class QuizWork extends Work {
  override readonly canTakeOut = false;

  protected override told({ item, option }: Change): string {
    return this.phrases.say("said-chosen", { option: this.label(option ?? "", item) });
  }
}

function Quiz({ store, uid }: BoardProps<Answer>) {
  const viewing = useViews(VIEWS);
  const { view } = viewing;
  const { work, summary, focusSummary, frame } = useWork(store, QuizWork);
  return (
    <ViewFrame {...frame} uid={uid} state={work.state} viewing={viewing}>
      <ViewTools work={work} viewing={viewing} />
      {view === "card" ? (
        <Cards
          work={work}
          uid={uid}
          viewing={viewing}
          summary={summary}
          focusSummary={focusSummary}
        />
      ) : (
        <>
          <ol class="lm-list">
            {store.spec.items.map((item) => (
              <li key={item.id}>
                <Row work={work} item={item} uid={uid} />
              </li>
            ))}
          </ol>
          <End work={work} headRef={summary} focusSummary={focusSummary} />
        </>
      )}
    </ViewFrame>
  );
}

export default widget<Answer>(Quiz, apply);
