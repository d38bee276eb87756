// Bundles one module and one style sheet for each kind, the start page, the header, the desk and what
// else a notebook shows into workshop/static/, beside them the tokens and the covers as they are, and
// what starts notebooks into the folder that JupyterLab looks into. pages.mjs does it for the pages
// without a kernel, room.mjs for those of a room. `--to FOLDER` writes all elsewhere: a test compares
// that with what is committed.
// `--watch` goes on after each change, and puts source maps in maps/.

import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, context } from "esbuild";
import { minify } from "terser";
import { buildPages } from "./pages.mjs";
import { buildRoom } from "./room.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const to = process.argv.indexOf("--to");
const root = to > 0 ? process.argv[to + 1] : join(here, "..");
const outdir = join(root, "workshop", "static");
const lab = join(root, "share", "jupyter", "labextensions", "leading-and-managing-workshop");

// A kind is a folder with a module of its name; what some of them share has none.
const kinds = readdirSync(join(here, "src", "kinds"))
  .map((kind) => `src/kinds/${kind}/${kind}`)
  .filter((module) => existsSync(join(here, `${module}.tsx`)));

// What pages fetch when somebody asks for it is in the bundle here, and is had as plainly as the rest:
// left as it is, every module would be wrapped so that it could be had at any time.
const atOnce = {
  name: "at-once",
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/.*\.tsx?$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8");
      const names = [];
      const had = (from) => `later${names.push(from) - 1}`;
      const now = text
        .replace(/(new Later\(\(\) => )import\((".*?")\)\)/g, (_, later, from) => {
          const name = had(from);
          return `${later}Promise.resolve(${name}), ${name})`;
        })
        .replace(/\bimport\((".*?")\)/g, (_, from) => `Promise.resolve(${had(from)})`);
      const first = names.map((from, at) => `import * as later${at} from ${from};`);
      return { contents: first.join("") + now, loader: path.endsWith("x") ? "tsx" : "ts" };
    });
  },
};

const common = {
  plugins: [atOnce],
  absWorkingDir: here,
  entryNames: "[name]",
  outdir,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome100", "firefox100", "safari15.4"],
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
};
/** Where a notebook's style sheet has more than that of a page. */
const STYLES = { "src/header/header": "src/header/in_notebook.css" };
const withPreact = {
  ...common,
  entryPoints: [...kinds, "src/start/start", "src/header/header", "src/desk/desk"].flatMap(
    (name) => [
      { in: `${name}.tsx`, out: basename(name) },
      { in: STYLES[name] ?? `${name}.css`, out: basename(name) },
    ],
  ),
  // Calls of h(…) instead of the automatic jsx(…): a kilobyte less for each kind.
  tsconfigRaw: {
    compilerOptions: {
      target: "ES2022",
      jsx: "react",
      jsxFactory: "h",
      jsxFragmentFactory: "Fragment",
    },
  },
  inject: ["src/kit/h.ts"],
};
const without = {
  ...common,
  entryPoints: [
    ...["src/notebook/picture", "src/notebook/take_home"].flatMap((name) => [
      `${name}.ts`,
      `${name}.css`,
    ]),
    "src/notebook/ending.css",
  ],
};
// A script of its own, since JupyterLab and Notebook load it as one; its style sheet is in it.
const starting = {
  ...common,
  format: "iife",
  outdir: join(lab, "static"),
  entryPoints: [{ in: "src/lab/remote.ts", out: "workshop" }],
  loader: { ".css": "text" },
};

const maps = { outdir: "maps", sourcemap: "external" };
for (const options of [withPreact, without, starting]) {
  if (process.argv.includes("--watch")) {
    await (await context({ ...options, logLevel: "info" })).watch();
    await (await context({ ...options, ...maps })).watch();
  } else await build(options);
}

// Python draws with the same colours, and shows the same covers.
copyFileSync(join(here, "src", "kit", "tokens.css"), join(outdir, "tokens.css"));
cpSync(join(here, "src", "covers"), join(outdir, "covers"), { recursive: true });

// Once more through another one, which leaves half a kilobyte less of each board on the wire.
if (!process.argv.includes("--watch")) {
  for (const name of readdirSync(outdir).filter((each) => each.endsWith(".js"))) {
    const path = join(outdir, name);
    const { code } = await minify(readFileSync(path, "utf8"), {
      module: true,
      compress: { passes: 3, pure_getters: true },
    });
    writeFileSync(path, code);
  }
  await buildPages({ here, kinds, outdir: join(outdir, "pages") });
  await buildRoom({ here, kinds, outdir: join(outdir, "room") });
}
