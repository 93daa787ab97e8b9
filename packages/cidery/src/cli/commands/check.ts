/** `cidery check`: do the claims of these models hold? For people and for CI. */
import type { Claim, ClaimResult, ClaimSummary, Diagnostic } from "@cidery/core";
import type { CheckedSource } from "@cidery/core/tasks";
import type { LineColumn } from "@cidery/core/text";
import type { CommandDefinition, Invocation } from "../command.ts";
import type { DiagnosticJson } from "../diagnosticJson.ts";
import { diagnosticJson } from "../diagnosticJson.ts";
import type { Source } from "../sources.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import { summariseClaims } from "@cidery/core";
import { flag, textOption, words } from "../command.ts";
import type { ReportedFile } from "../checkReports.ts";
import { githubAnnotations, junitXml } from "../checkReports.ts";
import { writeFile } from "../writing.ts";
import { type FaultOfFile, faultsOfFile, faultText } from "../checkSteps.ts";
import { claimJson } from "../claimJson.ts";
import { checkOptions } from "../engines.ts";
import { lineColumnAt, lineStarts } from "@cidery/core/text";
import { complain, keepingErrors, parameterOverrides } from "../loading.ts";
import { count, json, wrapped } from "../print.ts";
import { readSources } from "../sources.ts";
import { JOBS, jobsOf, spreadAll } from "../taskPool.ts";
import { BadInput } from "../terminal.ts";
import { plainly } from "../failures.ts";

export const check: CommandDefinition = {
  name: "check",
  limited: "task",
  summary: "check the claims of models; exit 1 unless all hold",
  examples: [
    { line: "cidery check models", does: "every claim of every model below the folder" },
    {
      line: "cidery check frameworks/current-rf --verbose",
      does: "each claim with the reason why",
    },
    {
      line: "cidery check models --only graph --allow-undecided",
      does: "only claims that need no numbers; exit 1 only if one fails",
    },
    {
      line: "cidery check models/games --junit claims.xml --annotations",
      does: "for CI: JUnit XML, and lines that GitHub shows beside the claims",
    },
  ],
  declare: (parser) =>
    parser
      .argument("<files...>", "files or folders, or - for standard input")
      .option("--only <family>", "graph, exact or empirical claims only")
      .option("--verbose", "print every claim, not only those that do not hold")
      .option("--allow-undecided", "exit 0 when claims are undecided or not applicable")
      .option("--param <name=value...>", "override a parameter")
      .option("--junit <file>", "also write the results as JUnit XML, for CI")
      .option("--annotations", "also print GitHub annotations for claims that do not hold")
      .option(...JOBS)
      .option("--json", "print the results as JSON"),
  async run(invocation): Promise<ExitCode> {
    const { terminal } = invocation;
    const sources = await readSources(words(invocation, 0), terminal);
    const { files, stopped } = await checkAll(sources, invocation);
    const results = files.flatMap((file) => file.results);
    const summary = summariseClaims(results);
    const unreadable = files.filter((file) => !file.readable).length;
    const passed = summary.state === "holds" || (summary.ok && flag(invocation, "allowUndecided"));
    const faults = files.flatMap((file) => file.faults).length;
    const ok = passed && unreadable === 0 && faults === 0 && !stopped;
    report(files, invocation);
    if (flag(invocation, "json")) {
      terminal.out(
        json({
          ok,
          summary: { ...summary, ok, ...(unreadable > 0 && { state: "fails" }), unreadable },
          ...(stopped ? { stopped } : {}),
          files: files.map(({ source, readable, results: own, places, faults: wrong, errors }) => ({
            file: source.name,
            readable,
            claims: own.map((result) => claimJson(result, places.get(result.claim))),
            ...(wrong.length === 0 ? {} : { story: wrong }),
            ...(errors.length === 0 ? {} : { diagnostics: errors }),
          })),
        }),
      );
    } else {
      for (const file of files) if (file.readable) printFile(file, invocation);
      const word = stateMark(unreadable + faults > 0 ? "fails" : summary.state, terminal.paint);
      const broken = unreadable === 0 ? "" : `, ${count(unreadable, "file")} unreadable`;
      const wrong = faults === 0 ? "" : `, ${count(faults, "step")} of stories wrong`;
      terminal.out(
        `${word} ${count(files.length, "model")}, ${summary.sentence}${wrong}${broken}\n`,
      );
    }
    if (stopped) {
      const told = count(files.length, "file");
      terminal.err(
        `stopped: ${told} of ${sources.length} heard, not all of the last one's claims\n`,
      );
    }
    if (unreadable > 0) return 2;
    return passed && faults === 0 && !stopped ? 0 : 1;
  },
};

/** The errors of one file apart: with `--json` instead of printing them, for a report as well. */
function errorsOfOneFile(invocation: Invocation): ReturnType<typeof keepingErrors> {
  const { terminal } = invocation;
  const reports = textOption(invocation, "junit") !== undefined || flag(invocation, "annotations");
  if (!reports || terminal.takeError !== undefined) return keepingErrors(terminal);
  const errors: DiagnosticJson[] = [];
  const takeError: Terminal["takeError"] = (source, error) => {
    errors.push(diagnosticJson(source, error));
    complain(source, [error], terminal);
  };
  return { terminal: { ...terminal, takeError }, errors };
}

/** For machines that run builds. */
function report(files: readonly CheckedFile[], invocation: Invocation): void {
  const { terminal } = invocation;
  const allowUndecided = flag(invocation, "allowUndecided");
  const junit = textOption(invocation, "junit");
  const annotations = flag(invocation, "annotations");
  if (annotations && flag(invocation, "json"))
    throw new BadInput(
      "--annotations prints lines for GitHub, but --json prints an object",
      "choose one",
    );
  if (junit === undefined && !annotations) return;
  const reported = files.map(
    ({ source, results, places, faults, errors, readable }): ReportedFile => ({
      name: source.name,
      claims: results.map((result) => ({ result, ...places.get(result.claim) })),
      steps: faults,
      errors: readable
        ? []
        : errors.length > 0
          ? errors
          : [{ message: `${source.name} cannot be read as a model` }],
    }),
  );
  if (junit !== undefined)
    writeFile(terminal.workingFolder, junit, junitXml(reported, allowUndecided));
  if (annotations) terminal.out(githubAnnotations(reported, allowUndecided));
}

interface CheckedFile {
  readonly source: Source;
  readonly readable: boolean;
  readonly results: readonly ClaimResult[];
  readonly places: ReadonlyMap<Claim, LineColumn>;
  /** Steps of its story that do not do what they are for. */
  readonly faults: readonly FaultOfFile[];
  readonly errors: readonly DiagnosticJson[];
}

interface CheckedFiles {
  readonly files: readonly CheckedFile[];
  /** Not all files, or not all of their claims, were looked at. */
  readonly stopped: boolean;
}

/** File after file, on all cores; what is wrong is said in their order. */
async function checkAll(sources: readonly Source[], invocation: Invocation): Promise<CheckedFiles> {
  const parameters = parameterOverrides(invocation.options["param"]);
  const { families } = checkOptions(invocation);
  const pieces = sources.map((source) => ({
    kind: "checkSource" as const,
    input: () => ({
      source,
      learn: true,
      ...(parameters === undefined ? {} : { parameters }),
      ...(families === undefined ? {} : { families }),
    }),
  }));
  const { terminal } = invocation;
  const how = { jobs: jobsOf(invocation), terminal };
  const came = await spreadAll(pieces, how);
  const files = sources.flatMap((source, index) => {
    const one = came[index];
    return one === undefined ? [] : [checkedFile(source, one, invocation)];
  });
  const isWhole = came.every((one) => one !== undefined && !("stopped" in one && one.stopped));
  return { files, stopped: !isWhole };
}

function checkedFile(
  source: Source,
  found: CheckedSource | BadInput,
  invocation: Invocation,
): CheckedFile {
  const { terminal, errors } = errorsOfOneFile(invocation);
  if (found instanceof BadInput) {
    // One file that is not a model does not keep the others from being checked.
    complain(source, [unreadableFile(plainly(found))], terminal);
    return { source, readable: false, results: [], places: new Map(), faults: [], errors };
  }
  const { readable, results, diagnostics } = found;
  complain(source, diagnostics, terminal);
  const faults = faultsOfFile(source, found.faults);
  return { source, readable, results, places: claimPlaces(source, found), faults, errors };
}

function claimPlaces({ text }: Source, { results, places }: CheckedSource): Map<Claim, LineColumn> {
  const starts = lineStarts(text);
  return new Map(
    results.flatMap(({ claim }, i) => {
      const range = places[i];
      return range === undefined ? [] : [[claim, lineColumnAt(starts, range.start)]];
    }),
  );
}

function unreadableFile({ message, hint }: ReturnType<typeof plainly>): Diagnostic {
  const advice = hint === undefined ? {} : { hint };
  return { code: "unreadable-file", severity: "error", message, ...advice };
}

function printFile({ source, results, faults }: CheckedFile, invocation: Invocation): void {
  const { terminal } = invocation;
  const { paint } = terminal;
  const verbose = flag(invocation, "verbose");
  const shown = results.filter(({ outcome }) => verbose || outcome !== "holds");
  if (shown.length + faults.length === 0) return;
  terminal.out(`${paint.bold(source.name)}\n`);
  for (const result of shown) terminal.out(claimText(result, terminal));
  for (const fault of faults) terminal.out(faultText(fault, terminal));
}

export function claimText(result: ClaimResult, terminal: Terminal): string {
  const { claim, outcome, explanation } = result;
  const { paint } = terminal;
  const text = `${claim.negated ? "not " : ""}${claim.text.replace(/^not\s+/, "")}`;
  const cite = claim.citation === undefined ? "" : paint.dim(`  [${claim.citation}]`);
  const why = paint.dim(wrapped(explanation, terminal.columns, 4));
  return `  ${outcomeMark(outcome, paint)} ${text}${cite}\n${why}`;
}

/** The mark in front of a summary: all hold, some fail, or neither. */
export function stateMark(state: ClaimSummary["state"], paint: Terminal["paint"]): string {
  if (state === "fails") return paint.red("✗");
  return state === "open" ? paint.yellow("?") : paint.green("✓");
}

export function outcomeMark(outcome: ClaimResult["outcome"], paint: Terminal["paint"]): string {
  switch (outcome) {
    case "holds":
      return paint.green("✓");
    case "fails":
      return paint.red("✗ fails:");
    case "undecided":
      return paint.yellow("? undecided:");
    case "not-applicable":
      return paint.yellow("– not applicable:");
    case "error":
      return paint.red("! error:");
  }
}
