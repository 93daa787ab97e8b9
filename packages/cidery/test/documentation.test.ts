/**
 * The documentation is run. In README.md and docs/*.md:
 * - a `console` block holds lines `$ cidery …`, each followed by what it prints; the output must be
 *   what is shown (a line `…` stands for any lines). `npm run renew` writes the output that is
 *   printed into blocks that hold no `…`.
 * - a `cid` block must load without errors. ` ```cid file=name.cid ` is a file of the reader's folder, in which
 *   the blocks ` ```console folder ` of the page run, top to bottom.
 * - a `ts` block is a program; lines `// prints X` say what it prints, in order.
 * Drawings that stand in the text are those that the command makes; `npm run renew` writes them, too.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runCommandLine } from "../src/cli/index.ts";
import { loadModel } from "@cidery/core";
import { fakeTerminal } from "./fakeTerminal.ts";

const root = resolve(import.meta.dirname, "../../..");
const files = ["README.md", ...findDocs()];

interface Block {
  readonly language: string;
  /** What follows the language. */
  readonly info: string;
  readonly body: string;
  readonly line: number;
}

for (const file of files) {
  const text = readFileSync(join(root, file), "utf8");
  const blocks = blocksOf(text);
  const folder = blocks.some(({ info }) => info === "folder") ? readersFolder() : root;
  for (const block of blocks) {
    const name = `${file}:${block.line}`;
    if (block.language === "console")
      test(name, () => checkConsole(file, block, block.info === "folder" ? folder : root));
    else if (block.language === "cid") test(name, () => checkModel(block, folder));
    else if (block.language === "ts") test(name, () => checkProgram(block));
  }
}

/** Pictures of pages, and the command that draws each. */
const DRAWINGS = {
  "docs/pictures/modifiable-reward.svg": ["draw", "frameworks/modifiable-reward", "--incentives"],
} as const;

test.each(Object.entries(DRAWINGS))(
  "%s is drawn as it is now (else: npm run renew)",
  async (file, args) => {
    const terminal = fakeTerminal({ workingFolder: root });
    expect(await runCommandLine([...args, "--format", "svg"], terminal)).toBe(0);
    const path = join(root, file);
    if (process.env["UPDATE_DOCS"] !== undefined) writeFileSync(path, terminal.printed());
    expect(readFileSync(path, "utf8") === terminal.printed(), `${file} is current`).toBe(true);
  },
);

function findDocs(): string[] {
  return readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`)
    .sort();
}

/** What a reader of a page writes into an empty folder. */
function readersFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "cidery-reader-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  return folder;
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  const pattern = /^```(\S*)([^\n]*)\n([\s\S]*?)^```$/gm;
  for (const match of text.matchAll(pattern)) {
    const line = text.slice(0, match.index).split("\n").length;
    const [language = "", info = "", body = ""] = match.slice(1);
    blocks.push({ language, info: info.trim(), body, line });
  }
  return blocks;
}

async function checkConsole(file: string, block: Block, folder: string): Promise<void> {
  const steps = block.body.split(/^\$ /m).slice(1);
  let printed = "";
  for (const step of steps) {
    const [line = "", ...expected] = step.split("\n");
    const actual = await run(line, folder);
    printed += `$ ${line}\n${actual}`;
    if (!process.env["UPDATE_DOCS"] || step.includes("\n…")) {
      const stale = `${file} shows other output (npm run renew writes what is printed now)`;
      expect(actual.trimEnd(), stale).toMatch(asPattern(expected.join("\n").trimEnd()));
    }
  }
  if (process.env["UPDATE_DOCS"] && !block.body.includes("\n…")) {
    const path = join(root, file);
    const head = `console ${block.info}`.trim();
    const fence = (body: string): string => `\`\`\`${head}\n${body}\`\`\``;
    writeFileSync(
      path,
      readFileSync(path, "utf8").replace(fence(block.body), () => fence(printed)),
    );
  }
}

async function run(line: string, folder: string): Promise<string> {
  const terminal = fakeTerminal({ workingFolder: folder });
  const words = splitWords(line.replace(/^npx /, "").replace(/\s+\|\|.*$/, ""));
  expect(words[0]).toBe("cidery");
  await runCommandLine(words.slice(1), terminal);
  return terminal.printed() + terminal.complained();
}

function splitWords(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((m) => m[1] ?? m[2] ?? m[3] ?? "");
}

function asPattern(expected: string): RegExp {
  const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${expected.split(/^…$/m).map(escape).join("[\\s\\S]*?")}$`);
}

function checkModel(block: Block, folder: string): void {
  const file = /^file=([\w-]+\.cid)$/u.exec(block.info)?.[1];
  if (file !== undefined) writeFileSync(join(folder, file), block.body);
  const fragment = /^\s*(model|agent|chance|decision|utility|param|for|type|extends)\b/.test(
    block.body,
  );
  if (!fragment) return;
  const { diagnostics } = loadModel(block.body, { file: "example.cid" });
  // A fragment shows one construct and may name variables it does not declare.
  if (!/^model /m.test(block.body)) return;
  expect(diagnostics.filter((d) => d.severity === "error").map((d) => d.message)).toEqual([]);
}

function checkProgram(block: Block): void {
  const folder = mkdtempSync(join(tmpdir(), "cidery-docs-"));
  try {
    const door = (name: string): string => resolve(root, "packages/cidery/src", `${name}.ts`);
    const program = join(folder, "program.mts");
    writeFileSync(
      program,
      block.body.replaceAll(
        /from "cidery(?:\/(\w+))?"/g,
        (_, name: string | undefined) => `from ${JSON.stringify(door(name ?? "index"))}`,
      ),
    );
    const printed = execFileSync(
      process.execPath,
      ["--conditions=source", "--import", "tsx", program],
      {
        cwd: root,
        encoding: "utf8",
      },
    );
    const expected = [...block.body.matchAll(/\/\/ prints (.*)$/gm)].map((m) => m[1]);
    expect(printed.trimEnd().split("\n")).toEqual(expected);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
