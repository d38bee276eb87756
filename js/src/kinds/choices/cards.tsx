// One item at a time, where each of them gets an option; the end comes after the last.
import { useRef } from "preact/hooks";
import { End } from "../../kit/end";
import { END, One, useGoing } from "../../kit/one";
import type { Viewing } from "../../kit/views";
import { Card } from "./card";
import type { Work } from "./work";

interface CardsProps {
  work: Work;
  uid: string;
  viewing: Viewing;
  summary: { current: HTMLElement | null };
  focusSummary: () => void;
}

export function Cards({ work, uid, viewing, summary, focusSummary }: CardsProps) {
  const { spec, answer } = work;
  const stops = spec.items.map(({ id }, index) => ({
    id,
    name: work.dot(id, index + 1),
    choice: answer.choices[id],
    verdict: work.shown(id),
    done: work.committed(id),
  }));
  const going = useGoing(stops, spec.opens);
  // Where some answers are enough, the end comes after them; the others are there for who likes.
  const next = () => (work.done === spec.settings.enough ? going.go(END) : going.next());
  const onward = useRef(next);
  const item = spec.items.find(({ id }) => id === going.at);
  return (
    <One
      work={work}
      viewing={viewing}
      stops={stops}
      going={going}
      end={<End work={work} headRef={summary} focusSummary={focusSummary} />}
      onNext={item && (() => onward.current())}
    >
      {item && <Card key={item.id} work={work} item={item} uid={uid} next={next} onward={onward} />}
    </One>
  );
}
