/** `cidery fmt`: the canonical layout of `.cid` text; every comment stays. */
import type { DiagnosticJson } from "../diagnosticJson.ts";
import type { CommandDefinition, Invocation } from "../command.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import type { Source } from "../sources.ts";
import type { Diagnostic } from "@cidery/core";
import { formatModel } from "@cidery/core";
import { flag, words } from "../command.ts";
import { complain, keepingErrors } from "../loading.ts";
import { count, json } from "../print.ts";
import { otherFormat } from "../sourceFormat.ts";
import { readSources } from "../sources.ts";
import { rewriteFile } from "../writing.ts";

export const fmt: CommandDefinition = {
  name: "fmt",
  summary: "format .cid files in place (or print, for standard input)",
  examples: [
    {
      line: "cidery fmt --check models",
      does: "exit 1 if some file is not formatted; change nothing",
    },
    { line: "cidery fmt model.cid", does: "rewrite the file" },
  ],
  declare: (parser) =>
    parser
      .argument("<files...>", "files or folders, or - for standard input")
      .option("--check", "change nothing; exit 1 if a file is not formatted")
      .option("--json", "print the outcome as JSON"),
  async run(invocation): Promise<ExitCode> {
    const { terminal } = invocation;
    const sources = await readSources(words(invocation, 0), terminal);
    const outcomes: Outcome[] = [];
    for (const source of sources) outcomes.push(await formatOne(source, invocation));
    if (flag(invocation, "json")) {
      terminal.out(json({ files: outcomes }));
    } else if (!sources.every((source) => source.path === undefined)) {
      report(outcomes, flag(invocation, "check"), terminal);
    }
    if (outcomes.some((one) => one.outcome === "unreadable")) return 2;
    return outcomes.some((one) => one.outcome === "unformatted") ? 1 : 0;
  },
};

interface Outcome {
  readonly file: string;
  readonly outcome: "unchanged" | "formatted" | "unformatted" | "unreadable";
  readonly diagnostics?: readonly DiagnosticJson[];
}

async function formatOne(source: Source, invocation: Invocation): Promise<Outcome> {
  const { terminal } = invocation;
  const refused = await whyNotFormatted(source);
  const { text, diagnostics } =
    refused === undefined
      ? formatModel(source.text)
      : { text: source.text, diagnostics: [refused] };
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  const kept = keepingErrors(terminal);
  complain(source, errors, kept.terminal);
  const mark = source.marked === true ? "\uFEFF" : "";
  const checking = flag(invocation, "check");
  if (source.path === undefined && !checking && !flag(invocation, "json"))
    terminal.data(mark + text);
  if (errors.length > 0) {
    const found = kept.errors.length === 0 ? {} : { diagnostics: kept.errors };
    return { file: source.name, outcome: "unreadable", ...found };
  }
  if (text === source.text) return { file: source.name, outcome: "unchanged" };
  if (checking) return { file: source.name, outcome: "unformatted" };
  if (source.path !== undefined) rewriteFile("", source.path, mark + text);
  return { file: source.name, outcome: "formatted" };
}

/** Only plain `.cid` text is rewritten: anything else would change more than its layout. */
async function whyNotFormatted(source: Source): Promise<Diagnostic | undefined> {
  const { name, path, stored, notes = [] } = source;
  const broken = notes.find(({ severity }) => severity === "error");
  if (broken !== undefined) return broken;
  const other = await otherFormat(source);
  const hint = "`cidery convert` writes it as a plain .cid file";
  const about = { code: "not-formatted", severity: "error", hint } as const;
  if (other !== undefined) {
    return { ...about, message: `${name} is a ${other}; fmt formats .cid text` };
  }
  if (stored === undefined || stored === "Windows-1252" || path === undefined) return undefined;
  const how = stored === "gzip" ? "packed with gzip" : `in ${stored}`;
  return { ...about, message: `${name} is ${how}; fmt formats plain text in UTF-8` };
}

function report(outcomes: readonly Outcome[], checking: boolean, terminal: Terminal): void {
  const { paint } = terminal;
  for (const { file, outcome } of outcomes) {
    if (outcome === "unformatted") terminal.out(`${paint.yellow("not formatted")} ${file}\n`);
    if (outcome === "formatted") terminal.out(`${paint.green("formatted")} ${file}\n`);
  }
  const changed = outcomes.filter(
    ({ outcome }) => outcome === "formatted" || outcome === "unformatted",
  ).length;
  terminal.out(
    `${count(outcomes.length, "file")}, ${changed} ${checking ? "to change" : "changed"}\n`,
  );
}
