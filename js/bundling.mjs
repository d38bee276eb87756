// What pages without a kernel and the pages of a room are bundled with: Rollup, since it can be told
// what belongs together; in a dozen small modules the same code weighs a fifth more on the wire.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
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

/** What the dark theme of a notebook is on a page. */
const DARK = "@media (prefers-color-scheme: dark) { .lm-page $1 }";
/** Where a style sheet beside a module that is asked for comes with it. */
const OWN = /\/src\/(kinds\/\w+|header)$/;
/** Rules about what JupyterLab has around a board. */
const JUPYTER = /\.jp-[^{}]*\{[^{}]*\}/g;

/** Makes a folder that has nothing yet. */
export function anew(outdir) {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
}

/** The plugins of one build, and the kinds by their names. */
export function readers(src, kinds) {
  const named = kinds.map((path) => [nameOf(path), join(src, "..", `${path}.tsx`)]);
  return { named, plugins: [sources(src, named), nodeResolve()] };
}

export const nameOf = (path) => path.split("/").at(-1);

/** Writes modules that share what they have in common; gives what each of those named asks for at once. */
export async function shared({ input, plugins, outdir, names, home }) {
  const split = await rollup({ input, plugins });
  const { output } = await split.generate({
    format: "es",
    entryFileNames: "[name]-[hash:8].js",
    chunkFileNames: "[name]-[hash:8].js",
    hoistTransitiveImports: false,
    manualChunks: (id, { getModuleInfo }) => home(id, getModuleInfo),
  });
  const built = {};
  for (const chunk of output) {
    await write(join(outdir, chunk.fileName), chunk.code);
    const has = new Set(chunk.moduleIds.map((id) => id.replace(/\.tsx?$/, "")));
    for (const [name, path] of [...Object.entries(input), ...names]) {
      if (!has.has(path.replace(/\.tsx?$/, ""))) continue;
      built[name] = [chunk.fileName, ...following(chunk.fileName, output)];
    }
  }
  return Object.fromEntries(Object.entries(built).sort());
}

/** Writes one module that has everything in it. */
export async function alone({ input, plugins, to, format }) {
  const one = await rollup({ input, plugins });
  const whole = await one.generate({ format, inlineDynamicImports: true });
  await write(to, whole.output[0].code);
}

/** The kind that a source is of; nothing where it is of none. */
export const kindOf = (path) => /^kinds\/(\w+)\//.exec(path)?.[1];

/** Whether somebody has to ask for a module: whoever shows it fetches it only then. */
function isAskedFor({ importers, dynamicImporters }) {
  const lists = /^\0kinds$|\/kinds\/rules\.ts$|\/mount\.ts$/;
  return !importers.length && dynamicImporters.some((id) => !lists.test(id));
}

/**
 * Which module something belongs to: that which `own` names for its path, or that of the one module
 * that alone needs it, or the one that all have in common.
 */
export function homeOf(id, { src, own, common, getModuleInfo }, passed = []) {
  if (isAskedFor(getModuleInfo(id))) return undefined;
  const named = own(id.slice(src.length + 1));
  if (named !== undefined) return named || undefined;
  // What one of them alone has lies with it.
  const others = getModuleInfo(id).importers.filter((each) => !passed.includes(each));
  const of = [...passed, id];
  const homes = others.map((each) => homeOf(each, { src, own, common, getModuleInfo }, of));
  const wanted = new Set(homes);
  // What has to be asked for brings along what nothing else has.
  if (wanted.size === 1) return [...wanted][0];
  wanted.delete(undefined);
  return wanted.size === 1 ? [...wanted][0] : common;
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

/** One style sheet of several, without what it imports by such a path, and without what JupyterLab has. */
export async function sheetOf(paths, { here, left }) {
  const contents = paths.map((path) => `@import "./src/${path}.css";`).join("\n");
  const { outputFiles } = await build({
    absWorkingDir: here,
    bundle: true,
    minify: true,
    target: TARGET,
    charset: "utf8",
    legalComments: "none",
    stdin: { contents, resolveDir: here, loader: "css" },
    plugins: [without(left)],
    write: false,
  });
  return outputFiles[0].text.replace(JUPYTER, "");
}

/** What all pages have in common, which a sheet that comes after theirs leaves out. */
export const KIT = /\/kit\/[\w.]+css$/;
/** The colours stand in the first sheet of a page as it is. */
export const TOKENS = /(^|\/)tokens\.css$/;

/** The whole page has the colours before any module runs, and what is on it has them from there. */
export async function colours(src) {
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
