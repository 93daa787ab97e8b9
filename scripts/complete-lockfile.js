/**
 * node scripts/complete-lockfile.js   (npm run lockfile)
 *
 * npm leaves an optional package out of package-lock.json, or without its checksum, when it is not
 * installed here: the native binaries of other systems. This asks npm once more, in a folder where
 * nothing is installed, so that all of them are looked up; `npm ci` then checks every package on
 * every system against the checksum that was committed. Run it after `npm install <package>`.
 * Versions stay as they are. Fails, naming them, when the registry did not know some.
 */

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const FILE = "package-lock.json";
const folder = mkdtempSync(join(tmpdir(), "cidery-lockfile-"));

try {
  const lock = JSON.parse(readFileSync(FILE, "utf8"));
  const before = Object.keys(lock.packages);
  for (const path of unsure(lock)) delete lock.packages[path];
  for (const path of before.filter((one) => !one.includes("node_modules/")))
    copy(path === "" ? "package.json" : `${path}/package.json`);
  copy(".npmrc");
  writeFileSync(join(folder, FILE), JSON.stringify(lock));
  execFileSync("npm", ["install", "--package-lock-only", "--ignore-scripts", "--no-audit"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  const text = readFileSync(join(folder, FILE), "utf8");
  const after = JSON.parse(text);
  const lost = unsure(after).concat(leftOut(after));
  if (lost.length > 0) {
    console.error(`the registry did not tell the checksum of ${lost.join(", ")}`);
    process.exitCode = 1;
  } else {
    writeFileSync(FILE, text);
    const added = Object.keys(after.packages).filter((path) => !before.includes(path));
    console.log(
      added.length === 0 ? `${FILE} names every package and checksum` : `added ${added.join(", ")}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function copy(file) {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  copyFileSync(file, join(folder, file));
}

/** Downloaded packages without a checksum. */
function unsure({ packages }) {
  return Object.entries(packages)
    .filter(([path, { link, integrity }]) => path.includes("node_modules/") && !link && !integrity)
    .map(([path]) => path);
}

/** Optional packages that some package names and the lock file does not. */
function leftOut({ packages }) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isPresent(packages, path, name)),
  );
}

/** Looks where Node would look: in the package itself, then in each folder above it. */
function isPresent(packages, path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    if (packages[at === "" ? `node_modules/${name}` : `${at}/node_modules/${name}`]) return true;
    if (at === "") return false;
  }
}
