// What a page of somebody's work opens and tells: what can be done with it, which is fetched when
// somebody asks for it, and what came of that.
import { useEffect, useRef } from "preact/hooks";
import { Tool } from "../kit/frame";
import { Later, useLater } from "../kit/later";
import { Notice } from "../kit/notice";
import { quiet } from "../kit/quiet";
import type { Phrases } from "../kit/words";
import type { Asking, Keeper } from "./keeper";

export interface Props {
  keeper: Keeper;
  phrases: Phrases;
  uid: string;
}

export interface MyWorkProps extends Props {
  /** What somebody can start over with, each with its name. */
  parts: [string, string][];
}

const buttons = new Later(() => import("./my_work"));

/** All that can be done with somebody's work. */
export function MyWork(props: MyWorkProps) {
  const { keeper, phrases } = props;
  const missing = () => keeper.tell(phrases.say("not-fetched"));
  const fetched = useLater(buttons, missing, () => keeper.learn());
  return fetched ? <fetched.MyWork {...props} /> : null;
}

/** Saves the work to a file, and asks in these words whether it may be removed. */
export async function finish(keeper: Keeper, sure: string): Promise<void> {
  try {
    const [{ finish }] = await Promise.all([buttons.fetch(), keeper.learn()]);
    await finish(keeper, sure);
  } catch {
    keeper.tell(keeper.phrases.say("not-fetched"));
  }
}

/** What came of it; or what is to be agreed to before it is done. */
export function Told({ keeper, phrases }: Omit<Props, "uid">) {
  if (keeper.asking) return <Question keeper={keeper} phrases={phrases} asking={keeper.asking} />;
  return keeper.told === "" ? null : <Notice tone={keeper.tone}>{keeper.told}</Notice>;
}

function Question({ keeper, phrases, asking }: Omit<Props, "uid"> & { asking: Asking }) {
  const head = useRef<HTMLParagraphElement | null>(null);
  useEffect(() => head.current?.focus(), [asking]);
  return (
    <div class="lm-ask">
      <p ref={head} tabIndex={-1} {...quiet}>
        {keeper.told}
      </p>
      <div class="lm-tools">
        <Tool action="yes" primary label={phrases.say(asking.yes)} onClick={asking.then} />
        <Tool action="no" label={phrases.say("no")} onClick={() => keeper.tell("")} />
      </div>
    </div>
  );
}
