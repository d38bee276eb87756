// Whether a notebook may run by itself: only the server can say.
import type { App, Notebook, Panel, Shared } from "./jupyter";

export type Words = Record<"starting" | "failed" | "again" | "tools" | "fewer", string>;

/** What stands in a notebook, cell by cell: all that decides what a run does. */
export const contentOf = (notebook: Notebook): [string, string][] =>
  notebook.widgets.map(({ model }) => [model.type, model.sharedModel.getSource()]);

/** Asks whether a notebook may run by itself; gives the words to show where it may. */
export async function ask(
  app: App,
  panel: Panel,
  kernel: string,
  shared: Shared,
): Promise<Words | null> {
  const { ServerConnection } = await shared("@jupyterlab/services");
  const settings = app.serviceManager.serverSettings;
  const question = { path: panel.context.path, kernel, cells: contentOf(panel.content) };
  try {
    const reply = await ServerConnection.makeRequest(
      `${settings.baseUrl}workshop/unasked`,
      { method: "POST", body: JSON.stringify(question) },
      settings,
    );
    const answer = reply.ok ? await reply.json() : {};
    return answer.allowed === true ? answer.words : null;
  } catch {
    // A server that does not know the question, or is not there: the button remains.
    return null;
  }
}
