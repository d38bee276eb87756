// A live room has exercises of its own; with one press it gets those of the package that is chosen.
import { Tool } from "../kit/frame";
import type { Host } from "../kit/host";
import type { Phrases } from "../kit/words";
import type { LiveRoom } from "./live";
import type { Ask, Say } from "./types";

interface ReplanProps {
  host: Host;
  pack: string;
  ask: Ask;
  phrases: Phrases;
  say: Say;
}

export function Replan({ host, pack, ask, phrases, say }: ReplanProps) {
  const live: LiveRoom | undefined = host.get("live");
  if (!live || live.over || live.packages.includes(pack)) return null;
  const change = async () => {
    const { wrong } = await ask("package", { package: pack });
    if (!wrong) say(phrases.say("said-replanned"));
  };
  return (
    <div class="lm-desk-told" data-replan="">
      <p>{phrases.say("live-other-package")}</p>
      <div class="lm-tools">
        <Tool action="live-package" label={phrases.say("live-package")} onClick={change} />
      </div>
    </div>
  );
}
