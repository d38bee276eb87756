// How people come in, and how the host takes a remote along: what a phone's camera reads, large.
import { quiet } from "../kit/quiet";
import type { Phrases } from "../kit/words";
import type { LiveRoom } from "./live";

export function Joining({ live, phrases }: { live: LiveRoom; phrases: Phrases }) {
  // The pictures are the room's, and of one moment of it: a new room has another code.
  const code = (of: string) => `api/host/codes/${of}?of=${live.code}`;
  const shown = live.wifi ? ["wifi", "room", "remote"] : ["room", "remote"];
  return (
    <details>
      <summary {...quiet}>{phrases.say("live-joining")}</summary>
      <p>
        {phrases.say("live-joining-how", { address: live.address.replace("http://", "") })}{" "}
        <b>{live.code}</b>
      </p>
      <div class="lm-desk-codes">
        {shown.map((of) => (
          <figure key={of}>
            <img src={code(of)} alt={phrases.say(`live-code-${of}`)} loading="lazy" />
            <figcaption>{phrases.say(`live-code-${of}`)}</figcaption>
          </figure>
        ))}
      </div>
      <p class="lm-small">{phrases.say("live-remote-how")}</p>
      <p class="lm-small">{phrases.say("live-notebooks")}</p>
    </details>
  );
}
