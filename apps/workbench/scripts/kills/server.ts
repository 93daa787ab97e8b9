/**
 * `cidery open`, killed while somebody types into its page. What the page showed half a second
 * before must stand in the file; when the command is started again, all of it must.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { launchBrowser } from "../../e2e/browser.ts";
import { textOf } from "../../e2e/workbench.ts";
import { Random } from "../../../../packages/core/src/base/index.ts";
import { typed, type Typing } from "./typing.ts";
import type { Kills } from "./kills.ts";

const MAIN = resolve(import.meta.dirname, "../../../../packages/cidery/dist/cli/main.js");

export async function killServers(): Promise<Kills> {
  const folder = mkdtempSync(join(tmpdir(), "cidery-kills-"));
  const file = join(folder, "m.cid");
  const browser = await launchBrowser();
  const context = await browser.newContext({ serviceWorkers: "block" });
  writeFileSync(file, "chance A\n");
  let command = await opened(file);
  const page = await context.newPage();
  await page.goto(command.url);
  await page.waitForSelector(".cm-content");
  const port = new URL(command.url).port;
  let oldest = 0;
  return {
    async next(number) {
      const random = Random.seeded(number);
      const typing: Typing[] = await typed(page, random);
      command.child.kill("SIGKILL");
      const killed = Date.now();
      const found = readFileSync(file, "utf8");
      const missing = typing.find(({ text }) => !found.startsWith(text));
      if (missing !== undefined) oldest = Math.max(oldest, killed - missing.time);
      await page.keyboard.type("y");
      const shown = await textOf(page);
      command = await opened(file, port);
      const back = Date.now() + 60_000;
      while (readFileSync(file, "utf8") !== shown && Date.now() < back)
        await page.waitForTimeout(100);
      const later = readFileSync(file, "utf8");
      if (later !== shown) return `of ${shown.length} characters ${later.length} came back`;
      const late = missing === undefined ? 0 : killed - missing.time;
      return late > 500 ? `text of ${late} ms before was not in the file yet` : undefined;
    },
    async end() {
      // Asked politely it would wait for pages that are open.
      command.child.kill("SIGKILL");
      await browser.close();
      rmSync(folder, { recursive: true });
    },
    remarks: () => `the oldest text that was not in the file yet was ${oldest} ms old`,
  };
}

/** The command, started, and the address that it says. */
async function opened(file: string, port = "0"): Promise<{ child: ChildProcess; url: string }> {
  const args = [MAIN, "open", file, ...(port === "0" ? [] : ["--port", port])];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  const url = await new Promise<string>((found, failed) => {
    child.stdout?.on("data", (text: Buffer) => {
      said += text.toString();
      const address = /https?:\/\/\S+/u.exec(said)?.[0];
      if (address !== undefined) found(address);
    });
    child.once("exit", () => failed(new Error(`the command ended: ${said}`)));
  });
  return { child, url };
}
