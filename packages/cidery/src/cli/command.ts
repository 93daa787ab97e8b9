/**
 * A command is one object: its name, its help with examples, its arguments and what it does.
 * `program.ts` lists them; help, near-name suggestions and the tests read the same list.
 */
import type { Command as Commander } from "commander";
import type { ExitCode, Terminal } from "./terminal.ts";

export interface CommandDefinition {
  readonly name: string;
  readonly summary: string;
  /**
   * Takes `--time-limit`: its long part is a task with a thread of its own (`runLongTask`), or the
   * whole command is done in a thread (`commandThread.ts`), which may depend on its options. Without it there is
   * nothing to limit.
   */
  readonly limited?: "task" | "whole" | ((options: Invocation["options"]) => "task" | "whole");
  /** What it writes may be the file it reads: what is not changed stays as it is written there. */
  readonly inPlace?: true;
  /** Shell lines that work as they stand in the repository; each is run by a test. */
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  /** Declares arguments and options on the parser; `run` gets what it parsed. */
  readonly declare: (parser: Commander) => void;
  readonly run: (invocation: Invocation) => Promise<ExitCode>;
}

export interface Invocation {
  /** Runs the command again with other words, for a server that is asked its questions. */
  readonly again?: (args: readonly string[], terminal: Terminal) => Promise<ExitCode>;
  readonly terminal: Terminal;
  /** Positional arguments in declared order; a variadic one is an array. */
  readonly positional: readonly (string | readonly string[] | undefined)[];
  /** Options by their long name, as commander parsed them. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** A positional argument that must be a single word. */
export function word(invocation: Invocation, index: number): string {
  const value = invocation.positional[index];
  return typeof value === "string" ? value : "";
}

/** A variadic positional argument. */
export function words(invocation: Invocation, index: number): readonly string[] {
  const value = invocation.positional[index];
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}

export function flag(invocation: Invocation, name: string): boolean {
  return invocation.options[name] === true;
}

export function textOption(invocation: Invocation, name: string): string | undefined {
  const value = invocation.options[name];
  return typeof value === "string" ? value : undefined;
}
