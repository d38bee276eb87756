// What is read once: on a narrow screen its beginning, and the rest at a press.
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Tool } from "./frame";
import type { Phrases } from "./words";

export function Brief({ phrases, children }: { phrases: Phrases; children: ComponentChildren }) {
  const text = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [cut, setCut] = useState(false);
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => {
    const { current } = text;
    if (!current) return;
    const seen = new ResizeObserver(() => {
      // Open, nothing is cut; the button stays all the same, with the focus.
      if (!box.current?.dataset.open) setCut(current.scrollHeight > current.clientHeight + 4);
    });
    seen.observe(current);
    return () => seen.disconnect();
  }, []);
  return (
    <div ref={box} class="lm-brief" data-open={open || undefined}>
      <div ref={text}>{children}</div>
      {cut && (
        <Tool
          action="read-on"
          label={open ? "⌃" : "⌄"}
          name={phrases.say("read-on")}
          expanded={open}
          onClick={() => setOpen(!open)}
        />
      )}
    </div>
  );
}
