/**
 * node scripts/bundle-core.js   (after `tsc -b` has written the types)
 *
 * Writes the JavaScript of `@cidery/core`: one small file per door, and chunks for what doors share,
 * so that importing one reads a handful of files instead of hundreds. Chevrotain, zod and fflate are
 * inside, cut down to what is used; Chevrotain with the grammar has a chunk of its own, which pages that read
 * no text leave out. What is large or needed on request only (HiGHS, Graphviz) stays an import.
 */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const core = join(dirname(fileURLToPath(import.meta.url)), "../packages/core");
const dist = join(core, "dist");
const { exports } = JSON.parse(readFileSync(join(core, "package.json"), "utf8"));
const INSIDE = new Set(["chevrotain", "fflate", "zod"]);

const doors = Object.values(exports)
  .filter((door) => typeof door === "object")
  .map(({ source, default: built }) => [
    built.replace("./dist/", "").replace(/\.js$/u, ""),
    join(core, source),
  ]);

// Nothing of an older build stays; the types beside it are the compiler's.
for (const file of readdirSync(dist, { recursive: true, encoding: "utf8" }))
  if (/\.js(?:\.map)?$/u.test(file)) rmSync(join(dist, file));

const bundle = await rolldown({
  input: Object.fromEntries(doors),
  external: (id) => /^[@a-z]/u.test(id) && !isInside(id),
  platform: "neutral",
  resolve: { mainFields: ["module", "main"], conditionNames: ["import", "default"] },
  treeshake: { moduleSideEffects: false },
});
await bundle.write({
  dir: dist,
  format: "esm",
  sourcemap: true,
  // Shorter to read and decode; functions and classes keep their names for traces.
  minify: { compress: true, mangle: { keepNames: true }, codegen: true },
  entryFileNames: "[name].js",
  chunkFileNames: "chunks/[name]-[hash].js",
  codeSplitting: {
    groups: [
      // With what tells a model's text from other files before anything else is loaded.
      {
        name: "base",
        test: /[\\/]src[\\/](?:(?:base|graph|model)[\\/]|language[\\/]syntax[\\/]modelText\.ts)/u,
        priority: 5,
      },
      // What says a model again, in JSON or as text, needs no grammar; what reads one does.
      {
        name: "json",
        test: /[\\/]language[\\/](?:messages[.\\/]|json[\\/](?:shape|jsonSchema|toJson)\.ts|syntax[\\/](?:words|findLast)\.ts|elaborate[\\/](?:model|source)\.ts|print[\\/](?:spelling|print|same))/u,
        priority: 4,
      },
      { name: "structure", test: /[\\/]src[\\/]structure[\\/]/u, priority: 4 },
      // Unpacking makes its tables when it is loaded: only who reads bytes pays for it.
      {
        name: "bytes",
        test: /[\\/]node_modules[\\/]fflate[\\/]|[\\/]formats[\\/]kit[\\/]decode\.ts/u,
        priority: 6,
      },
      { name: "zod", test: /[\\/]node_modules[\\/]zod[\\/]/u, priority: 6 },
      // A file costs about as much to find and open as 20 KB to read: what always comes together is one.
      {
        name: "incentives",
        test: /[\\/]src[\\/](?:incentives[\\/]|explain[\\/](?:alternatives|verdictRobustness)\.ts)/u,
        priority: 2,
      },
      {
        name: "grammar",
        test: /[\\/]language[\\/](?:load|elaborate|claims|print|syntax|checkedText)|[\\/]node_modules[\\/]/u,
        priority: 3,
      },
    ],
  },
});
await bundle.close();

/** Chevrotain's own parts are taken inside with it. */
function isInside(id) {
  const name = id.startsWith("@") ? id.split("/").slice(0, 2).join("/") : id.split("/")[0];
  return (
    INSIDE.has(name) ||
    name.startsWith("@chevrotain") ||
    name === "lodash-es" ||
    name === "regexp-to-ast"
  );
}
