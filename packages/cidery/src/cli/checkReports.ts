/**
 * Checked claims for machines that run builds: JUnit's XML, one suite a file and one case a claim,
 * and GitHub's annotations, one line a claim that does not hold.
 */
import type { ClaimResult } from "@cidery/core";

/** What was found in one file. */
export interface ReportedFile {
  readonly name: string;
  readonly claims: readonly {
    readonly result: ClaimResult;
    readonly line?: number;
    readonly column?: number;
  }[];
  /** Steps of its story that do not do what they are for. */
  readonly steps?: readonly {
    readonly step: number;
    readonly text: string;
    readonly message: string;
    readonly line?: number;
    readonly column?: number;
  }[];
  /** Why it could not be read. */
  readonly errors: readonly {
    readonly message: string;
    readonly line?: number;
    readonly column?: number;
  }[];
}

/** @param allowUndecided an undecided claim is skipped instead of failed */
export function junitXml(files: readonly ReportedFile[], allowUndecided: boolean): string {
  const suites = files.map(({ name, claims, steps = [], errors }) => {
    const cases = [
      ...claims.map(({ result, line }) => testCase(name, result, line, allowUndecided)),
      ...steps.map(
        ({ step, text, message, line }) =>
          `    <testcase classname="${xml(name)}" name="${xml(`step ${step}: ${text}`)}"${at(name, line)}>\n      <failure type="story" message="${xml(message)}"/>\n    </testcase>`,
      ),
      ...errors.map(
        ({ message, line }) =>
          `    <testcase classname="${xml(name)}" name="the model can be read"${at(name, line)}>\n      <error message="${xml(message)}"/>\n    </testcase>`,
      ),
    ];
    const failing = claims.filter(({ result }) => failed(result, allowUndecided)).length;
    const failures = failing + steps.length;
    const skipped = claims.filter(({ result }) => open(result) && allowUndecided).length;
    return `  <testsuite name="${xml(name)}" tests="${cases.length}" failures="${failures}" errors="${errors.length}" skipped="${skipped}">\n${cases.join("\n")}\n  </testsuite>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="cidery check">\n${suites.join("\n")}\n</testsuites>\n`;
}

function testCase(
  file: string,
  result: ClaimResult,
  line: number | undefined,
  allowUndecided: boolean,
): string {
  const { claim, outcome, explanation } = result;
  const head = `    <testcase classname="${xml(file)}" name="${xml(claim.text)}"${at(file, line)}`;
  if (failed(result, allowUndecided))
    return `${head}>\n      <failure type="${outcome}" message="${xml(explanation)}"/>\n    </testcase>`;
  if (open(result))
    return `${head}>\n      <skipped message="${xml(`${outcome}: ${explanation}`)}"/>\n    </testcase>`;
  return `${head}/>`;
}

function open({ outcome }: ClaimResult): boolean {
  return outcome === "undecided" || outcome === "not-applicable";
}

function failed(result: ClaimResult, allowUndecided: boolean): boolean {
  return result.outcome !== "holds" && !(open(result) && allowUndecided);
}

function at(file: string, line: number | undefined): string {
  return line === undefined ? "" : ` file="${xml(file)}" line="${line}"`;
}

function xml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll(/\s+/gu, " ");
}

/** `::error file=…,line=…::message`, as GitHub shows beside the line of a change. */
export function githubAnnotations(files: readonly ReportedFile[], allowUndecided: boolean): string {
  return files
    .flatMap(({ name, claims, steps = [], errors }) => [
      ...claims.flatMap(({ result, line, column }) => {
        if (result.outcome === "holds") return [];
        const level = failed(result, allowUndecided) ? "error" : "warning";
        const message = `${result.claim.text}: ${result.outcome}. ${result.explanation}`;
        return [annotation(level, name, line, column, message)];
      }),
      ...steps.map(({ step, text, message, line, column }) =>
        annotation("error", name, line, column, `step ${step} of the story, "${text}": ${message}`),
      ),
      ...errors.map(({ message, line, column }) =>
        annotation("error", name, line, column, message),
      ),
    ])
    .join("");
}

function annotation(
  level: string,
  file: string,
  line: number | undefined,
  column: number | undefined,
  message: string,
): string {
  const place = [
    `file=${property(file)}`,
    ...(line === undefined ? [] : [`line=${line}`]),
    ...(column === undefined ? [] : [`col=${column}`]),
  ];
  return `::${level} ${place.join(",")}::${data(message)}\n`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
