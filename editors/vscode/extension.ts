/** Starts `cidery lsp` for `.cid` files and shows what it answers. All knowledge of the language is there. */
import { commands, type ExtensionContext, workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(
    commands.registerCommand("cidery.restart", start),
    workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("cidery.command")) await start();
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
  client = undefined;
}

async function start(): Promise<void> {
  await deactivate();
  const [command = "cidery", ...args] = workspace
    .getConfiguration("cidery")
    .get<string[]>("command", ["cidery", "lsp"]);
  // npx and npm's links are scripts on Windows, which only a shell can start.
  const options = { shell: process.platform === "win32" };
  client = new LanguageClient(
    "cidery",
    "Cidery",
    { command, args, options },
    { documentSelector: [{ language: "cid" }] },
  );
  await client.start();
}
