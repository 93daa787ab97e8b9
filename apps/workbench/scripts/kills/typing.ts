/** Somebody types for a while, with pauses or without; what the page showed is noted with the time. */
import type { Page } from "playwright-core";
import { textOf } from "../../e2e/workbench.ts";
import type { Random } from "../../../../packages/core/src/base/index.ts";

export interface Typing {
  readonly time: number;
  readonly text: string;
}

export async function typed(page: Page, random: Random): Promise<Typing[]> {
  const shown: Typing[] = [];
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+End");
  const [wait, pause] = [200 + random.below(1800), random.below(120)];
  for (const end = Date.now() + wait; Date.now() < end; ) {
    await page.keyboard.type(random.below(12) === 0 ? " " : "x");
    shown.push({ text: await textOf(page), time: Date.now() });
    await page.waitForTimeout(pause);
  }
  return shown;
}
