// What stands around a notebook (menus, side bars, the file list, the status bar) goes out of the
// way while one of the workshop's notebooks is in front, and comes back for every other one.
import type { App, Panel, Widget } from "./jupyter";

export class Screen {
  private readonly app: App;
  private readonly calm = new Set<Widget>();
  private hidden: Widget[] = [];
  /** What is away may be shown again by whoever put it there: Notebook 7 does when it has its settings. */
  private readonly shown = new MutationObserver(() => this.update());

  constructor(app: App) {
    this.app = app;
    const { currentChanged, layoutModified } = app.shell;
    currentChanged.connect(() => this.update());
    // A side bar that gets something new shows itself.
    layoutModified?.connect(() => this.update());
    // Before that, JupyterLab still decides itself what is open.
    void app.restored.then(() => this.update());
  }

  isCalm(panel: Panel): boolean {
    return this.calm.has(panel);
  }

  /** Takes the tools away from around a notebook, or brings them back. */
  set(panel: Panel, calm: boolean): void {
    if (calm) this.calm.add(panel);
    else this.calm.delete(panel);
    panel.toggleClass("lm-calm", calm);
    if (calm) panel.toolbar.hide();
    else panel.toolbar.show();
    void this.app.restored.then(() => this.update());
  }

  private update(): void {
    const current = this.app.shell.currentWidget;
    const calm = current !== null && this.calm.has(current);
    document.body.classList.toggle("lm-calm-page", calm);
    const beside = new Set(calm ? besideOf(current) : []);
    const back = this.hidden.filter((each) => !beside.has(each) && !each.isDisposed);
    const away = [...beside].filter((each) => !each.isHidden);
    const still = this.hidden.filter((each) => beside.has(each) && !away.includes(each));
    this.hidden = still.concat(away);
    this.shown.disconnect();
    for (const each of back) each.show();
    for (const each of away) each.hide();
    for (const { node } of this.hidden) this.shown.observe(node, { attributeFilter: ["class"] });
  }
}

/**
 * Whatever lies beside the documents, from them up to the whole page. Their row of tabs stays in its
 * place, and is only not seen where there is one tab: JupyterLab lays a page out anew when it likes,
 * and a row that comes back then lies over the document.
 */
function besideOf(current: Widget): Widget[] {
  const found: Widget[] = [];
  for (let inner = current.parent; inner?.parent; inner = inner.parent)
    found.push(...[...inner.parent.children()].filter((each) => each !== inner));
  return found;
}
