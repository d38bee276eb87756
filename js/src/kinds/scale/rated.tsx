// One item on the range that the exercise has.
import type { Item } from "../../kit/types";
import { Slider } from "./slider";
import { Steps } from "./steps";
import type { ScaleWork } from "./work";

interface RatedProps {
  work: ScaleWork;
  item: Item;
  pass: string;
  uid: string;
}

export function Rated({ work, item, pass, uid }: RatedProps) {
  return work.settings.range === "five" ? (
    <Steps work={work} item={item} pass={pass} uid={uid} />
  ) : (
    <Slider work={work} item={item} pass={pass} />
  );
}
