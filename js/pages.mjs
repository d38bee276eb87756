// Bundles the pages without a kernel into workshop/static/pages/: what all pages need is one module, and
// each kind, and whatever few pages have, is one of its own, fetched where a page has it. Rollup does
// that, since it can be told what belongs together; in a dozen small modules the same code weighs a
// fifth more on the wire. `single.js` has everything at once, for a session that is one file.
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

/** What a page asks for besides its module and the kinds of its exercises. */
const PARTS = {
  start: "start/start",
  header: "header/header",
  figure: "notebook/picture",
  "take-home": "notebook/take_home",
  keep: "hosts/page/keep",
};
/** The module that makes a page live: who keeps the answers differs, and a room has pages of its own. */
const ENTRIES = {
  own: "hosts/page/own.ts",
  app: "hosts/page/app.ts",
  room: "hosts/room/page.ts",
  join: "hosts/room/join.ts",
};
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
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  await modules({ src, kinds, outdir });
  await styles({ src, here, kinds, outdir });
  for (const name of ["icon.svg", "worker.js"])
    copyFileSync(join(src, "hosts", "page", name), join(outdir, name));
}

async function modules({ src, kinds, outdir }) {
  const built = {};
  const named = kinds.map((path) => [path.split("/").at(-1), join(src, "..", `${path}.tsx`)]);
  const plugins = [sources(src, named), nodeResolve()];
  const entries = Object.fromEntries(
    Object.entries(ENTRIES).map(([name, path]) => [name, join(src, path)]),
  );
  const split = await rollup({ input: entries, plugins });
  const { output } = await split.generate({
    format: "es",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash:8].js",
    hoistTransitiveImports: false,
    manualChunks: (id) => chunkOf(id.slice(src.length + 1)),
  });
  const byPath = new Map(
    [...named, ...Object.entries(PARTS).map(([name, path]) => [name, join(src, path)])].map(
      ([name, path]) => [path.replace(/\.tsx?$/, ""), name],
    ),
  );
  for (const chunk of output) {
    await write(join(outdir, chunk.fileName), chunk.code);
    const entry = chunk.isEntry ? chunk.name : "";
    const parts = chunk.moduleIds.map((id) => byPath.get(id.replace(/\.tsx?$/, "")));
    for (const name of [entry, ...parts].filter(Boolean)) {
      built[name] = [...(entry ? [] : [chunk.fileName]), ...following(chunk.fileName, output)];
    }
  }
  const inOrder = Object.fromEntries(Object.entries(built).sort());
  writeFileSync(join(outdir, "built.json"), `${JSON.stringify(inOrder, null, 1)}\n`);

  const one = await rollup({ input: entries.own, plugins });
  const whole = await one.generate({ format: "iife", inlineDynamicImports: true });
  await write(join(outdir, "single.js"), whole.output[0].code);
}

/** Which module something belongs to: that of its kind, of its part, or the one that all pages need. */
function chunkOf(path) {
  const [, kind] = /^kinds\/(\w+)\//.exec(path) ?? [];
  if (kind) return kind;
  const [part] = Object.entries(PARTS).find(([, module]) => path.startsWith(module)) ?? [];
  if (path.startsWith("start/")) return "start";
  if (part && part !== "header") return part;
  // Who keeps the answers differs from page to page.
  if (/^hosts\/(browser|room|server|page\/(own|app))/.test(path)) return undefined;
  return "page";
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
    compress: { passes: 3, pure_getters: true, unsafe_arrows: true, keep_fargs: false },
  };
  writeFileSync(path, (await minify(code, options)).code);
}

/** Reads our sources; and the module that names the kinds, which is made of their folders. */
function sources(src, kinds) {
  return {
    name: "sources",
    resolveId(id, from) {
      if (id === "kinds") return "\0kinds";
      if (!id.startsWith(".") || !from?.startsWith(src)) return null;
      const path = resolve(dirname(from), id);
      const files = [".ts", ".tsx", ""].map((ending) => path + ending);
      return files.find((file) => existsSync(file) && statSync(file).isFile()) ?? null;
    },
    load(id) {
      if (id !== "\0kinds") return null;
      const loads = kinds.map(([kind, path]) => `${kind}: () => import(${JSON.stringify(path)})`);
      return `export default {${loads}};`;
    },
    async transform(text, id) {
      if (!/\.tsx?$/.test(id)) return null;
      const loader = id.endsWith("x") ? "tsx" : "ts";
      const options = { loader, target: TARGET, supported, tsconfigRaw, charset: "utf8" };
      const { code } = await transform(text, options);
      const h =
        loader === "tsx" ? `import { h, Fragment } from "${join(src, "kit", "h.ts")}";` : "";
      // Some modules import one of them themselves.
      const own = /import \{[^}]*\bFragment\b[^}]*\} from/.test(code);
      return { code: (own ? h.replace(", Fragment", "") : h) + code, map: null };
    },
  };
}

async function styles({ src, here, kinds, outdir }) {
  const common = {
    absWorkingDir: here,
    bundle: true,
    minify: true,
    target: TARGET,
    charset: "utf8",
    legalComments: "none",
  };
  const contents = STYLES.map((path) => `@import "./src/${path}.css";`).join("\n");
  const stdin = { contents, resolveDir: here, loader: "css" };
  const page = await build({ ...common, stdin, write: false });
  // What all have in common is in the style of the page: of a kind only its own is left.
  await build({
    ...common,
    outdir,
    entryNames: "[name]",
    entryPoints: [...kinds, "src/start/start", "src/hosts/room/room"].map((name) => `${name}.css`),
    plugins: [withoutKit],
  });
  // The page itself, around the boards, has the same colours before any module runs.
  const tokens = readFileSync(join(src, "kit", "tokens.css"), "utf8");
  const block = (selector) => tokens.split(`${selector} {`)[1].split("}")[0];
  const dark = block('[data-jp-theme-light="false"] .lm-root');
  const own = `.lm-page{${block("\n.lm-root")}}@media (prefers-color-scheme: dark){.lm-page{${dark}}}`;
  const { code } = await transform(own, { loader: "css", minify: true, target: TARGET });
  writeFileSync(join(outdir, "page.css"), code + page.outputFiles[0].text);
}

/** Leaves out of a style sheet what it has from the kit. */
const withoutKit = {
  name: "without-kit",
  setup(within) {
    within.onResolve({ filter: /\/kit\/[\w.]+css$/ }, ({ path }) => ({ path, namespace: "kit" }));
    within.onLoad({ filter: /.*/, namespace: "kit" }, () => ({ contents: "", loader: "css" }));
  },
};
