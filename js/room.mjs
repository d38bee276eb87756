// Bundles the pages of a room into workshop/static/room/. A phone shows one exercise at a time, over
// a link that many share: so what all phones have is one module and one style sheet, and each kind
// is one of its own. The screens of whoever leads are one file each, so that nothing of them travels
// to a participant.
import { createHash } from "node:crypto";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as bundling from "./bundling.mjs";

const SCREENS = { host: "hosts/page/host.ts", wall: "wall/wall.ts" };
const ENTRIES = { room: "hosts/room/open.ts", join: "hosts/room/join.ts" };
/** Kinds that are made of the same parts. */
const TOGETHER = new Map(["choices", "sort", "quiz"].map((kind) => [kind, "choices"]));
const STYLES = ["kit/board", "kit/cards", "hosts/page/page", "hosts/room/room"];

export async function buildRoom({ here, kinds, outdir }) {
  const src = join(here, "src");
  bundling.anew(outdir);
  const built = {
    modules: await modules({ src, kinds, outdir }),
    styles: await styles({ src, here, kinds, outdir }),
  };
  writeFileSync(join(outdir, "built.json"), `${JSON.stringify(built, null, 1)}\n`);
  copyFileSync(join(src, "hosts", "page", "icon.svg"), join(outdir, "icon.svg"));
}

async function modules({ src, kinds, outdir }) {
  const { named, plugins } = bundling.readers(src, kinds);
  const at = (paths) =>
    Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, join(src, path)]));
  const own = (path) => {
    // What one of the pages alone needs is in its own module.
    if (Object.values(ENTRIES).includes(path)) return "";
    const kind = bundling.kindOf(path);
    return kind && (TOGETHER.get(kind) ?? kind);
  };
  const home = (id, getModuleInfo) =>
    bundling.homeOf(id, { src, own, common: "phone", getModuleInfo });
  for (const [name, path] of Object.entries(at(SCREENS))) {
    const to = join(outdir, `${name}.js`);
    await bundling.alone({ input: path, plugins, to, format: "es" });
  }
  return bundling.shared({ input: at(ENTRIES), plugins, outdir, names: named, home });
}

/** The style sheets; gives the names of those that a phone asks for, the one of all first. */
async function styles({ src, here, kinds, outdir }) {
  const written = (name, sheet) => {
    // Its checksum is in its name, so that a phone asks for it once.
    const sum = createHash("sha256").update(sheet).digest("hex").slice(0, 8);
    const file = `${name}-${sum}.css`;
    writeFileSync(join(outdir, file), sheet);
    return file;
  };
  const colours = await bundling.colours(src);
  const first = (paths) => bundling.sheetOf(paths, { here, left: bundling.TOKENS });
  const own = (paths) => bundling.sheetOf(paths, { here, left: bundling.KIT });
  const common = [...STYLES];
  const rest = [];
  for (const path of kinds)
    (TOGETHER.has(bundling.nameOf(path)) ? common : rest).push(path.replace("src/", ""));
  const names = { phone: written("phone", colours + (await first(common))) };
  for (const path of rest)
    names[bundling.nameOf(path)] = written(bundling.nameOf(path), await own([path]));
  const desk = ["kit/board", "kit/cards", "hosts/page/page", "desk/desk"];
  writeFileSync(join(outdir, "host.css"), colours + (await first(desk)));
  writeFileSync(join(outdir, "wall.css"), colours + (await own(["wall/wall"])));
  return names;
}
