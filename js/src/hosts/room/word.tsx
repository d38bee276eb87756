// The words by which a phone comes back whose page was closed.
import type { Room } from "./room";

export function Word({ room }: { room: Room }) {
  const { phrases, word } = room;
  if (!word) return null;
  return (
    <div class="lm-room-word">
      <p>
        {phrases.say("own-word")}{" "}
        <b translate={false} dir="auto">
          {word}
        </b>
      </p>
      <p class="lm-small">{phrases.say("own-word-why")}</p>
    </div>
  );
}
