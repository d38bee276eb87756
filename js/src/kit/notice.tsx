// A sentence on what came of something. Whether it worked is to be seen at once, by more than a colour.
import type { ComponentChildren } from "preact";

export type Tone = "good" | "bad" | "wait";

const ICONS: Record<Tone, string> = { good: "✓", bad: "⚠", wait: "…" };

export function Notice({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <p class={`lm-notice lm-${tone}`}>
      <span aria-hidden="true">{ICONS[tone]}</span> {children}
    </p>
  );
}
