/**
 * node scripts/complete-lockfile.js   (npm run lockfile)
 *
 * npm leaves an optional package out of package-lock.json when the registry it asked did not have
 * it, which happens with native binaries for other platforms; `npm ci` then calls the lock file out
 * of step. This adds the missing entries: exact version, and the platform as the name tells it. They
 * carry no checksum, because nothing was downloaded. Run it after `npm install <package>`.
 */

import { readFileSync, writeFileSync } from "node:fs";

const SYSTEMS = ["android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony"];
const PROCESSORS = ["arm64", "arm", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x"];

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
const { packages } = lock;
const added = [];

for (const [path, parent] of Object.entries(packages)) {
  for (const [name, range] of Object.entries(parent.optionalDependencies ?? {})) {
    if (isPresent(path, name)) continue;
    packages[`node_modules/${name}`] = entry(name, range, parent);
    added.push(name);
  }
}

const [root, ...rest] = Object.entries(packages);
rest.sort(([a], [b]) => a.localeCompare(b, "en"));
lock.packages = Object.fromEntries([root, ...rest]);
writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length === 0 ? "package-lock.json was complete" : `added ${added.join(", ")}`);

/** Looks where Node would look: in the package itself, then in each folder above it. */
function isPresent(path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    if (packages[at === "" ? `node_modules/${name}` : `${at}/node_modules/${name}`]) return true;
    if (at === "") return false;
  }
}

function entry(name, range, parent) {
  const words = name.split(/[/@_-]/);
  const os = words.some((word) => word.startsWith("win32"))
    ? "win32"
    : SYSTEMS.find((one) => words.includes(one));
  const cpu = words.includes("x64")
    ? "x64"
    : (PROCESSORS.find((one) => words.includes(one)) ??
      (words.includes("wasm32") ? "wasm32" : undefined));
  const libc = words.includes("musl") ? "musl" : words.includes("gnu") ? "glibc" : undefined;
  return {
    version: range.replace(/^[~^]/, ""),
    ...(cpu && { cpu: [cpu] }),
    ...(parent.dev && { dev: true }),
    ...(libc && os === "linux" && { libc: [libc] }),
    optional: true,
    ...(os ? { os: [os] } : name === "fsevents" ? { os: ["darwin"] } : {}),
  };
}
