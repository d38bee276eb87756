// At a second vote: where somebody stood before, on each card. Boards know nothing of it: what they
// promise of their page (`data-item`, `data-option`) is enough to find the place.
import type { Line } from "../../kit/lines";
import type { Known } from "../../kit/rules";
import type { Phrases } from "../../kit/words";

/** What was said of each item, by its id. */
export type Marks = Map<string, string>;

/** Finds of each item the line that tells of it. */
export function marksOf({ items }: Known, lines: Line[]): Marks {
  const marks: Marks = new Map();
  for (const { id, text, setting } of items) {
    const line = lines.find(([what]) => what === text || what === setting);
    if (line) marks.set(id, line[1]);
  }
  return marks;
}

/** Keeps the marks on a board, whatever it draws anew, until the function that comes back is called. */
export function keepMarks(el: HTMLElement, known: Known, marks: Marks, phrases: Phrases) {
  const mark = () => {
    for (const card of el.querySelectorAll<HTMLElement>("[data-item]:not([data-to])")) {
      const item = card.dataset.item ?? "";
      const said = marks.get(item);
      if (said === undefined) continue;
      const own = known.items.find(({ id }) => id === item)?.options;
      const option = (own ?? known.options).find(({ label }) => label === said)?.id;
      const control = option && card.querySelector<HTMLElement>(`[data-option="${option}"]`);
      // A choice that is folded away, or one that is no option: the card itself says it.
      if (control) put(control.closest("label") ?? control, phrases.say("before-here"));
      else put(card, phrases.say("before-said", { said }));
    }
  };
  const put = (place: HTMLElement, text: string) => {
    if (place.dataset.before === text) return;
    place.dataset.before = text;
    // A name of its own would hide what the style writes beside it.
    if (place.hasAttribute("aria-label")) place.setAttribute("aria-description", text);
  };
  const watching = new MutationObserver(mark);
  watching.observe(el, { childList: true, subtree: true, attributeFilter: ["aria-label"] });
  mark();
  return () => watching.disconnect();
}
