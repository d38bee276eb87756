// The desk on a phone that only steps: the live room, and nothing of the rest.
import { useMemo, useState } from "preact/hooks";
import type { Host } from "../kit/host";
import { Speaker } from "../kit/live";
import { Notice } from "../kit/notice";
import { quiet } from "../kit/quiet";
import { Phrases } from "../kit/words";
import { Live } from "./live";
import type { Ask, Page, Reply } from "./types";

export function Remote({ host, uid }: { host: Host; uid: string }) {
  const page: Page = host.get("page");
  const phrases = useMemo(() => new Phrases(page.words, page.language), [page]);
  const speaker = useMemo(() => new Speaker(), []);
  const [wrong, setWrong] = useState("");
  const ask: Ask = async (what, values) => {
    const reply = await host.ask<Reply>(what, values, setWrong);
    setWrong(reply.wrong ?? "");
    if (reply.wrong) speaker.say(reply.wrong);
    return reply;
  };
  return (
    <section
      class="lm-root lm-desk"
      data-desk="remote"
      lang={page.language}
      aria-labelledby={`${uid}-title`}
      tabIndex={-1}
      {...quiet}
    >
      <h2 id={`${uid}-title`} class="lm-unseen">
        {phrases.say("title")}
      </h2>
      {wrong && <Notice tone="bad">{wrong}</Notice>}
      <Live host={host} ask={ask} phrases={phrases} uid={uid} onStep={() => {}} remote />
      <div class="lm-said" role="status" ref={speaker.attach} />
    </section>
  );
}
