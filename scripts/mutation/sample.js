/**
 * Which mutants of a run are tried: a share of them, chosen by what each is, so that the same ones
 * are tried again after tests were added, without those known to be equivalent, which would take longest.
 * A plugin of Stryker, which loads it in a process of its own: the others are put aside there before any test runs.
 */
import { createHash } from "node:crypto";
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import { inRepository, isKnown } from "./known.js";
import { KNOWN, SHARE } from "./options.js";

/**
 * @param {{ fileName: string, replacement: string, location: object }} mutant
 * @param {string} share of all mutants: `0.1` is the first tenth, `0.1-0.2` the second
 */
export function isTried({ fileName, replacement, location }, share) {
  const [from, to] = endsOf(share);
  const { start, end } = location;
  const place = inRepository(fileName);
  const name = [place, start.line, start.column, end.line, end.column, replacement].join("|");
  const drawn = createHash("sha256").update(name).digest().readUInt32BE(0) / 2 ** 32;
  return drawn >= from && drawn < to;
}

/** @param {string} share */
export function endsOf(share) {
  const ends = share.split("-").map(Number);
  return ends.length === 1 ? [0, ...ends] : ends;
}

class Sample {
  init() {
    return Promise.resolve();
  }

  /** One group is one message to this process. */
  group(mutants) {
    return Promise.resolve([mutants.map(({ id }) => id)]);
  }

  check(mutants) {
    return Promise.resolve(
      Object.fromEntries(mutants.map((mutant) => [mutant.id, judged(mutant)])),
    );
  }
}

function judged(mutant) {
  if (!isTried(mutant, process.env[SHARE] ?? "1"))
    return { status: "compileError", reason: "not in the sample" };
  if (process.env[KNOWN] === undefined && isKnown(mutant, 0))
    return { status: "compileError", reason: "known to be equivalent" };
  return { status: "passed" };
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, "sample", Sample)];
