// The stop after the last item: what is still open, and what it came to.
import type { ComponentChildren } from "preact";
import { Tool } from "./frame";
import type { Going, Stop } from "./one";
import { quiet } from "./quiet";
import type { BoardWork } from "./work";

interface EndingProps {
  work: BoardWork<any> & { complete?: boolean };
  stops: Stop[];
  going: Going;
  children: ComponentChildren;
}

export function Ending({ work, stops, going, children }: EndingProps) {
  const open = stops.find(({ done }) => !done);
  return (
    <div class="lm-now lm-finish">
      {open && (
        <>
          <p tabIndex={-1} {...quiet}>
            {work.progress}
          </p>
          <div class="lm-tools">
            <Tool
              action="to-open"
              label={work.phrases.say(work.complete ? "to-more" : "to-open")}
              onClick={() => going.go(open.id)}
            />
          </div>
        </>
      )}
      {children}
    </div>
  );
}
