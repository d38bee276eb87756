// How the keys work, which is fetched when somebody asks for it.
import type { Phrases } from "../../kit/words";

export function Shortcuts({ phrases }: { phrases: Phrases }) {
  return (
    <div class="lm-help">
      <strong>{phrases.say("help-title")}</strong>
      <ul>
        {[1, 2, 3, 4, 5].map((n) => (
          <li key={n}>{phrases.say(`help-${n}`)}</li>
        ))}
      </ul>
    </div>
  );
}
