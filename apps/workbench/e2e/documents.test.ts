/** One's documents: pictures, another title, a copy, deleting and bringing back with versions. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { freshPage } from "./browser.ts";
import { startedForAllTests } from "./freshPages.ts";
import { runFromPalette, setText, textOf } from "./workbench.ts";

const started = startedForAllTests();

/** Waits until this browser has kept a text with these words: the list is read when it is opened. */
async function kept(page: Page, words: string): Promise<void> {
  const drafts = (): Promise<string> =>
    page.evaluate(() =>
      Object.entries(localStorage)
        .flatMap(([key, value]) =>
          key.startsWith("cidery-draft-") ? [(JSON.parse(value) as { text: string }).text] : [],
        )
        .join("\n"),
    );
  await expect.poll(drafts, { timeout: 30_000 }).toContain(words);
}

it("documents are shown with pictures, renamed, duplicated, deleted and brought back", async () => {
  const { page, context, errors } = await freshPage(started.browser, started.server.url);
  await page.evaluate(() => window.cidery.run("file.new"));
  await setText(
    page,
    'model "First"\nchance A\ndecision D sees A\nutility U from D\n',
    "first.cid",
  );
  await kept(page, 'model "First"');
  await runFromPalette(page, "file.documents");
  const list = page.locator(".dialog.documents");
  await list.locator(".thumbnail svg").first().waitFor();
  await list.getByRole("button", { name: "Rename First" }).click();
  await list.getByLabel("Title").fill('The "second"');
  await page.keyboard.press("Enter");
  await expect.poll(() => textOf(page)).toContain(String.raw`model "The \"second\""`);
  await kept(page, String.raw`model "The \"second\""`);
  await page.keyboard.press("Escape");
  await runFromPalette(page, "file.documents");
  await list.getByRole("button", { name: 'Duplicate The "second"' }).click();
  const copy = list.getByRole("button", { name: 'Delete Copy of The "second"' });
  await copy.click();
  await copy.waitFor({ state: "detached" });
  await list.locator(".deleted button").click();
  await copy.waitFor();
  expect(errors).toEqual([]);
  await context.close();
}, 90_000);
