// Bundles one module and one style sheet per kind into workshop/static/.
// `node build.mjs --to FOLDER` writes them elsewhere: a test compares that with what is committed.
import { build } from "esbuild";
import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const kinds = ["sort", "quiz", "order", "map", "decide", "scale", "write"];

const here = dirname(fileURLToPath(import.meta.url));
const to = process.argv.indexOf("--to");
const outdir = to > 0 ? process.argv[to + 1] : join(here, "..", "workshop", "static");

const common = {
  absWorkingDir: here,
  outdir,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome100", "firefox100", "safari15.4"],
  charset: "utf8",
  legalComments: "none",
};

// The bundles travel inside JSON, which puts a sign before every double quotation mark.
const quoted = (text) => (text.includes("'") ? text : text.replaceAll('"', "'"));

async function make(options) {
  const { outputFiles } = await build({ ...common, ...options, write: false });
  await mkdir(outdir, { recursive: true });
  for (const { path, text } of outputFiles) {
    await writeFile(join(outdir, basename(path)), path.endsWith(".js") ? quoted(text) : text);
  }
}

await make({
  entryPoints: [...kinds, "header", "desk"].flatMap((kind) => [`src/${kind}.tsx`, `src/${kind}.css`]),
  // Calls of h(…) instead of the automatic jsx(…): a kilobyte less for each kind.
  tsconfigRaw: {
    compilerOptions: { target: "ES2022", jsx: "react", jsxFactory: "h", jsxFragmentFactory: "Fragment" },
  },
  inject: ["src/shared/h.ts"],
});
for (const name of ["picture", "take_home"]) {
  await make({ entryPoints: [`src/${name}.ts`, `src/${name}.css`] });
}
