// What can be done with somebody's work: save it, hand it in, bring it back, start over, finish.
import { download } from "../kit/download";
import type { Keeper } from "./keeper";

const MEGABYTE = 1_000_000;

export async function save(keeper: Keeper): Promise<void> {
  const file = await downloaded(keeper, "save");
  if (file) keeper.tell(keeper.phrases.say("saved", { file }), "good");
}

export async function handIn(keeper: Keeper): Promise<void> {
  const file = await downloaded(keeper, "hand-in");
  if (file) keeper.tell(keeper.phrases.say("handed", { file }), "good");
}

export async function bring(keeper: Keeper, file: File): Promise<void> {
  const { most } = keeper.page;
  if (file.size > most) {
    const size = Math.round(file.size / MEGABYTE);
    return keeper.tell(keeper.phrases.say("too-large", { size, most: most / MEGABYTE }));
  }
  await bringText(keeper, { text: await file.text() });
}

/** Empties an exercise, a session or all of it; a copy stays. */
export function startOver(keeper: Keeper, what: string): Promise<void> {
  return keeper.do("over", { what });
}

/** Saves the work to a file first; then asks, in these words, whether it may be removed. */
export async function finish(keeper: Keeper, sure = "finish-sure"): Promise<void> {
  const file = await downloaded(keeper, "save");
  if (!file) return;
  keeper.confirm(keeper.phrases.say(sure, { file }), "yes-clear", () => keeper.do("clear"));
}

async function bringText(
  keeper: Keeper,
  values: { text: string; mixed?: true; newer?: true },
): Promise<void> {
  const agreed = { ...values, mixed: true } as const;
  await keeper.do("bring", values, {
    bring: () => bringText(keeper, agreed),
    file: () => bringText(keeper, { ...agreed, newer: true }),
  });
}

/** Asks for a file, and lets the browser save it; gives its name. */
async function downloaded(keeper: Keeper, what: "save" | "hand-in"): Promise<string | undefined> {
  const { file } = await keeper.ask(what);
  if (file) download(file.name, file.text, "application/json");
  return file?.name;
}
