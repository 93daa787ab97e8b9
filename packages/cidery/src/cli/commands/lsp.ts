/** `cidery lsp`: the language's help for editors, over the Language Server Protocol. */
import type { CommandDefinition } from "../command.ts";

export const lsp: CommandDefinition = {
  name: "lsp",
  summary: "serve editors over the Language Server Protocol (standard input and output)",
  examples: [
    {
      line: "cidery lsp",
      does: "what an editor starts: diagnostics, completion, renaming, formatting; it serves until its input ends",
    },
  ],
  declare: (parser) =>
    // Editors' clients add it to say how they talk.
    parser.option("--stdio", "use standard input and output (it always does)"),
  async run() {
    // The protocol's packages are read by nobody else.
    const { createConnection } = await import("vscode-languageserver/node");
    const { serveLanguage } = await import("../languageServer.ts");
    const connection = createConnection(process.stdin, process.stdout);
    serveLanguage(connection);
    const ended = new Promise<void>((resolve) => {
      connection.onExit(resolve);
      process.stdin.once("end", resolve);
    });
    connection.listen();
    await ended;
    return 0;
  },
};
