/** Mutants that are known to change no behaviour, and which results of an earlier run still decide something. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./options.js";

/**
 * Of a mutant: the line it begins in, what comes instead, and, where the line has several for which the same
 * comes, of what.
 * @type {readonly { file: string, line: string, of?: string, replacement: string, reason: string }[] | undefined}
 */
let list;
/** @type {Map<string, readonly string[]>} */
const texts = new Map();

/** The line of a mutant in the sound code without the spaces around it; lines and columns count from `base`. */
export function lineOf({ fileName, location }, base) {
  return linesOf(fileName)[location.start.line - base]?.trim() ?? "";
}

/** What the mutant replaces. */
function replacedBy({ fileName, location: { start, end } }, base) {
  const lines = linesOf(fileName).slice(start.line - base, end.line - base + 1);
  const last = lines.length - 1;
  lines[last] = lines[last]?.slice(0, end.column - base) ?? "";
  lines[0] = lines[0].slice(start.column - base);
  return lines.join("\n");
}

export function isKnown(mutant, base) {
  list ??= JSON.parse(readFileSync(join(root(), "scripts/mutation/equivalent.json"), "utf8"));
  const file = inRepository(mutant.fileName);
  return list.some(
    (one) =>
      one.file === file &&
      one.replacement === mutant.replacement &&
      one.line === lineOf(mutant, base) &&
      (one.of === undefined || one.of === replacedBy(mutant, base)),
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

function linesOf(fileName) {
  const file = inRepository(fileName);
  const lines = texts.get(file) ?? readFileSync(join(root(), file), "utf8").split("\n");
  texts.set(file, lines);
  return lines;
}

function root() {
  return process.env[ROOT] ?? ".";
}
