/** Mutants that are known to change no behaviour, and which results of an earlier run still decide something. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./options.js";

/** @type {readonly { file: string, line: string, replacement: string, reason: string }[] | undefined} */
let list;
/** @type {Map<string, readonly string[]>} */
const texts = new Map();

/** The line of a mutant in the sound code, counted from 0, without the spaces around it. */
export function lineOf(fileName, line) {
  const file = inRepository(fileName);
  const lines = texts.get(file) ?? readFileSync(join(root(), file), "utf8").split("\n");
  texts.set(file, lines);
  return lines[line]?.trim() ?? "";
}

/** @param {number} line counted from 0 */
export function isKnown({ fileName, replacement }, line) {
  list ??= JSON.parse(readFileSync(join(root(), "scripts/mutation/equivalent.json"), "utf8"));
  const file = inRepository(fileName);
  return list.some(
    (one) =>
      one.file === file && one.replacement === replacement && one.line === lineOf(fileName, line),
  );
}

/** Stryker would keep survivors until a test is added, and would not see that one was changed. */
export function forgetUndecided(incrementalFile) {
  if (!existsSync(incrementalFile)) return;
  const report = JSON.parse(readFileSync(incrementalFile, "utf8"));
  for (const file of Object.values(report.files)) {
    file.mutants = file.mutants.filter(({ status }) => status === "Killed" || status === "Timeout");
  }
  writeFileSync(incrementalFile, JSON.stringify(report));
}

/** Sandboxes have names of their own; what follows is the same in each. */
export function inRepository(fileName) {
  const file = fileName.replaceAll("\\", "/");
  return file.slice(file.lastIndexOf("/packages/core/src/") + 1);
}

function root() {
  return process.env[ROOT] ?? ".";
}
