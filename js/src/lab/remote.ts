// How JupyterLab and Notebook 7 find what is added to them: a module that gets what the page
// shares, and gives a plugin.
import type { App, Modules, Shared, Tracker } from "./jupyter";
import { watchAll } from "./watch";

type Versions = Record<string, { loaded?: unknown; get(): Promise<() => unknown> }>;

const NAME = "leading-and-managing-workshop";

async function plugins(scope: Record<string, Versions>): Promise<object[]> {
  const shared = (async (name: keyof Modules) => {
    const versions = Object.values(scope[name] ?? {});
    const version = versions.find(({ loaded }) => loaded) ?? versions[0];
    return (await version!.get())();
  }) as Shared;
  const { INotebookTracker } = await shared("@jupyterlab/notebook");
  return [
    {
      id: `${NAME}:plugin`,
      autoStart: true,
      requires: [INotebookTracker],
      activate: (app: App, tracker: Tracker) => watchAll(app, tracker, shared),
    },
  ];
}

let scope: Record<string, Versions> = {};
const page = window as unknown as { _JUPYTERLAB?: Record<string, object> };
page._JUPYTERLAB ??= {};
page._JUPYTERLAB[NAME] = {
  init(given: Record<string, Versions>) {
    scope = given;
  },
  async get() {
    const found = await plugins(scope);
    return () => ({ __esModule: true, default: found });
  },
};
