/**
 * The `cidery` command as a whole: parses the arguments, finds the command, and turns every
 * failure into one message and an exit code. Nothing here knows what a command does.
 */
import { Command as Commander, CommanderError } from "commander";
import type { CommandDefinition } from "./command.ts";
import type { DiagnosticJson } from "./diagnosticJson.ts";
import type { ExitCode, Terminal } from "./terminal.ts";
import { resolve } from "node:path";
import { loadCommands } from "./commands/loadCommands.ts";
import { diagnosticJson } from "./diagnosticJson.ts";
import { plainly } from "./failures.ts";
import { keepInputs } from "./keptInputs.ts";
import { TIME_LIMIT, timeLimit } from "./numbers.ts";
import { statOf } from "./reading.ts";
import { BadInput } from "./terminal.ts";
import { VERSION } from "./version.ts";
import { keepEndings } from "./writtenEndings.ts";

/**
 * Runs the command line without touching the process.
 * @param args the words after `cidery`
 */
export async function runCommandLine(
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  let code: ExitCode = 0;
  const errors: DiagnosticJson[] = [];
  const warnings: DiagnosticJson[] = [];
  let printed = false;
  const plainOut = (text: string): void => {
    printed = true;
    terminal.out(text);
  };
  const jsonTerminal: Terminal = {
    ...terminal,
    out: (text) => plainOut(withWarnings(text, warnings)),
    takeError: (source, error) => void errors.push(diagnosticJson(source, error)),
    takeWarning: (source, warning) => void warnings.push(diagnosticJson(source, warning)),
  };
  const program = newProgram(terminal);
  const definitions = await loadCommands(args);
  // The page of all commands lists what can be read; no other word needs to know.
  if (definitions.length > 1) program.addHelpText("after", await filesHelp());
  for (const definition of definitions) {
    addCommand(program, definition, async ({ positional, options }) => {
      const asJson = options["json"] === true;
      // A model in JSON stays as it is: what was said of it is on standard error.
      const withModel = { ...jsonTerminal, out: plainOut };
      const forJson = definition.name === "convert" ? withModel : jsonTerminal;
      const chosen = asJson ? forJson : terminal;
      const until = moment(options["timeLimit"], terminal);
      const named = positional.flat().filter(isText);
      if (definition.inPlace !== true) keepInputs(named, options, terminal.workingFolder);
      await keepEndings(definition.name, named, options);
      const own = {
        ...chosen,
        ...allowedFolders(options["allow"], terminal),
        ...(until === undefined ? {} : { until }),
      };
      const run = () =>
        definition.run({ positional, options, terminal: own, again: runCommandLine });
      const { limited } = definition;
      const how = typeof limited === "function" ? limited(options) : limited;
      if (how !== "whole" || until === undefined) code = await run();
      else {
        const { commandThread, hearing, inCommandThread } = await import("./limitedCommand.ts");
        // In the thread itself, and where none is built, the loops hear.
        const thread = terminal.until === undefined ? commandThread() : undefined;
        if (thread !== undefined) {
          code = await inCommandThread(thread, args, terminal, until);
          return;
        }
        code = await hearing(own, run);
      }
      if (asJson && code === 2 && !printed) terminal.out(errorsText(errors));
    });
  }
  if (args.length === 0) {
    terminal.out(program.helpInformation());
    return 0;
  }
  try {
    requireValues(program, args);
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    return reportFailure(error, args, terminal);
  }
}

/**
 * The parser takes whatever follows for an option's value, also another option: which would then be left out
 * without a word.
 * @throws BadInput
 */
function requireValues(program: Commander, [name, ...words]: readonly string[]): void {
  const options = program.commands.find((one) => one.name() === name)?.options ?? [];
  for (const [i, word] of words.entries()) {
    if (word === "--") return;
    const next = words[i + 1] ?? "";
    const wantsValue = options.some(({ long, required }) => long === word && required);
    if (wantsValue && options.some(({ long }) => long === next))
      throw new BadInput(
        `${word} needs a value, but ${next} follows`,
        `${word}=${next} if it is one`,
      );
  }
}

/** The printed object with what was said about the input. */
function withWarnings(text: string, warnings: readonly DiagnosticJson[]): string {
  if (warnings.length === 0) return text;
  let printed: unknown;
  try {
    printed = JSON.parse(text);
  } catch {
    return text;
  }
  if (typeof printed !== "object" || printed === null || Array.isArray(printed)) return text;
  if ("diagnostics" in printed) return text;
  return `${JSON.stringify({ ...printed, diagnostics: warnings }, null, 2)}\n`;
}

/** `--allow folder`, repeatable. @throws BadInput when it is not a folder */
function allowedFolders(given: unknown, { workingFolder }: Terminal): Pick<Terminal, "allowed"> {
  if (!Array.isArray(given)) return {};
  const allowed = given.map((one: string) => resolve(workingFolder, one));
  const wrong = allowed.findIndex((path) => statOf(path)?.isDirectory() !== true);
  if (wrong === -1) return { allowed };
  throw new BadInput(
    `--allow ${String(given[wrong])}: there is no such folder`,
    "name a folder whose models may be extended",
  );
}

function isText(one: string | undefined): one is string {
  return one !== undefined;
}

/** When work is told to stop; what is there already stands. */
function moment(given: unknown, { until }: Terminal): number | undefined {
  if (until !== undefined) return until;
  const limit = timeLimit(given);
  return limit === undefined ? undefined : Date.now() + limit;
}

function errorsText(errors: readonly DiagnosticJson[]): string {
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  const at = first?.line === undefined ? "" : `:${first.line}:${first.column}`;
  const message = first === undefined ? "bad input" : `${first.file}${at}: ${first.message}${more}`;
  const hint = first?.hint === undefined ? {} : { hint: first.hint };
  return `${JSON.stringify({ error: { message, ...hint, diagnostics: errors } }, null, 2)}\n`;
}

function newProgram(terminal: Terminal): Commander {
  const program = new Commander("cidery");
  return program
    .description(
      "Causal influence diagrams of AI systems: incentives, optimal policies, learners, checked claims.",
    )
    .version(VERSION, "-v, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.err,
      getOutHelpWidth: () => Math.min(terminal.columns, 100),
      getErrHelpWidth: () => Math.min(terminal.columns, 100),
    });
}

async function filesHelp(): Promise<string> {
  const { readable } = await import("@cidery/core/formats");
  return (
    `\nFiles may be .cid or .json models, files of other tools (docs/formats.md:\n${readable()}),\nfolders, \`-\` for standard input, or catalogue slugs (\`cidery list\`).\n` +
    "Exit codes: 0 fine · 1 a claim fails or the answer is no · 2 bad input.\n"
  );
}

function addCommand(
  program: Commander,
  definition: CommandDefinition,
  run: (invocation: {
    positional: (string | string[] | undefined)[];
    options: Record<string, unknown>;
  }) => Promise<void>,
): void {
  const parser = program
    .command(definition.name)
    .summary(definition.summary)
    .description(definition.summary);
  definition.declare(parser);
  const examples = definition.examples
    .map(({ line, does }) => `  ${line}\n      ${does}`)
    .join("\n");
  if (parser.registeredArguments.some((one) => /^files?$/u.test(one.name())))
    parser.option(
      "--allow <folder>",
      "also let models extend files in this folder; repeatable",
      (folder: string, before: readonly string[] | undefined) => [...(before ?? []), folder],
    );
  if (definition.limited !== undefined) parser.option(...TIME_LIMIT);
  parser.addHelpText("after", `\nExamples:\n${examples}\n`);
  parser.action(async (...received: unknown[]) => {
    // Commander passes the declared arguments, then the options, then the command itself.
    const positional = received.slice(0, -2) as (string | string[] | undefined)[];
    await run({ positional, options: parser.opts() });
  });
}

function reportFailure(error: unknown, args: readonly string[], terminal: Terminal): ExitCode {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const asJson = args.includes("--json");
  // The parser has already told people what is wrong with the command line.
  if (error instanceof CommanderError && !asJson) return 2;
  const { message, hint } = plainly(error);
  if (asJson) {
    terminal.out(
      `${JSON.stringify({ error: { message, ...(hint === undefined ? {} : { hint }) } }, null, 2)}\n`,
    );
    return 2;
  }
  const { paint } = terminal;
  terminal.err(`${paint.red("error")}: ${message}\n`);
  if (hint !== undefined) terminal.err(`  ${paint.dim("hint:")} ${hint}\n`);
  if (
    !(error instanceof BadInput) &&
    process.env["CIDERY_DEBUG"] !== undefined &&
    error instanceof Error
  ) {
    terminal.err(`${error.stack ?? ""}\n`);
  }
  return 2;
}
