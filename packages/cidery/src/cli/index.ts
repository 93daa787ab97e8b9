/** What does the command do? The only layer that may say `process`. */
export type { Terminal } from "./terminal.ts";
export { COMMANDS } from "./commands/index.ts";
export { loadCommands } from "./commands/loadCommands.ts";
export { runCommandLine } from "./program.ts";
