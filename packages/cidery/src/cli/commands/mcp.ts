/** `cidery mcp`: the questions of the command for assistants, over the Model Context Protocol. */
import type { CommandDefinition } from "../command.ts";
import { flag } from "../command.ts";
import { wrapped } from "../print.ts";
import { BadInput } from "../terminal.ts";

export const mcp: CommandDefinition = {
  name: "mcp",
  summary: "serve AI assistants over the Model Context Protocol (standard input and output)",
  examples: [
    {
      line: "cidery mcp --tools",
      does: "what it offers; without --tools it serves until its input ends",
    },
  ],
  declare: (parser) => parser.option("--tools", "list the tools and exit"),
  async run(invocation) {
    const run = invocation.again;
    if (run === undefined) throw new BadInput("a server cannot be started from here");
    // The protocol's packages are read by nobody else.
    const { listTools, serveMcp } = await import("../mcp.ts");
    if (flag(invocation, "tools")) {
      const { terminal } = invocation;
      for (const { name, description } of await listTools(run))
        terminal.out(`${name.padEnd(20)}${wrapped(description, terminal.columns, 20).trim()}\n`);
      return 0;
    }
    await serveMcp(run);
    return 0;
  },
};
