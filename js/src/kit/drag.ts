// Dragging a card with a pointer. Nothing needs it: every drag has a way by taps and by keys.

export interface Target {
  /** The bin under the pointer; null is the pile. */
  option: string | null;
  at: number | null;
}

const THRESHOLD = 6;
const EDGE = 48;
const STEP = 14;

/**
 * Follows one press on a card until it is let go, and reports where that was.
 *
 * A finger drags from the handle only, so that it can still scroll the page from anywhere else.
 */
export function follow(
  press: PointerEvent,
  card: HTMLElement,
  root: HTMLElement,
  drop: (target: Target) => void,
): void {
  const onHandle = (press.target as Element).closest(".lm-handle");
  if (press.button !== 0 || (press.pointerType !== "mouse" && !onHandle)) return;
  const box = card.getBoundingClientRect();
  let ghost: HTMLElement | null = null;
  let over: HTMLElement | null = null;
  let [x, y] = [press.clientX, press.clientY];
  let frame = 0;

  const move = (event: PointerEvent) => {
    [x, y] = [event.clientX, event.clientY];
    if (!ghost) {
      if (Math.hypot(x - press.clientX, y - press.clientY) < THRESHOLD) return;
      card.setPointerCapture(press.pointerId);
      ghost = shadowOf(card, root, box.width);
      card.toggleAttribute("data-dragged", true);
      frame = requestAnimationFrame(tick);
    }
    ghost.style.transform = `translate(${x - press.clientX + box.left}px, ${y - press.clientY + box.top}px)`;
    mark((root.getRootNode() as Document).elementFromPoint(x, y)?.closest("[data-bin]") ?? null);
  };
  const mark = (zone: Element | null) => {
    const inside = zone && root.contains(zone) ? (zone as HTMLElement) : null;
    if (inside === over) return;
    over?.removeAttribute("data-over");
    inside?.setAttribute("data-over", "");
    over = inside;
  };
  const tick = () => {
    scrollAtEdge(root, x, y);
    frame = requestAnimationFrame(tick);
  };
  const finish = (event: Event) => {
    const target = over;
    const dragged = ghost !== null;
    mark(null);
    cancelAnimationFrame(frame);
    ghost?.remove();
    card.removeAttribute("data-dragged");
    card.removeEventListener("pointermove", move);
    card.removeEventListener("pointerup", finish);
    card.removeEventListener("pointercancel", finish);
    window.removeEventListener("keydown", giveUp, true);
    if (!dragged) return;
    // The click that follows a drag would pick the card up.
    const swallow = (click: Event) => click.stopPropagation();
    root.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => root.removeEventListener("click", swallow, true));
    if (event.type === "pointerup" && target) {
      drop({ option: target.dataset.bin || null, at: positionIn(target, card, y) });
    }
  };
  const giveUp = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    finish(event);
  };
  card.addEventListener("pointermove", move);
  card.addEventListener("pointerup", finish);
  card.addEventListener("pointercancel", finish);
  window.addEventListener("keydown", giveUp, true);
}

/** A picture of the card that moves with the pointer, above everything and clipped by nothing. */
function shadowOf(card: HTMLElement, root: HTMLElement, width: number): HTMLElement {
  const ghost = document.createElement("div");
  ghost.className = "lm-card lm-ghost";
  ghost.setAttribute("aria-hidden", "true");
  ghost.textContent = card.querySelector(".lm-text")?.textContent ?? "";
  ghost.style.width = `${width}px`;
  root.append(ghost);
  // The top layer ignores scrolling and transformed ancestors, which notebooks have.
  if ("showPopover" in ghost) {
    ghost.setAttribute("popover", "manual");
    (ghost as HTMLElement).showPopover();
  }
  return ghost;
}

function positionIn(zone: HTMLElement, card: HTMLElement, y: number): number | null {
  const others = [...zone.querySelectorAll<HTMLElement>("[data-item]")].filter((e) => e !== card);
  const index = others.findIndex((other) => {
    const box = other.getBoundingClientRect();
    return y < box.top + box.height / 2;
  });
  return index < 0 ? null : index;
}

function scrollAtEdge(root: HTMLElement, x: number, y: number): void {
  for (let node: HTMLElement | null = root; node; node = node.parentElement) {
    const style = getComputedStyle(node);
    if (!/auto|scroll/.test(style.overflowY) || node.scrollHeight <= node.clientHeight) continue;
    const box = node.getBoundingClientRect();
    if (x < box.left || x > box.right) continue;
    if (y < box.top + EDGE) node.scrollTop -= STEP;
    else if (y > box.bottom - EDGE) node.scrollTop += STEP;
    else continue;
    return;
  }
  if (y < EDGE) window.scrollBy(0, -STEP);
  else if (y > window.innerHeight - EDGE) window.scrollBy(0, STEP);
}
