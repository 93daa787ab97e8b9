/**
 * Which mutants of a run are tried: a share of them, chosen by what each is, so that the same ones
 * are tried again after tests were added. A plugin of Stryker, which loads it in a process of its
 * own: the others are put aside there before any test runs.
 */
import { createHash } from "node:crypto";
import { relative } from "node:path";
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";

/** The environment variable that carries the share to the process of the plugin. */
export const SHARE = "CIDERY_MUTATION_SHARE";

/**
 * @param {{ fileName: string, replacement: string, location: object }} mutant
 * @param {number} share of all mutants, 0 to 1
 */
export function isTried({ fileName, replacement, location }, share) {
  const file = relative(process.cwd(), fileName).replaceAll("\\", "/");
  // Sandboxes have names of their own; what follows is the same in each.
  const place = file.slice(file.indexOf("packages/"));
  const { start, end } = location;
  const name = [place, start.line, start.column, end.line, end.column, replacement].join("|");
  const drawn = createHash("sha256").update(name).digest().readUInt32BE(0) / 2 ** 32;
  return drawn < share;
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
    const share = Number(process.env[SHARE] ?? 1);
    return Promise.resolve(
      Object.fromEntries(
        mutants.map((mutant) => [
          mutant.id,
          isTried(mutant, share)
            ? { status: "passed" }
            : { status: "compileError", reason: "not in the sample" },
        ]),
      ),
    );
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, "sample", Sample)];
