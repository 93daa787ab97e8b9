/** The browser's database answers long after the page began: nothing kept is passed over in silence. */
import type { BrowserContext, Page } from "playwright-core";
import { expect, it } from "vitest";
import { freshPage } from "./browser.ts";
import { startedForAllTests } from "./freshPages.ts";
import { setText, textOf, typeAtEnd } from "./workbench.ts";

const started = startedForAllTests();
const KEPT = 'model "Kept"\nchance A\ndecision D sees A\nutility U from D\n';

/** A page beside one that has kept a model; its database opens when `answer` is called. */
async function beside(
  context: BrowserContext,
  first: Page,
): Promise<{ page: Page; answer: () => Promise<void> }> {
  await first.evaluate(() => window.cidery.run("file.new"));
  await setText(first, KEPT, "kept.cid");
  const label = first.locator(".statusbar span", { hasText: /^Kept in this browser$/u });
  await label.first().waitFor();
  await first.close();
  const page = await context.newPage();
  await page.addInitScript(() => {
    // Local storage has room for short texts only, and a browser may empty it.
    localStorage.clear();
    const open = IDBFactory.prototype.open;
    const waiting: (() => void)[] = [];
    IDBFactory.prototype.open = function late(this: IDBFactory, name: string): IDBOpenDBRequest {
      const asked = {} as { result?: IDBDatabase } & Pick<
        IDBOpenDBRequest,
        "onupgradeneeded" | "onsuccess"
      >;
      waiting.push(() => {
        const real = open.call(this, name);
        real.addEventListener("success", (event) => {
          asked.result = real.result;
          (asked.onsuccess as ((event: Event) => void) | null)?.(event);
        });
      });
      return asked as IDBOpenDBRequest;
    };
    Object.assign(window, {
      answer: () => {
        for (const go of waiting.splice(0)) go();
      },
    });
  });
  await page.goto(started.server.url);
  await page.waitForSelector(".cm-content");
  await page.locator(".toast.trouble", { hasText: "does not answer yet" }).waitFor();
  expect(await textOf(page)).not.toContain("Kept");
  return {
    page,
    answer: () => page.evaluate(() => (window as unknown as { answer(): void }).answer()),
  };
}

it("what was kept opens when the storage answers", async () => {
  const { page: first, context } = await freshPage(started.browser, started.server.url);
  const { page, answer } = await beside(context, first);
  await answer();
  await expect.poll(() => textOf(page)).toBe(KEPT);
  await page.locator(".toast", { hasText: "your last model is open" }).waitFor();
  await context.close();
});

it("and is offered where somebody has begun to work in the meantime", async () => {
  const { page: first, context } = await freshPage(started.browser, started.server.url);
  const { page, answer } = await beside(context, first);
  await typeAtEnd(page, "\nchance begun\n");
  await answer();
  const offer = page.locator(".toast", { hasText: "with your last model" });
  await offer.waitFor();
  expect(await textOf(page)).toContain("chance begun");
  await offer.getByRole("button", { name: "Open it" }).click();
  await expect.poll(() => textOf(page)).toBe(KEPT);
  await context.close();
});
