/** Every catalogue model opens and shows the verdicts the library gives. */
import { allVerdicts, analyse, loadModel, verdictKey } from "cidery";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshPage, launchBrowser, startWorkbench } from "./browser.ts";
import { catalogue, runFromPalette, setText } from "./workbench.ts";

let browser: Browser;
let server: Awaited<ReturnType<typeof startWorkbench>>;
let page: Page;
let errors: string[];

const models = catalogue();
const texts = new Map(models.map(({ slug, text }) => [slug, text]));
/** The panel lists this many; larger models are compared by their counts. */
const MOST_ROWS = 150;

function resolve(path: string, from: string | undefined): string | undefined {
  const parts = (from ?? "").split("/").slice(0, -1);
  for (const part of path.replace(/\.cid$/u, "").split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return texts.get(parts.join("/")) ?? texts.get(path.replace(/\.cid$/u, ""));
}

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startWorkbench();
  ({ page, errors } = await freshPage(browser, server.url));
  await runFromPalette(page, "file.gallery");
  await page.waitForSelector(".card");
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

describe("the gallery", () => {
  it("has a card for every model, found by search", async () => {
    expect(await page.locator(".card").count()).toBe(models.length);
    await page.locator(".gallery-tools input").fill("off-switch game");
    await expect.poll(() => page.locator(".card").count()).toBeLessThan(models.length);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.selectOption(".filter select", "all");
    await page.locator(".chip.absent").click();
  });
});

describe("every catalogue model shows the library's verdicts", () => {
  for (const { slug, text } of models) {
    it(slug, async () => {
      const { diagram } = loadModel(text, { file: `${slug}.cid`, resolve });
      expect(diagram, "the model has no mistake").toBeDefined();
      if (diagram === undefined) return;
      const verdicts = allVerdicts(analyse(diagram.structure));
      await setText(page, text, `${slug}.cid`);
      await expect
        .poll(() => page.evaluate(() => window.cidery.session.state().diagram?.nodes.length))
        .toBe(diagram.nodes.length);
      const total = (): Promise<number> =>
        page
          .locator(".chips b")
          .allTextContents()
          .then((counts) => counts.reduce((sum, count) => sum + Number(count), 0));
      await expect.poll(total).toBe(verdicts.length);
      const present = verdicts.filter(({ verdict }) => verdict === "present").length;
      expect(Number(await page.locator(".chip.present b").textContent())).toBe(present);
      if (verdicts.length > MOST_ROWS) return;
      const shown = await page
        .locator(".tab-body .verdict")
        .evaluateAll((rows) =>
          rows.map(
            (row) => `${row.getAttribute("data-verdict")} ${row.getAttribute("data-state")}`,
          ),
        );
      const expected = verdicts.map((one) => `${verdictKey(diagram, one)} ${one.verdict}`);
      expect(shown.sort()).toEqual(expected.sort());
    });
  }

  it("without an error on the way", () => {
    expect(errors).toEqual([]);
  });
});
