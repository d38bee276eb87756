// Bundles the pages without a kernel into workshop/static/pages/: what nearly all pages need is one
// module and one style sheet, `page`, with the kinds that nearly all sessions have; each other kind,
// and whatever somebody has to ask for, is one of its own. src/kinds/together.json says which kinds
// stand on the same pages. `single.js` has everything at once, for a session that is one file.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as bundling from "./bundling.mjs";

const STYLES = [
  "kit/board",
  "kit/cards",
  "header/header",
  "notebook/picture",
  "notebook/take_home",
  "notebook/ending",
  "hosts/page/page",
];

export async function buildPages({ here, kinds, outdir }) {
  const src = join(here, "src");
  const together = JSON.parse(readFileSync(join(src, "kinds", "together.json"), "utf8"));
  const homes = new Map(
    Object.entries(together).flatMap(([home, kinds]) => kinds.map((kind) => [kind, home])),
  );
  bundling.anew(outdir);
  const built = {
    modules: await modules({ src, kinds, homes, outdir }),
    styles: await styles({ src, here, kinds, homes, outdir }),
  };
  writeFileSync(join(outdir, "built.json"), `${JSON.stringify(built, null, 1)}\n`);
  for (const name of ["icon.svg", "worker.js"])
    copyFileSync(join(src, "hosts", "page", name), join(outdir, name));
}

async function modules({ src, kinds, homes, outdir }) {
  const { named, plugins } = bundling.readers(src, kinds);
  const input = { page: join(src, "hosts/page/page.ts") };
  const own = (path) => {
    const kind = bundling.kindOf(path);
    if (kind) return homes.get(kind) ?? kind;
    return path.startsWith("start/") ? "start" : undefined;
  };
  const built = await bundling.shared({
    input,
    plugins,
    outdir,
    names: [
      ["start", join(src, "start", "start")],
      ["server", join(src, "hosts", "server")],
      ...named,
    ],
    home: (id, getModuleInfo) => bundling.homeOf(id, { src, own, common: "page", getModuleInfo }),
  });
  const to = join(outdir, "single.js");
  await bundling.alone({ input: input.page, plugins, to, format: "iife" });
  return built;
}

/** The style sheets; gives the name of that of each kind, where it is not that of all pages. */
async function styles({ src, here, kinds, homes, outdir }) {
  const sheets = new Map([
    ["page", [...STYLES]],
    ["start", ["start/start"]],
  ]);
  const names = { start: "start.css" };
  for (const path of kinds) {
    const kind = bundling.nameOf(path);
    const home = homes.get(kind) ?? kind;
    sheets.set(home, [...(sheets.get(home) ?? []), path.replace("src/", "")]);
    if (home !== "page") names[kind] = `${home}.css`;
  }
  for (const [home, paths] of sheets) {
    // What all have in common is in the style of the page: of a kind only its own is left.
    // And what a module of a kind that is asked for brings along is in none.
    const first = home === "page";
    const left = first ? bundling.TOKENS : bundling.KIT;
    const sheet = await bundling.sheetOf(paths, { here, left });
    writeFileSync(join(outdir, `${home}.css`), (first ? await bundling.colours(src) : "") + sheet);
  }
  return names;
}
