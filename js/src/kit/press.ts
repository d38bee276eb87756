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

/** Does something once a tap has had its effect; keys, which bring clicks as well, do not count. */
export function afterTap(event: MouseEvent, act: () => void): void {
  if (event.detail > 0 && (event.target as Element).matches("[type=radio]")) setTimeout(act);
}
