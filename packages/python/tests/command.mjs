// node command.mjs < lines of JSON words: what the built command prints for each, as lines of JSON.
import { createInterface } from "node:readline";
import { runCommandLine } from "../../cidery/dist/cli/index.js";

const paint = new Proxy(
  { isColorSupported: false },
  { get: (o, key) => (key in o ? o[key] : (text) => String(text)) },
);
for await (const line of createInterface({ input: process.stdin })) {
  let out = "";
  const code = await runCommandLine(JSON.parse(line), {
    out: (text) => void (out += text),
    err: () => undefined,
    data: (text) => void (out += text),
    readInput: () => Promise.resolve(""),
    paint,
    columns: 100,
    interactive: false,
    onInterrupt: () => () => undefined,
    workingFolder: "/",
  });
  process.stdout.write(`${JSON.stringify({ code, out })}\n`);
}
