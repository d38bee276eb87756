// The board is fetched when somebody first asks for it: most people sort one card at a time.
import { useState } from "preact/hooks";
import { fetchJson, Later, useLater } from "../../kit/later";
import { Notice } from "../../kit/notice";
import type { BoardProps } from "./board";
import { List } from "./list";

const board = new Later(() => import("./board"));

/** The board; where it cannot be had, that is said, and the list stands in its place. */
export function AsBoard(props: BoardProps) {
  const { work, uid } = props;
  const [missing, setMissing] = useState(false);
  const { phrases, spec } = work;
  const notHere = () => {
    setMissing(true);
    work.say("no-board");
  };
  const fetched = useLater(board, notHere, async () => {
    if (spec.seldom) phrases.learn((await fetchJson(spec.seldom))[spec.kind] ?? {});
  });
  if (fetched) return <fetched.Board {...props} />;
  if (!missing) return null;
  return (
    <>
      <Notice tone="bad">{phrases.say("no-board")}</Notice>
      <List work={work} uid={uid} />
    </>
  );
}
