// Lets tests in Python ask what a page asks of a browser: see tests/support/kept_in_browser.py. Each
// line is what a page was sent and what is done there, one after the other; a line comes back with
// what came of each. Nothing is kept from one line to the next.
import { createInterface } from "node:readline";
import { openBrowser } from "../src/hosts/browser/browser";
import type { Keeping, Sent } from "../src/hosts/keeping";
import type { Model } from "../src/kit/types";

type Act =
  | { board: string; page: string; changes: unknown[] }
  | { show: string }
  | { ask: string; of?: "work" | "figure" | "take-home"; values?: object };

Object.assign(globalThis, {
  location: { pathname: "/a-site/page.html" },
  // Nobody sees this page, and so nothing waits until it is drawn.
  document: { visibilityState: "hidden" },
  addEventListener() {},
  removeEventListener() {},
  BroadcastChannel: undefined,
});

async function done(keeping: Keeping, models: Map<string, Model>, act: Act): Promise<unknown> {
  if ("ask" in act) return keeping.host(act.of ?? "work").ask(act.ask, act.values);
  const exercise = "board" in act ? act.board : act.show;
  const model = models.get(exercise) ?? (await keeping.model(exercise));
  models.set(exercise, model);
  if ("show" in act) return { spec: model.get("spec"), notice: model.get("notice") };
  const { page, changes } = act;
  const heard = new Promise((resolve) => model.on("msg:custom", resolve));
  model.send({ work: model.get("saved").work, page, changes });
  return heard;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { sent, acts }: { sent: Sent; acts: Act[] } = JSON.parse(line);
  const keeping = await openBrowser(sent);
  const models = new Map<string, Model>();
  const came: unknown[] = [];
  for (const act of acts) came.push(await done(keeping, models, act));
  process.stdout.write(`${JSON.stringify(came)}\n`);
}
process.exit();
