// The header of a session, on one line: where somebody is, how far they got, and the way to their
// work, to what is said on privacy, and back to the start page. What it opens stands below the line.
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type Part, part } from "../hosts/kernel";
import { Tool } from "../kit/frame";
import type { Host } from "../kit/host";
import { Later, useLater } from "../kit/later";
import { quiet } from "../kit/quiet";
import { useKeeper } from "../work/around";
import { awaitArrivals, leadTo } from "../work/going";
import { Joining, Standing } from "../work/joining";
import { Keeper } from "../work/keeper";
import { MyWork, Told } from "../work/told";
import { foldFiles } from "./fold";
import type { WayProps } from "./way";

/** The list is fetched when somebody opens it. */
const list = new Later(() => import("./way"));

function Way(props: WayProps) {
  const { keeper, phrases } = props;
  const missing = () => keeper.tell(phrases.say("not-fetched"));
  const fetched = useLater(list, missing, () => keeper.learn());
  return fetched ? <fetched.Way {...props} /> : null;
}

/** The sessions as a row: those that are finished, this one, and the others. */
export function Segments({ keeper }: { keeper: Keeper }) {
  const { number, chapters } = keeper.page;
  return (
    <span class="lm-header-row" aria-hidden="true">
      {chapters.map((chapter) => (
        <i
          key={chapter.number}
          data-here={chapter.number === number || undefined}
          data-done={keeper.done(chapter.counted) === chapter.counted.length || undefined}
        />
      ))}
    </span>
  );
}

type Opened = "way" | "my-work" | "privacy" | "";

function Header({ keeper, uid }: { keeper: Keeper; uid: string }) {
  const { root, speaker, phrases } = useKeeper(keeper);
  const [opened, setOpened] = useState<Opened>("");
  const { number, start, chapters, titles, language } = keeper.page;
  useEffect(
    () => (root.current ? awaitArrivals(root.current, Object.keys(titles)) : undefined),
    [titles],
  );
  const here = chapters.find((chapter) => chapter.number === number);
  const counted = here?.counted ?? [];
  const counts = { n: keeper.done(counted), all: counted.length };
  const open = (what: Opened) => setOpened(opened === what ? "" : what);
  return (
    <section
      ref={root}
      class="lm-root lm-header"
      aria-label={phrases.say("name")}
      data-header={number}
      lang={language}
      tabIndex={-1}
      {...quiet}
    >
      <div class="lm-header-line">
        <button
          type="button"
          class="lm-header-way"
          data-action="way"
          aria-expanded={opened === "way"}
          onClick={() => open("way")}
          {...quiet}
        >
          <span class="lm-header-here">
            <b>{number}</b> <span class="lm-header-name">{here?.title}</span>
            <span class="lm-header-count" aria-hidden="true">
              {phrases.say("count", counts)}
            </span>
          </span>
          <span class="lm-unseen">
            {phrases.say("done-session", counts)}. {phrases.say("where")}
          </span>
          <Segments keeper={keeper} />
        </button>
        <a
          class="lm-tool lm-header-start"
          href={start}
          onClick={({ currentTarget }) => leadTo(currentTarget, start)}
          {...quiet}
        >
          {phrases.say("start-page")}
        </a>
        <Tool
          action="my-work"
          label={phrases.say("my-work")}
          expanded={opened === "my-work"}
          onClick={() => open("my-work")}
        />
        <span class="lm-header-privacy">
          <Tool
            action="privacy"
            label={phrases.say("privacy")}
            expanded={opened === "privacy"}
            onClick={() => open("privacy")}
          />
        </span>
      </div>
      {opened === "way" && (
        <Way
          keeper={keeper}
          phrases={phrases}
          uid={uid}
          root={root}
          onLeave={() => setOpened("")}
          onPrivacy={() => setOpened("privacy")}
        />
      )}
      {opened === "my-work" && (
        <MyWork
          keeper={keeper}
          phrases={phrases}
          uid={uid}
          parts={[
            [number, phrases.say("over-session")],
            ["all", phrases.say("over-all")],
            ...Object.entries(titles),
          ]}
        />
      )}
      {opened === "privacy" && <p class="lm-panel">{phrases.say("private")}</p>}
      <Told keeper={keeper} phrases={phrases} />
      <div class="lm-said" role="status" ref={speaker.attach} />
    </section>
  );
}

/** How long it may take before it is said that nothing answers, in milliseconds. */
const PATIENCE = 10_000;

export function open(host: Host): Part {
  const keeper = new Keeper(host);
  return {
    show(place) {
      const uid = `lm-${Math.random().toString(36).slice(2)}`;
      render(<Header keeper={keeper} uid={uid} />, place);
      return () => render(null, place);
    },
    close: () => keeper.close(),
  };
}

/** In JupyterLab a list of files stands beside it; and a kernel can join a room. */
function openInNotebook(host: Host): Part {
  const { show, ...more } = open({ ...host, joining: Joining });
  return {
    ...more,
    show(place) {
      const [header, room] = [document.createElement("div"), document.createElement("div")];
      place.append(header, room);
      const hide = show(header);
      render(<Standing host={host} />, room);
      const leave = foldFiles(place);
      return () => {
        leave();
        render(null, room);
        hide();
        header.remove();
        room.remove();
      };
    },
  };
}

export default part(openInNotebook, PATIENCE);
