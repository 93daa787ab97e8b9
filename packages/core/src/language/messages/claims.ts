/** Diagnostics of claims, and of models given as data. */
import type { Diagnostic } from "../../base/index.ts";
import type { Place } from "./diagnostic.ts";
import { diagnostic, didYouMean, listNames, replaceWith } from "./diagnostic.ts";

export const unknownPredicate = (
  name: string,
  near: string | undefined,
  all: readonly string[],
  at: Place,
): Diagnostic =>
  diagnostic("unknown-predicate", `no predicate is called \`${name}\``, at, {
    hint: didYouMean(near, `some predicates are ${listNames(all)}`),
    fixes: replaceWith(at, near),
  });

export const claimArgument = (
  predicate: string,
  wanted: string,
  got: string,
  at: Place,
): Diagnostic =>
  diagnostic("claim-argument", `\`${predicate}\` needs ${wanted} here, not ${got}`, at, {
    hint: `name ${wanted}`,
  });

export const claimGiven = (predicate: string, at: Place): Diagnostic =>
  diagnostic("claim-given", `\`${predicate}\` takes nothing after \`|\``, at, {
    hint: "remove the bar and what follows",
  });

export const claimShape = (what: string, hint: string, at: Place): Diagnostic =>
  diagnostic("claim-shape", what, at, { hint });

export const pinShape = (at: Place): Diagnostic =>
  claimShape(
    "only a single verdict about the graph can be pinned",
    "for example `pin control(D, X)`",
    at,
  );

/** A fault of the writer, not of the model. */
export const textUnfaithful = (why: string): Diagnostic =>
  diagnostic(
    "text-unfaithful",
    `the model cannot be written as a \`.cid\` text: ${why}`,
    undefined,
    {
      hint: "this is a bug in Cidery, please report it; nothing was written, but the JSON form can hold the model (`--to json`)",
    },
  );

export const badData = (path: string, what: string): Diagnostic =>
  diagnostic("bad-data", path === "" ? what : `${path}: ${what}`, undefined, {
    hint: "see the published JSON Schema of Cidery models",
  });
