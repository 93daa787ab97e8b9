/**
 * Follows the recipes of CONTRIBUTING.md: adds a toy of each kind to a copy of the repository, renews
 * what is generated, checks types and runs the tests that the recipe is about. So a recipe that no
 * longer works fails here, and so does one that needs a file it does not name.
 * Run: `npm run recipes`, or `npm run recipes -- criterion lab` for some.
 */
import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { RECIPES, type Change } from "./toys.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const text = readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8");

const wanted = process.argv.slice(2);
const chosen = RECIPES.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
if (chosen.length === 0) throw new Error(`recipes: ${RECIPES.map(({ name }) => name).join(", ")}`);

const copy = mkdtempSync(join(tmpdir(), "cidery-recipes-"));
try {
  copyRepository();
  for (const { name, title, changes, most } of chosen) {
    const named = namedIn(title);
    const files = changes.map(({ file }) => file);
    const unnamed = files.filter((file) => !named.some((one) => matches(one, file)));
    if (unnamed.length > 0)
      throw new Error(`${title}: needs ${unnamed.join(", ")}, not named there`);
    const written = files.filter((file) => !file.endsWith(".test.ts"));
    if (written.length > most) throw new Error(`${title}: ${written.length} files, not ${most}`);
    for (const change of changes) apply(change);
    console.log(`${name}: ${written.length} files (${written.join(", ")})`);
  }
  const renewed = [...new Set(chosen.flatMap(({ renew }) => renew))];
  if (renewed.length > 0) node("node_modules/tsx/dist/cli.mjs", "scripts/renew.ts", ...renewed);
  node("node_modules/typescript/bin/tsc", "-b", "packages/core", "labs");
  node(
    "node_modules/vitest/vitest.mjs",
    "run",
    "--reporter=dot",
    ...chosen.flatMap(({ tests }) => tests),
  );
  console.log(`${chosen.length} recipes work`);
} finally {
  rmSync(copy, { recursive: true });
}

/** What is under version control, as it is now; packages are those of the repository. */
function copyRepository(): void {
  const listed = execFileSync(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate"],
    { cwd: ROOT, encoding: "utf8" },
  );
  const deleted = execFileSync("git", ["ls-files", "--deleted"], { cwd: ROOT, encoding: "utf8" });
  const gone = new Set(deleted.split("\n"));
  for (const file of listed.trimEnd().split("\n")) {
    if (gone.has(file)) continue;
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(ROOT, file), join(copy, file));
  }
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
}

function apply(change: Change): void {
  const path = join(copy, change.file);
  if ("copyOf" in change) {
    cpSync(join(copy, change.copyOf), path, { recursive: true });
    for (const [file, from, to] of change.renamed) replace(join(path, file), from, to, true);
  } else if ("text" in change) {
    writeFileSync(path, change.text);
  } else {
    for (const [at, added] of change.before) replace(path, at, added + at);
  }
}

/** @throws Error when the text does not have the place exactly as the recipe expects it */
function replace(path: string, from: string, to: string, all = false): void {
  const before = readFileSync(path, "utf8");
  if (!before.includes(from)) throw new Error(`${path} has no ${JSON.stringify(from)}`);
  writeFileSync(path, all ? before.replaceAll(from, () => to) : before.replace(from, () => to));
}

/** The files in back-ticks of the recipe that begins with this title. */
function namedIn(title: string): string[] {
  const start = text.indexOf(`**${title}.**`);
  if (start === -1) throw new Error(`CONTRIBUTING.md has no recipe “${title}”`);
  const end = text.indexOf("\n\n**", start);
  const recipe = text.slice(start, end === -1 ? undefined : end);
  return [...recipe.matchAll(/`([^`\s]+)`/gu)].map((match) => match[1] as string);
}

/** `x/<name>.ts` stands for any name; the path may leave out the package. */
function matches(named: string, file: string): boolean {
  const pattern = named
    .replaceAll(/[\\^$.*+?()[\]{}|]/gu, String.raw`\$&`)
    .replaceAll(/<name>/gu, "[^/]+");
  return new RegExp(`(?:^|/)${pattern}/?$`, "u").test(file);
}

function node(program: string, ...args: string[]): void {
  execFileSync(process.execPath, [join(copy, program), ...args], { cwd: copy, stdio: "inherit" });
}
