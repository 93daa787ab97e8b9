/**
 * node scripts/finish-build.js   (after tsc, from packages/cidery)
 *
 * Makes the built command executable and puts the catalogue beside it, so that an installed package
 * has its models.
 */

import { chmodSync, cpSync, existsSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "packages/cidery/dist");

chmodSync(join(dist, "cli/main.js"), 0o755);
rmSync(join(dist, "models"), { recursive: true, force: true });
if (existsSync(join(root, "models"))) {
  cpSync(join(root, "models"), join(dist, "models"), { recursive: true });
}
