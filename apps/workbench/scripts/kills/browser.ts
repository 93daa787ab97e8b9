/**
 * The browser, killed with all its processes while somebody types into a document that it keeps. In
 * the next one everything is there that the page showed half a second before.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { launchKillable, startWorkbench } from "../../e2e/browser.ts";
import { setText, textOf } from "../../e2e/workbench.ts";
import { Random } from "../../../../packages/core/src/base/index.ts";
import { typed } from "./typing.ts";
import type { Kills } from "./kills.ts";

export async function killBrowsers(): Promise<Kills> {
  const folder = mkdtempSync(join(tmpdir(), "cidery-kills-"));
  const server = await startWorkbench();
  const launched = async (): Promise<{ page: Page; kill: () => void }> => {
    const { context, kill } = await launchKillable(folder);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(server.url, { timeout: 120_000 });
    await page.waitForSelector(".cm-content", { timeout: 120_000 });
    return { page, kill };
  };
  let now = await launched();
  let oldest = 0;
  return {
    async next(number) {
      const random = Random.seeded(number);
      // Not longer and longer from kill to kill.
      if ((await textOf(now.page)).length > 2000) await setText(now.page, "chance A\n");
      const typing = await typed(now.page, random);
      await now.page.waitForTimeout(random.below(3) === 0 ? random.below(600) : 0);
      now.kill();
      const killed = Date.now();
      now = await launched();
      const found = await textOf(now.page);
      const missing = typing.find(({ text }) => !found.startsWith(text));
      if (missing === undefined) return undefined;
      oldest = Math.max(oldest, killed - missing.time);
      return killed - missing.time > 500
        ? `text of ${killed - missing.time} ms before is gone`
        : undefined;
    },
    async end() {
      now.kill();
      await server.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
    remarks: () => `the oldest text that was gone was ${oldest} ms old`,
  };
}
