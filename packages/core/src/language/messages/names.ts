/** Diagnostics of names, indices and loops. */
import type { Diagnostic } from "../../base/index.ts";
import type { Place } from "./diagnostic.ts";
import { writeText } from "../syntax/words.ts";
import { clip, diagnostic, didYouMean, listNames, related, renameTo } from "./diagnostic.ts";

export const duplicateName = (
  kind: string,
  name: string,
  at: Place,
  first: Place | undefined,
): Diagnostic =>
  diagnostic("duplicate-name", `${kind} \`${name}\` is declared twice`, at, {
    related: [related(first, "first declared here")],
    hint: "rename one of them, or remove it (`replace` changes a variable of an extended model)",
  });

export const unknownName = (
  name: string,
  near: string | undefined,
  at: Place,
  what = "nothing",
): Diagnostic =>
  diagnostic("unknown-name", `${what} is called \`${name}\``, at, {
    hint: didYouMean(near, "declare it, or check the spelling"),
    fixes: renameTo(at, near),
  });

export const removedName = (name: string, at: Place, removed: Place): Diagnostic =>
  diagnostic("removed-name", `\`${name}\` was removed, but is still used here`, at, {
    related: [related(removed, "removed here")],
    hint: "replace this variable too, or keep the other",
  });

export const ambiguousName = (
  name: string,
  meanings: string,
  at: Place,
  other: Place | undefined,
): Diagnostic =>
  diagnostic("ambiguous-name", `\`${name}\` may mean ${meanings}`, at, {
    related: [related(other, "also declared here")],
    hint: meanings.endsWith("the label")
      ? `write the label in quotation marks, \`${writeText(name)}\`, and what has the name in back-ticks, or rename one of them`
      : "rename one of them",
  });

export const wrongKindOfName = (
  name: string,
  is: string,
  wanted: string,
  at: Place,
  declared?: Place,
): Diagnostic =>
  diagnostic("wrong-kind-of-name", `\`${name}\` is ${is}; ${wanted} is needed here`, at, {
    related: [related(declared, "declared here")],
    hint: `name ${wanted}`,
  });

export const unknownAgent = (
  name: string,
  near: string | undefined,
  all: readonly string[],
  at: Place,
): Diagnostic =>
  diagnostic("unknown-agent", `no agent is called \`${name}\``, at, {
    hint: didYouMean(
      near,
      all.length === 0 ? `declare it: \`agent ${name}\`` : `the agents are ${listNames(all)}`,
    ),
    fixes: renameTo(at, near),
  });

export const missingOwner = (
  kind: "decision" | "utility",
  name: string,
  all: readonly string[],
  at: Place,
): Diagnostic =>
  diagnostic("missing-owner", `whose ${kind} is \`${name}\`?`, at, {
    hint: `there are several agents, so write \`${kind === "decision" ? "by" : "for"} ${all[0] ?? "agent"}\``,
  });

export const tooManyOwners = (name: string, at: Place): Diagnostic =>
  diagnostic("too-many-owners", `decision \`${name}\` has several agents`, at, {
    hint: "a decision is taken by one agent; give each agent its own",
  });

export const ownerOfChance = (name: string, at: Place): Diagnostic =>
  diagnostic("owner-of-chance", `chance variable \`${name}\` cannot have an owner`, at, {
    hint: "only decisions (`by`) and utilities (`for`) have owners",
  });

export const indexMissing = (name: string, example: string, at: Place): Diagnostic =>
  diagnostic("index-missing", `\`${name}\` has instances; say which one`, at, {
    hint: `for example \`${example}\``,
  });

export const indexOutOfRange = (
  instance: string,
  declared: string,
  at: Place,
  place: Place | undefined,
): Diagnostic =>
  diagnostic("index-out-of-range", `there is no \`${instance}\`; ${declared}`, at, {
    related: [related(place, "declared here")],
    hint: "change the index, or guard the use: `if t > 1 { … }`",
  });

export const indexNotStatic = (what: string, at: Place): Diagnostic =>
  diagnostic(
    "index-not-static",
    `an index must be known before the model runs; \`${clip(what)}\` is not`,
    at,
    { hint: "use index variables, parameters and numbers; choose among instances with `match`" },
  );

export const indexNotWhole = (shown: string, at: Place): Diagnostic =>
  diagnostic("index-not-whole", `an index must be a whole number, not ${shown}`, at, {
    hint: "round it, or change the parameter",
  });

export const indexCount = (name: string, wanted: number, got: number, at: Place): Diagnostic =>
  diagnostic(
    "index-count",
    `\`${name}\` has ${wanted} ${wanted === 1 ? "index" : "indices"}, not ${got}`,
    at,
    { hint: "write as many indices as in the declaration" },
  );

export const rangeExpected = (at: Place): Diagnostic =>
  diagnostic("range-expected", "a range of whole numbers was expected", at, {
    hint: "for example `1..T`",
  });

export const tooManyNodes = (most: number, at: Place): Diagnostic =>
  diagnostic(
    "too-many-nodes",
    `the model would have more than ${most} variables or loop steps`,
    at,
    { hint: "lower the bound of the loop" },
  );

export const guardNotTruth = (at: Place): Diagnostic =>
  diagnostic("guard-not-truth", "a guard must be true or false", at, {
    hint: "for example `if t > 1 { … }`",
  });
