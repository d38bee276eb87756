// The answer to a question from memory: it opens beside what somebody wrote, and it is no key.
import { quiet } from "../../kit/quiet";
import type { WriteWork } from "./work";

interface ComparedProps {
  work: WriteWork;
  answer: string;
  /** Whether there are words of one's own to compare it with. */
  wrote: boolean;
  write: (text: string) => void;
}

/** Who remembers nothing says so by the press that opens it: then the question is dealt with. */
export function Compared({ work, answer, wrote, write }: ComparedProps) {
  const { phrases } = work;
  const onToggle = (event: Event) => {
    if (!(event.currentTarget as HTMLDetailsElement).open) return;
    if (!wrote) write(phrases.say("forgotten"));
    work.say("the-answer", { answer });
  };
  return (
    <details class="lm-example" data-action="compare" onToggle={onToggle}>
      <summary {...quiet}>{phrases.say(wrote ? "compare" : "forgot")}</summary>
      <p dir="auto">{answer}</p>
    </details>
  );
}
