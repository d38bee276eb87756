// Looks at every notebook that is opened, and starts those that may.
import { ask } from "./allowed";
import type { App, Panel, Shared, Tracker } from "./jupyter";
import { keepKeys } from "./keys";
import css from "./lab.css";
import { Screen } from "./screen";
import { Start } from "./start";

export function watchAll(app: App, tracker: Tracker, shared: Shared): void {
  const style = document.createElement("style");
  style.textContent = css;
  document.head.append(style);
  keepKeys();
  const screen = new Screen(app);
  // By what they show: a second view of one notebook shows what the first one ran.
  const seen = new WeakSet<Panel["context"]>();
  const watch = (panel: Panel) => {
    if (seen.has(panel.context)) return;
    seen.add(panel.context);
    void open(app, panel, shared, screen);
  };
  tracker.forEach(watch);
  tracker.widgetAdded.connect((_, panel) => watch(panel));
}

async function open(app: App, panel: Panel, shared: Shared, screen: Screen): Promise<void> {
  await panel.context.ready;
  const model = panel.content.model;
  const kernel = (model?.getMetadata("kernelspec") as { name?: string } | undefined)?.name;
  const ours = model?.getMetadata("workshop") !== undefined;
  const words = ours && kernel ? await ask(app, panel, kernel, shared) : null;
  if (panel.isDisposed) return;
  // Whoever looks from outside can tell whether there is anything to press.
  panel.node.dataset.starts = words ? "itself" : "pressed";
  if (words && kernel) await new Start(panel, shared, screen, kernel, words).begin();
}
