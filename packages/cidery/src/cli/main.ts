#!/usr/bin/env node
/** Entry point of the `cidery` command: the process's own terminal, and its exit code. */
import { runCommandLine } from "./program.ts";
import { processTerminal } from "./terminal.ts";
import { cannotPrint } from "./writing.ts";

// A reader that closes the pipe early (`cidery list | head`) is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  process.stderr.write(cannotPrint(error));
  process.exit(2);
});
// Nobody is left to be told.
process.stderr.on("error", () => process.exit(2));

process.exitCode = await runCommandLine(process.argv.slice(2), processTerminal());
