// The list: every card a native radio group. Screens that are narrow and screen readers do best
// with it.
import { Row } from "../choices/row";
import type { Work } from "../choices/work";

export function List({ work, uid }: { work: Work; uid: string }) {
  return (
    <>
      <p>{work.phrases.say("how-to-list")}</p>
      <ol class="lm-list">
        {work.spec.items.map((item) => (
          <li key={item.id}>
            <Row work={work} item={item} uid={uid} />
          </li>
        ))}
      </ol>
    </>
  );
}
