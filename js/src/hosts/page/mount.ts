// Puts boards, header, figures and the rest into the places that a page left for them.
import kinds, { type Made } from "kinds";
import { open as header } from "../../header/header";
import type { Host } from "../../kit/host";
import { fetchAll } from "../../kit/later";
import { open as figure } from "../../notebook/picture";
import { open as takeHome } from "../../notebook/take_home";
import type { Keeping, Open, Sent } from "../keeping";
import type { Part } from "../kernel";
import { open as keep } from "./keep";
import { followTheme } from "./theme";

/** So long after a page is there nobody has asked for more, and the rest is fetched, in milliseconds. */
const QUIET = 15_000;

type OpenPart = (host: Host) => Part;

/** What stands in the places that ask a host; the start page alone has what is fetched for it. */
const PARTS: Record<string, () => OpenPart | Promise<OpenPart>> = {
  header: () => header,
  start: async () => (await import("../../start/start")).open,
  figure: () => figure,
  "take-home": () => takeHome,
  keep: () => keep,
};
/** Whom they ask, where that is not the work as a whole. */
const ASKED: Record<string, "figure" | "take-home"> = {
  figure: "figure",
  "take-home": "take-home",
};

/** Reads what the page was sent, and makes it live. */
export async function mount(open: Open): Promise<void> {
  const sent: Sent = JSON.parse(document.getElementById("workshop")?.textContent ?? "{}");
  followTheme();
  const keeping = await open(sent);
  // Its kind is the first thing that the page has asked for.
  const [first, ...others] = places("exercise");
  if (first) await board(sent, keeping, first);
  for (const [name, load] of Object.entries(PARTS)) {
    for (const place of places(name)) {
      const open = await load();
      open(keeping.host(ASKED[name] ?? "work", place.dataset.of)).show(place);
    }
  }
  for (const place of others) await board(sent, keeping, place);
  // Where the browser keeps no pages, what is fetched at a press would not be there without a network.
  if (isSecureContext || !location.protocol.startsWith("http")) return;
  setTimeout(() => {
    fetchAll();
    keeping.ahead?.();
  }, QUIET);
}

function places(name: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`[data-place="${name}"]`)];
}

/** Where an exercise stands twice on a page, both show the same answer. */
const made = new Map<string, Made>();

async function board(sent: Sent, keeping: Keeping, place: HTMLElement): Promise<void> {
  const spec = sent.specs.find(({ id }) => id === place.dataset.of);
  const load = spec && kinds[spec.kind];
  if (!load) return;
  const { default: make } = await load();
  const board = made.get(spec.id) ?? make();
  if (!made.has(spec.id)) board.initialize({ model: await keeping.model(spec.id) });
  made.set(spec.id, board);
  board.render({ el: place });
}
