// What is fetched when somebody first asks for it, since most people sort one card at a time and with
// a finger: the board, and how the keys work.
import { useState } from "preact/hooks";
import { fetchWords, Later, useLater } from "../../kit/later";
import { Notice } from "../../kit/notice";
import type { Work } from "../choices/work";
import type { BoardProps } from "./board";
import { List } from "./list";

const board = new Later(() => import("./board"));
const keys = new Later(() => import("./shortcuts"));

/** Fetches something with its words; where it cannot be had, that is said. */
function useAsked<T>(work: Work, later: Later<T>): [fetched: T | undefined, missing: boolean] {
  const [missing, setMissing] = useState(false);
  const { phrases, spec } = work;
  const notHere = () => {
    setMissing(true);
    work.say("not-fetched");
  };
  const learn = async () => {
    if (spec.seldom) phrases.learn((await fetchWords(spec.seldom))[spec.kind] ?? {});
  };
  const fetched = useLater(later, notHere, learn, !spec.seldom || phrases.learnt);
  return [fetched, missing];
}

/** The board; where it cannot be had, the list stands in its place. */
export function AsBoard(props: BoardProps) {
  const { work, uid } = props;
  const [fetched, missing] = useAsked(work, board);
  if (fetched) return <fetched.Board {...props} />;
  if (!missing) return null;
  return (
    <>
      <NotFetched work={work} />
      <List work={work} uid={uid} />
    </>
  );
}

export function Keys({ work }: { work: Work }) {
  const [fetched, missing] = useAsked(work, keys);
  if (fetched) return <fetched.Shortcuts phrases={work.phrases} />;
  return missing ? <NotFetched work={work} /> : null;
}

function NotFetched({ work }: { work: Work }) {
  return <Notice tone="bad">{work.phrases.say("not-fetched")}</Notice>;
}
