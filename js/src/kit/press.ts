/**
 * Does something at once; while a mouse button is down, only when its click has landed.
 *
 * A press takes the focus from where it was. What appears or goes because of that moves the page,
 * and the click would land on something else than what was pressed.
 */
export function afterPress(act: () => void): void {
  if (!document.documentElement.matches(":active")) return act();
  addEventListener("mouseup", () => setTimeout(act), { once: true, capture: true });
}

/** Whether a click is a tap on an option; keys bring clicks as well, which do not count. */
export function isTap({ detail, target }: MouseEvent): boolean {
  return detail > 0 && (target as Element).matches("[type=radio]");
}
