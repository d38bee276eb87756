// One case at a time.
import { One, useGoing } from "../../kit/one";
import type { Viewing } from "../../kit/views";
import { quarterOf } from "./answer";
import { Case } from "./case";
import type { MapWork } from "./work";

interface CardsProps {
  work: MapWork;
  uid: string;
  viewing: Viewing;
  redraw: () => void;
  /** What is read before the first case. */
  brief: preact.ComponentChildren;
  /** What comes after the last case. */
  children: preact.ComponentChildren;
}

export function Cards({ work, uid, viewing, redraw, brief, children }: CardsProps) {
  const { spec, answer } = work;
  const stops = spec.items.map(({ id, setting }, index) => {
    const point = answer.points[id];
    const where = point ? `. ${work.quarter(point)}` : "";
    return {
      id,
      name: `${index + 1}. ${setting}${where}`,
      choice: point && (quarterOf(spec, point) ?? "middle"),
      verdict: work.shown(id),
      done: work.committed(id),
    };
  });
  const going = useGoing(stops, spec.opens);
  const number = spec.items.findIndex(({ id }) => id === going.at);
  const item = spec.items[number];
  return (
    <One work={work} viewing={viewing} stops={stops} going={going} brief={brief} end={children}>
      {item && (
        <div key={item.id} class="lm-now">
          <Case work={work} item={item} number={number + 1} uid={uid} redraw={redraw} folded />
        </div>
      )}
    </One>
  );
}
