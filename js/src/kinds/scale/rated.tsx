// One item on the range that the exercise has.
import { useState } from "preact/hooks";
import { Later, useLater } from "../../kit/later";
import { Notice } from "../../kit/notice";
import type { Item } from "../../kit/types";
import { Steps } from "./steps";
import type { ScaleWork } from "./work";

interface RatedProps {
  work: ScaleWork;
  item: Item;
  pass: string;
  uid: string;
}

/** Few scales have it. */
const slider = new Later(() => import("./slider"));

export function Rated(props: RatedProps) {
  return props.work.settings.range === "five" ? <Steps {...props} /> : <Sliding {...props} />;
}

function Sliding({ work, item, pass }: RatedProps) {
  const [missing, setMissing] = useState(false);
  const fetched = useLater(slider, () => setMissing(true));
  if (fetched) return <fetched.Slider work={work} item={item} pass={pass} />;
  return missing ? <Notice tone="bad">{work.phrases.say("no-slider")}</Notice> : null;
}
