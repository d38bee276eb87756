// What some exercises have at their end, which is fetched when that is seen.
import { Later, useLater } from "../../kit/later";
import type { WriteWork } from "./work";

const calendar = new Later(() => import("./calendar"));

export function AtEnd({ work }: { work: WriteWork }) {
  return work.spec.settings.calendar ? <Fetched work={work} /> : null;
}

function Fetched({ work }: { work: WriteWork }) {
  // Where it cannot be had it is not there; whoever comes here again tries again.
  const got = useLater(
    calendar,
    () => {},
    () => work.learn(),
    work.learnt,
  );
  return got ? <got.Calendar work={work} /> : null;
}
