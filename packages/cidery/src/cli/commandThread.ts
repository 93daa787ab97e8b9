/**
 * A whole command in a thread of its own, for those whose long part is not a task: with a time limit it
 * reads, works and prints here, hears the moment in its loops, and is ended from outside when it does
 * not (`program.ts` → `inCommandThread`).
 */
import { parentPort, workerData } from "node:worker_threads";
import { loadCommands } from "./commands/loadCommands.ts";
import { paintFor } from "./paint.ts";
import { runCommandLine } from "./program.ts";
import { afterLoading, BEGUN } from "./stopFlag.ts";
import type { CommandErrand, CommandWord } from "./limitedCommand.ts";
import type { Terminal } from "./terminal.ts";

const { args, input, until, started, columns, colours, workingFolder } =
  workerData as CommandErrand;
const say = (word: CommandWord): void => parentPort?.postMessage(word);
await loadCommands(args);
const terminal: Terminal = {
  out: (text) => say({ to: "out", text }),
  err: (text) => say({ to: "err", text }),
  data: (text) => say({ to: "data", text }),
  readInput: async () => await Promise.resolve(input),
  paint: paintFor(colours).paint,
  columns,
  interactive: false,
  // Ctrl-C ends the command at once: it holds nothing that would be worth waiting for.
  onInterrupt: () => () => undefined,
  until: afterLoading(until, started),
  workingFolder,
};
say(BEGUN);
say({ code: await runCommandLine(args, terminal) });
