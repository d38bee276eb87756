// The board is fetched when somebody first asks for it: most people sort one card at a time.
import { useEffect, useState } from "preact/hooks";
import { Notice } from "../../kit/notice";
import type { BoardProps } from "./board";
import { List } from "./list";

type Fetched = typeof import("./board");
/** What came of it; all sorts of a page share it. */
let fetched: Fetched | "missing" | undefined;

export function AsBoard(props: BoardProps) {
  const { work, uid } = props;
  const [, redraw] = useState<typeof fetched>();
  useEffect(() => {
    let here = true;
    const take = (came: typeof fetched) => {
      fetched = came;
      if (here) redraw(came);
    };
    // Where it could not be had once, it may be there by now.
    if (typeof fetched !== "object")
      import("./board").then(take, () => {
        take("missing");
        work.say("no-board");
      });
    return () => {
      here = false;
    };
  }, []);
  if (!fetched) return null;
  if (fetched !== "missing") return <fetched.Board {...props} />;
  return (
    <>
      <Notice tone="bad">{work.phrases.say("no-board")}</Notice>
      <List work={work} uid={uid} />
    </>
  );
}
