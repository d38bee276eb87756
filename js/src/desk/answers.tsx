// The room's answers to one exercise: what to talk about, figures, tables, and the projector.
import { useEffect, useState } from "preact/hooks";
import { Tool } from "../kit/frame";
import { quiet } from "../kit/quiet";
import type { Phrases } from "../kit/words";
import { Files } from "./files";
import type { Projector } from "./projector";
import type { Collecting } from "./room";
import { Told } from "./standing";
import type { Ask, Figure, Reply, Say, Session } from "./types";
import { Figures, Written } from "./written";

interface AnswersProps {
  session: Session;
  collecting: Collecting;
  received: string;
  phrases: Phrases;
  projector: Projector;
  uid: string;
  ask: Ask;
  say: Say;
}

export function Answers(props: AnswersProps) {
  const { session, collecting, phrases, projector, uid, ask, say } = props;
  const { room } = collecting;
  const [chosen, setChosen] = useState("");
  const [written, setWritten] = useState<Partial<Reply>>({});
  const [figures, setFigures] = useState<Figure[]>([]);
  // The card on the projector, counted from 0, and how many there are.
  const [[card, cards], setCard] = useState<[number, number]>([0, 0]);
  const own = session.exercises.map(([id]) => id);
  const first = session.activities.find((each) => each.exercise)?.exercise ?? own[0] ?? "";
  const exercise = own.includes(chosen) ? chosen : first;

  useEffect(() => {
    let mine = true;
    setWritten({});
    setFigures([]);
    setCard([0, 0]);
    if (!room) return;
    void (async () => {
      const reply = await ask("results", { exercise });
      if (mine) setWritten(reply);
      // After the numbers, since drawing takes a while.
      const drawn = await ask("figures", { exercise });
      if (mine) setFigures(drawn.figures ?? []);
    })();
    return () => {
      mine = false;
    };
  }, [exercise, room]);

  const turn = (to: number) => setCard([to, projector.only(to)]);
  const project = async () => {
    if (!projector.open()) return say(phrases.say("no-window"), "bad");
    const standing = room?.standing[exercise];
    if (standing?.ready && !standing.told) await collecting.show([exercise]);
    const reply = await ask("projector", { exercise });
    if (!reply.html) return;
    projector.show(reply.html);
    turn(0);
  };
  const take = async () => {
    say(phrases.say("working"), "wait");
    await collecting.show();
    const { bytes, said } = await ask("export");
    if (!bytes) return;
    const link = document.createElement("a");
    link.href = `data:application/octet-stream;base64,${bytes.base64}`;
    link.download = bytes.name;
    link.click();
    say((said ?? []).join(" "));
  };
  return (
    <>
      <Files collecting={collecting} received={props.received} phrases={phrases} uid={uid} />
      <div class="lm-desk-choose">
        <label>
          {phrases.say("exercise")}
          <select
            value={exercise}
            data-choose="exercise"
            onChange={({ currentTarget }) => setChosen(currentTarget.value)}
            {...quiet}
          >
            {session.exercises.map(([id, title]) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Told collecting={collecting} exercises={[exercise]} phrases={phrases} say={say} />
      <div class="lm-tools">
        <Tool action="project-answers" label={phrases.say("project-answers")} onClick={project} />
        {cards > 1 && (
          <>
            <Tool
              action="card-back"
              label={phrases.say("card-back")}
              disabled={card === 0}
              onClick={() => turn(card - 1)}
            />
            <Tool
              action="card-next"
              label={phrases.say("card-next", { n: card + 1, all: cards })}
              disabled={card + 1 >= cards}
              onClick={() => turn(card + 1)}
            />
          </>
        )}
        <Tool action="export" label={phrases.say("export")} onClick={take} />
      </div>
      <Written html={written.html ?? ""} phrases={phrases} say={say} />
      <Figures figures={figures} phrases={phrases} />
      <Written html={written.tables ?? ""} phrases={phrases} say={say} />
    </>
  );
}
