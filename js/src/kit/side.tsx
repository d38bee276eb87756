// Leading, managing and both: each with its colour and icon beside its word, wherever it appears.
import type { Option } from "./types";

const SHAPES: Record<string, string> = {
  // A compass, a list that is ticked, two rings.
  leading: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm3.5 5.5-2 5-5 2 2-5z",
  managing: "M7 4h10a3 3 0 0 1 3 3v10a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3zm1 8 3 3 5-6",
  both: "M9 6a6 6 0 1 0 0 12A6 6 0 0 0 9 6zm6 0a6 6 0 1 0 0 12 6 6 0 0 0 0-12z",
};

/** The class that colours a place, where it has a side. */
export function sideOf(option: Option | undefined): string {
  return option?.side ? ` lm-side lm-${option.side}` : "";
}

export function SideIcon({ side }: { side: string | undefined }) {
  if (!side) return null;
  return (
    <svg class="lm-icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={SHAPES[side]} />
    </svg>
  );
}
