// Puts boards, header, figures and the rest into the places that a page left for them.
import kinds, { type Made } from "kinds";
import type { Host } from "../../kit/host";
import type { Keeping, Open, Sent } from "../keeping";
import type { Part } from "../kernel";

interface Loaded {
  open: (host: Host) => Part;
}

/** What stands in the places that ask a host, each fetched where a page has one. */
const PARTS: Record<string, () => Promise<Loaded>> = {
  header: () => import("../../header/header"),
  start: () => import("../../start/start"),
  figure: () => import("../../notebook/picture"),
  "take-home": () => import("../../notebook/take_home"),
  keep: () => import("./keep"),
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
      const { open: shown } = await load();
      shown(keeping.host(ASKED[name] ?? "work", place.dataset.of)).show(place);
    }
  }
  for (const place of others) await board(sent, keeping, place);
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

/** Boards look to the page for light or dark, as in a notebook. */
export function followTheme(): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    document.documentElement.dataset.jpThemeLight = String(!dark.matches);
  };
  follow();
  // Safari before 14 has no other way, and all have this one.
  dark.addEventListener?.("change", follow);
}
