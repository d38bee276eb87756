// Bundles the pages without a kernel into workshop/static/pages/: what nearly all pages need is one
// module and one style sheet, `page`, with the kinds that nearly all sessions have; each other kind,
// and whatever somebody has to ask for, is one of its own. src/kinds/together.json says which kinds
// stand on the same pages. Rollup does that, since it can be told what belongs together; in a dozen
// small modules the same code weighs a fifth more on the wire. `single.js` has everything at once,
// for a session that is one file.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import nodeResolve from "@rollup/plugin-node-resolve";
import { build, transform } from "esbuild";
import { rollup } from "rollup";
import { minify } from "terser";

// Phones of the last six years.
const TARGET = ["chrome87", "firefox84", "safari14"];
// What old Safari gets wrong of it (a default that is a function's own name) is not used here.
const supported = { destructuring: true };
const tsconfigRaw = {
  compilerOptions: {
    target: "ES2022",
    jsx: "react",
    jsxFactory: "h",
    jsxFragmentFactory: "Fragment",
    // Old Safari has no class fields, and what stands for them in full is long.
    useDefineForClassFields: false,
  },
};

/** The screens of who leads a room: each is one file, so that nothing of them travels to a participant. */
const SCREENS = { host: "hosts/page/host.ts", wall: "wall/wall.ts" };
const STYLES = [
  "kit/board",
  "kit/cards",
  "header/header",
  "notebook/picture",
  "notebook/take_home",
  "notebook/ending",
  "hosts/page/page",
];
/** What the dark theme of a notebook is on a page. */
const DARK = "@media (prefers-color-scheme: dark) { .lm-page $1 }";
/** Where a style sheet beside a module that is asked for comes with it. */
const OWN = /\/src\/(kinds\/\w+|header)$/;
/** Rules about what JupyterLab has around a board. */
const JUPYTER = /\.jp-[^{}]*\{[^{}]*\}/g;

export async function buildPages({ here, kinds, outdir }) {
  const src = join(here, "src");
  const together = JSON.parse(readFileSync(join(src, "kinds", "together.json"), "utf8"));
  const homes = new Map(
    Object.entries(together).flatMap(([home, kinds]) => kinds.map((kind) => [kind, home])),
  );
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const built = {
    modules: await modules({ src, kinds, homes, outdir }),
    styles: await styles({ src, here, kinds, homes, outdir }),
  };
  writeFileSync(join(outdir, "built.json"), `${JSON.stringify(built, null, 1)}\n`);
  for (const name of ["icon.svg", "worker.js"])
    copyFileSync(join(src, "hosts", "page", name), join(outdir, name));
}

async function modules({ src, kinds, homes, outdir }) {
  const built = {};
  const named = kinds.map((path) => [path.split("/").at(-1), join(src, "..", `${path}.tsx`)]);
  const plugins = [sources(src, named), nodeResolve()];
  const input = {
    page: join(src, "hosts/page/page.ts"),
    room: join(src, "hosts/room/open.ts"),
    join: join(src, "hosts/room/join.ts"),
  };
  const split = await rollup({ input, plugins });
  const { output } = await split.generate({
    format: "es",
    entryFileNames: "[name]-[hash:8].js",
    chunkFileNames: "[name]-[hash:8].js",
    hoistTransitiveImports: false,
    manualChunks: (id, { getModuleInfo }) => homeOf(id, { src, homes, getModuleInfo }),
  });
  const names = [
    ["page", input.page],
    ["start", join(src, "start", "start")],
    ["server", join(src, "hosts", "server")],
    ["room", input.room],
    ["join", input.join],
    ...named,
  ].map(([name, path]) => [path.replace(/\.tsx?$/, ""), name]);
  for (const chunk of output) {
    await write(join(outdir, chunk.fileName), chunk.code);
    const has = new Set(chunk.moduleIds.map((id) => id.replace(/\.tsx?$/, "")));
    for (const [path, name] of names) {
      if (has.has(path)) built[name] = [chunk.fileName, ...following(chunk.fileName, output)];
    }
  }
  const alone = async (name, input, format) => {
    const one = await rollup({ input, plugins });
    const whole = await one.generate({ format, inlineDynamicImports: true });
    await write(join(outdir, `${name}.js`), whole.output[0].code);
  };
  await alone("single", input.page, "iife");
  for (const [name, path] of Object.entries(SCREENS)) await alone(name, join(src, path), "es");
  return Object.fromEntries(Object.entries(built).sort());
}

/** Whether somebody has to ask for a module: whoever shows it fetches it only then. */
function isAskedFor({ importers, dynamicImporters }) {
  const lists = /^\0kinds$|\/kinds\/rules\.ts$|\/mount\.ts$/;
  return !importers.length && dynamicImporters.some((id) => !lists.test(id));
}

/** Which module something belongs to: that of its kind, of the start page, or the one of all pages. */
function homeOf(id, { src, homes, getModuleInfo }, passed = []) {
  if (isAskedFor(getModuleInfo(id))) return undefined;
  const path = id.slice(src.length + 1);
  // A page of a room has what it alone needs in a module of its own.
  if (/^hosts\/room\/(open|join)\./.test(path)) return undefined;
  const [, kind] = /^kinds\/(\w+)\//.exec(path) ?? [];
  if (kind) return homes.get(kind) ?? kind;
  if (path.startsWith("start/")) return "start";
  // What one of them alone has lies with it.
  const others = getModuleInfo(id).importers.filter((each) => !passed.includes(each));
  const of = [...passed, id];
  const wanted = new Set(others.map((each) => homeOf(each, { src, homes, getModuleInfo }, of)));
  // What has to be asked for brings along what nothing else has.
  if (wanted.size === 1) return [...wanted][0];
  wanted.delete(undefined);
  return wanted.size === 1 ? [...wanted][0] : "page";
}

/** All modules that a module asks for at once. */
function following(name, output, found = new Set()) {
  const chunk = output.find(({ fileName }) => fileName === name);
  for (const next of chunk?.imports ?? []) {
    if (found.has(next)) continue;
    found.add(next);
    following(next, output, found);
  }
  return [...found];
}

async function write(path, code) {
  const options = {
    module: true,
    ecma: 2020,
    compress: {
      passes: 3,
      pure_getters: true,
      unsafe_arrows: true,
      keep_fargs: false,
      // Longer, and smaller once it is compressed.
      hoist_vars: true,
      lhs_constants: false,
    },
  };
  writeFileSync(path, (await minify(code, options)).code);
}

/** Reads our sources; and the module that names the kinds, which is made of their folders. */
function sources(src, kinds) {
  return {
    name: "sources",
    resolveId(id, from) {
      if (id === "kinds") return "\0kinds";
      // No page listens to a kernel: what would do that is left out with all that it needs.
      if (id.endsWith("/hosts/kernel")) return "\0kernel";
      if (!id.startsWith(".") || !from?.startsWith(src)) return null;
      const path = resolve(dirname(from), id);
      const files = [".ts", ".tsx", ""].map((ending) => path + ending);
      return files.find((file) => existsSync(file) && statSync(file).isFile()) ?? null;
    },
    load(id) {
      if (id === "\0kernel") return "export const part = () => undefined;";
      if (id !== "\0kinds") return null;
      const loads = kinds.map(([kind, path]) => `${kind}: () => import(${JSON.stringify(path)})`);
      return `export default {${loads}};`;
    },
    async transform(text, id) {
      if (!/\.tsx?$/.test(id)) return null;
      const loader = id.endsWith("x") ? "tsx" : "ts";
      const options = { loader, target: TARGET, supported, tsconfigRaw, charset: "utf8" };
      const { code } = await transform(text + (await styled(id)), options);
      const h =
        loader === "tsx" ? `import { h, Fragment } from "${join(src, "kit", "h.ts")}";` : "";
      // Some modules import one of them themselves.
      const own = /import \{[^}]*\bFragment\b[^}]*\} from/.test(code);
      return { code: (own ? h.replace(", Fragment", "") : h) + code, map: null };
    },
  };
}

/** What puts the style of a module that is asked for into the page, where it has one of its own. */
async function styled(id) {
  const sheet = id.replace(/\.tsx?$/, ".css");
  if (!/\/(\w+)\/(?!\1\.)\w+\.css$/.test(sheet) || !OWN.test(dirname(sheet))) return "";
  if (!existsSync(sheet)) return "";
  const options = { loader: "css", minify: true, target: TARGET };
  const { code } = await transform(readFileSync(sheet, "utf8"), options);
  const text = JSON.stringify(code.trim());
  return `document.head.append(Object.assign(document.createElement("style"), { textContent: ${text} }));`;
}

/** The style sheets; gives the name of that of each kind, where it is not that of all pages. */
async function styles({ src, here, kinds, homes, outdir }) {
  const common = {
    absWorkingDir: here,
    bundle: true,
    minify: true,
    target: TARGET,
    charset: "utf8",
    legalComments: "none",
  };
  const sheetOf = async (paths, left) => {
    const contents = paths.map((path) => `@import "./src/${path}.css";`).join("\n");
    const stdin = { contents, resolveDir: here, loader: "css" };
    const { outputFiles } = await build({
      ...common,
      stdin,
      plugins: [without(left)],
      write: false,
    });
    return outputFiles[0].text;
  };
  const sheets = new Map([
    ["page", [...STYLES]],
    ["start", ["start/start"]],
    ["desk", ["desk/desk"]],
    ["wall", ["wall/wall"]],
    ["room", ["hosts/room/room"]],
  ]);
  const names = { start: "start.css" };
  for (const path of kinds) {
    const kind = path.split("/").at(-1);
    const home = homes.get(kind) ?? kind;
    sheets.set(home, [...(sheets.get(home) ?? []), path.replace("src/", "")]);
    if (home !== "page") names[kind] = `${home}.css`;
  }
  for (const [home, paths] of sheets) {
    // What all have in common is in the style of the page: of a kind only its own is left.
    // And what a module of a kind that is asked for brings along is in none.
    const left = home === "page" ? /(^|\/)tokens\.css$/ : /\/kit\/[\w.]+css$/;
    // The wall has no board, and no other sheet beside its own.
    const own = ["page", "wall"].includes(home) ? await colours(src) : "";
    const sheet = own + (await sheetOf(paths, left));
    writeFileSync(join(outdir, `${home}.css`), sheet.replace(JUPYTER, ""));
  }
  return names;
}

/** The whole page has the colours before any module runs, and what is on it has them from there. */
async function colours(src) {
  const tokens = readFileSync(join(src, "kit", "tokens.css"), "utf8")
    .replace(/^\[data-jp-theme-light="false"\] \.lm-root (\{[^}]*\})/m, DARK)
    .replace(/\[data-jp-theme-light="false"\] \.lm-root|\.lm-root/g, ".lm-page");
  return (await transform(tokens, { loader: "css", minify: true, target: TARGET })).code;
}

/** Leaves out of a style sheet what it imports by such a path. */
function without(filter) {
  return {
    name: "without",
    setup(within) {
      within.onResolve({ filter }, ({ path }) => ({ path, namespace: "without" }));
      within.onResolve({ filter: /^\.\/\w+\.css$/ }, ({ path, resolveDir }) =>
        OWN.test(resolveDir) ? { path, namespace: "without" } : undefined,
      );
      within.onLoad({ filter: /.*/, namespace: "without" }, () => ({
        contents: "",
        loader: "css",
      }));
    },
  };
}
