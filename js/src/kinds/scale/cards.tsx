// One item at a time: a tap on a step goes on, a slider waits to be left.
import { Now, One, useGoing } from "../../kit/one";
import type { Viewing } from "../../kit/views";
import { shortened } from "../../kit/words";
import { Rated } from "./rated";
import type { ScaleWork } from "./work";

interface CardsProps {
  work: ScaleWork;
  uid: string;
  viewing: Viewing;
  /** What is read before the first item. */
  brief: preact.ComponentChildren;
  /** What comes after the last item. */
  children: preact.ComponentChildren;
}

export function Cards({ work, uid, viewing, brief, children }: CardsProps) {
  const { spec } = work;
  const stops = spec.items.map(({ id, text }, index) => {
    const choice = work.value(id);
    const said = choice === undefined ? "" : `. ${work.inWords(choice)}`;
    const name = `${index + 1}. ${shortened(text)}${said}`;
    return { id, name, choice, done: choice !== undefined };
  });
  const going = useGoing(stops, spec.opens);
  const item = spec.items.find(({ id }) => id === going.at);
  return (
    <One work={work} viewing={viewing} stops={stops} going={going} brief={brief} end={children}>
      {item && (
        <Now key={item.id} answered={() => work.value(item.id) !== undefined} next={going.next}>
          <Rated work={work} item={item} pass={work.pass} uid={uid} />
        </Now>
      )}
    </One>
  );
}
