/**
 * docs/safety-argument.md, walked through as it is written: its files are put into an empty folder, its commands
 * run with the built command, and what it says to do in the workbench is done in a browser. A step that
 * the walker does not understand fails, as it would a reader.
 */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, watchErrors } from "../../workbench/e2e/browser.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const COMMAND = join(ROOT, "packages/cidery/bin/cidery.js");
const text = readFileSync(join(ROOT, "docs/safety-argument.md"), "utf8");
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cidery-tutorial-"));
  for (const [, file = "", body = ""] of text.matchAll(
    /^```cid file=([\w.-]+)\n([\s\S]*?)^```$/gmu,
  ))
    writeFileSync(join(folder, file), body);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the command prints, errors included; its exit code is part of what it says. */
function run(args: readonly string[]): Promise<string> {
  return new Promise((done) => {
    const environment = { ...process.env, NO_COLOR: "1", COLUMNS: "100" };
    execFile(
      process.execPath,
      [COMMAND, ...args],
      { cwd: folder, env: environment, encoding: "utf8" },
      (_, out, err) => done(out + err),
    );
  });
}

const words = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/gu)].map(([, quoted, bare]) => quoted ?? bare ?? "");

describe("in a terminal", () => {
  const commands = [...text.matchAll(/^```console folder\n([\s\S]*?)^```$/gmu)].flatMap(
    ([, block = ""]) => block.split(/^\$ cidery /mu).slice(1),
  );

  it("there is a whole session", () => expect(commands.length).toBeGreaterThan(8));

  it.each(commands.map((command) => [command.split("\n")[0] ?? "", command] as const))(
    "%s",
    async (line, command) => {
      const expected = command.split("\n").slice(1).join("\n").trimEnd();
      const printed = (await run(words(line))).trimEnd();
      // A newcomer does nothing wrong here, whatever the page says is printed.
      expect(printed).not.toMatch(/^error:/mu);
      const parts = expected.split(/^…$/mu).map((part) => part.trim());
      for (const part of parts) expect(printed).toContain(part);
      if (parts.length === 1) expect(printed).toBe(expected);
    },
  );

  it("a build that checks the argument passes, and leaves its report", async () => {
    await run(["check", "reviewed.cid", "--junit", "claims.xml"]);
    expect(readFileSync(join(folder, "claims.xml"), "utf8")).toContain('tests="4" failures="0"');
  });
});

/** Everything that a step may say; what is in bold or in code is what it is said of. */
const ACTIONS: readonly (readonly [RegExp, (page: Page, what: string) => Promise<void>])[] = [
  [/[Ss]ays(?: that the assistant)? \*\*(.+?)\*\*/gsu, sees],
  [/shows \*\*(.+?)\*\*/gsu, sees],
  [/and \*\*(Claim: .+?)\*\*/gsu, sees],
  [
    /[Cc]lick the chip \*\*(.+?)\*\*/gsu,
    (page, what) => page.locator(".card-chip", { hasText: what }).first().click(),
  ],
  [/[Cc]lick the node \*\*(.+?)\*\*/gsu, clickNode],
  [/[Pp]ress `(.+?)`/gsu, (page, what) => page.keyboard.press(what)],
  [
    /Write at the end of the text: `(.+?)`/gsu,
    async (page, what) => {
      await page.locator(".cm-content").click();
      await page.keyboard.press("Control+End");
      await page.keyboard.insertText(`${what}\n`);
    },
  ],
];

/** Lines of a label stand apart in the page, without blanks between them. */
async function clickNode(page: Page, label: string): Promise<void> {
  const nodes = page.locator(".react-flow__node");
  const bare = (words: string): string => words.replaceAll(/\s+/gu, "");
  const labels = await nodes.allTextContents();
  const at = labels.findIndex((one) => bare(one).includes(bare(label)));
  if (at < 0) throw new Error(`no node says ${label}: ${labels.join(" | ")}`);
  await nodes.nth(at).click();
}

async function sees(page: Page, what: string): Promise<void> {
  const wanted = what.replaceAll(/\s+/gu, " ");
  await expect
    .poll(async () => (await page.locator("body").innerText()).replaceAll(/\s+/gu, " "), {
      timeout: 60_000,
    })
    .toContain(wanted);
}

/** The actions of a step, in the order in which they stand. */
function actionsOf(step: string): { what: string; act: (page: Page) => Promise<void> }[] {
  return ACTIONS.flatMap(([pattern, act]) =>
    [...step.matchAll(pattern)].map((found) => ({
      at: found.index,
      what: found[0],
      act: (page: Page) => act(page, (found[1] ?? "").replaceAll(/\s+/gu, " ")),
    })),
  ).sort((a, b) => a.at - b.at);
}

describe("in the workbench", () => {
  const steps = [...text.matchAll(/^\d+\. ([\s\S]*?)(?=^\d+\. |^\n)/gmu)].map(
    ([, step = ""]) => step,
  );
  let browser: Browser;
  let page: Page;
  let errors: string[];
  const server = { end: (): void => undefined };

  beforeAll(async () => {
    const opened = spawn(process.execPath, [COMMAND, "open", "support.cid", "--port", "0"], {
      cwd: folder,
    });
    server.end = () => void opened.kill("SIGINT");
    let said = "";
    while (!said.includes("http://")) said += String((await once(opened.stdout, "data"))[0]);
    browser = await launchBrowser();
    page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
      reducedMotion: "reduce",
    });
    errors = watchErrors(page);
    await page.goto(/http:\/\/\S+/u.exec(said)?.[0] ?? "", { timeout: 120_000 });
    await page.locator(".react-flow__node").first().waitFor({ timeout: 120_000 });
  });
  afterAll(async () => {
    await browser?.close();
    server.end();
  });

  it("the walker understands every bold word and every key of the steps", () => {
    expect(steps.length).toBeGreaterThan(4);
    for (const step of steps) {
      const marked = [...step.matchAll(/\*\*.+?\*\*|`.+?`/gsu)].length;
      expect([step, actionsOf(step).length]).toEqual([step, marked]);
    }
  });

  it("every step does what it says", async () => {
    for (const step of steps)
      for (const { what, act } of actionsOf(step)) {
        try {
          await act(page);
        } catch (error) {
          throw new Error(`“${what}” is not so: ${String(error)}`, { cause: error });
        }
      }
    expect(errors).toEqual([]);
  });

  it("and the last line is in the file", async () => {
    await expect
      .poll(() => readFileSync(join(folder, "support.cid"), "utf8"))
      .toContain("claim control(assistant, Solved)");
  });
});
