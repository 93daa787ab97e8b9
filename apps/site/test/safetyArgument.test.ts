/**
 * docs/safety-argument.md, walked through as it is written: its files are put into an empty folder, its commands
 * run with the built command, and what it says to do in the workbench is done in a browser (walk.ts).
 */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, watchErrors } from "../../workbench/e2e/browser.ts";
import { stepsOf, walk } from "../../workbench/e2e/walk.ts";

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

describe("in the workbench", () => {
  const steps = stepsOf(text);
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

  it("there are steps", () => expect(steps.length).toBeGreaterThan(4));

  it.each(steps)("$text", (step) => walk(page, step));

  it("no error is logged on the way", () => expect(errors).toEqual([]));

  it("and the last line is in the file", async () => {
    await expect
      .poll(() => readFileSync(join(folder, "support.cid"), "utf8"))
      .toContain("claim control(assistant, Solved)");
  });
});
