/**
 * Loads the command that was asked for and nothing else: an answer about a small graph should not
 * wait for the solver's and the learners' modules to be read from disk.
 */
import type { CommandDefinition } from "../command.ts";

const LOADERS: ReadonlyMap<string, () => Promise<CommandDefinition>> = new Map([
  ["start", async () => (await import("./open.ts")).start],
  ["gallery", async () => (await import("./gallery.ts")).gallery],
  ["check", async () => (await import("./check.ts")).check],
  ["incentives", async () => (await import("./incentives.ts")).incentives],
  ["ask", async () => (await import("./ask.ts")).ask],
  ["repair", async () => (await import("./repair.ts")).repair],
  ["diff", async () => (await import("./diff.ts")).diff],
  ["solve", async () => (await import("./solve.ts")).solve],
  ["query", async () => (await import("./query.ts")).query],
  ["would", async () => (await import("./query.ts")).would],
  ["equilibria", async () => (await import("./equilibria.ts")).equilibria],
  ["voi", async () => (await import("./voi.ts")).voi],
  ["meter", async () => (await import("./meter.ts")).meter],
  ["sensitivity", async () => (await import("./sensitivity.ts")).sensitivity],
  ["lab", async () => (await import("./lab.ts")).lab],
  ["sweep", async () => (await import("./sweep.ts")).sweep],
  ["worker", async () => (await import("./worker.ts")).worker],
  ["train", async () => (await import("./train.ts")).train],
  ["draw", async () => (await import("./draw.ts")).draw],
  ["fmt", async () => (await import("./fmt.ts")).fmt],
  ["convert", async () => (await import("./convert.ts")).convert],
  ["list", async () => (await import("./list.ts")).list],
  ["agendas", async () => (await import("./agendas.ts")).agendas],
  ["explain", async () => (await import("./explain.ts")).explain],
  ["new", async () => (await import("./new.ts")).newModel],
  ["mcp", async () => (await import("./mcp.ts")).mcp],
  ["lsp", async () => (await import("./lsp.ts")).lsp],
  ["open", async () => (await import("./open.ts")).open],
]);

/** The command these words begin with; all commands, in the order of the help, when none is. */
export async function loadCommands(args: readonly string[]): Promise<readonly CommandDefinition[]> {
  if (args[0] === "--version" || args[0] === "-v") return [];
  const load = LOADERS.get(args[0] ?? "");
  return load === undefined ? (await import("./index.ts")).COMMANDS : [await load()];
}
