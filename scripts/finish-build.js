/**
 * node scripts/finish-build.js   (after every workspace is built)
 *
 * Puts what the installed command needs beside it: the catalogue, the labs with their diagrams, the
 * workbench with the documentation beside it, the element for web pages. Then both packages get the pages that npm shows: README, LICENSE, CHANGELOG.
 */

import { chmodSync, copyFileSync, cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const command = join(root, "packages/cidery");
const dist = join(command, "dist");

chmodSync(join(dist, "cli/main.js"), 0o755);
replace(join(root, "models"), join(dist, "models"));
replace(
  join(root, "labs/dist"),
  join(dist, "labs"),
  (path) => !/\.(d\.ts|map|tsbuildinfo)$/.test(path),
);
for (const lab of folders(join(root, "labs"))) {
  const built = join(dist, "labs", lab);
  if (lab === "dist" || !existsSync(built)) continue;
  for (const file of readdirSync(join(root, "labs", lab)))
    if ([".cid", ".md"].includes(extname(file)))
      copyFileSync(join(root, "labs", lab, file), join(built, file));
}
replace(join(root, "apps/workbench/dist"), join(dist, "workbench"));
// Where the workbench looks for it: its Help opens docs/ beside the page.
replace(join(root, "apps/site/dist"), join(dist, "workbench/docs"));
replace(join(root, "apps/element/dist"), join(dist, "element"));
// The library has a README of its own.
copyFileSync(join(root, "README.md"), join(command, "README.md"));
for (const page of ["LICENSE", "CHANGELOG.md"])
  for (const home of [command, join(root, "packages/core")])
    copyFileSync(join(root, page), join(home, page));

function folders(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

/** The copy is a whole: nothing of an older build stays in it. */
function replace(from, to, filter = () => true) {
  if (!existsSync(from)) throw new Error(`${from} is not built`);
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true, filter });
}
