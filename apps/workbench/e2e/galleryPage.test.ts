/** The page that `cidery gallery` writes and `cidery start` serves: groups, search, cards that open. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCommandLine } from "../../../packages/cidery/src/cli/index.ts";
import { serveWorkbench } from "../../../packages/cidery/src/cli/serve.ts";
import { fakeTerminal } from "../../../packages/cidery/test/fakeTerminal.ts";
import { expectNoViolations } from "./axe.ts";
import { launchBrowser, watchErrors } from "./browser.ts";
import { node } from "./workbench.ts";

let folder = "";
let browser: Browser;
let served: Awaited<ReturnType<typeof serveWorkbench>>;
let page: Page;
let errors: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "cidery-gallery-"));
  const workbench = fileURLToPath(new URL("../dist", import.meta.url));
  served = await serveWorkbench({ folder: workbench, gallery: folder });
  // Models of several groups; `npm start` writes all of them.
  const terminal = fakeTerminal({ workingFolder: folder });
  const options = ["--output", folder, "--workbench", served.url, "--allow-undecided"];
  expect(await runCommandLine(["gallery", "counterfactual", ...options], terminal)).toBe(0);
  browser = await launchBrowser();
  page = await browser.newPage();
  errors = watchErrors(page);
  await page.goto(`${served.url}gallery/`);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
  rmSync(folder, { recursive: true, force: true });
});

it("stands in groups, finds by words, and says how many it found", async () => {
  const cards = page.locator("article:visible");
  const all = await cards.count();
  expect(all).toBeGreaterThan(2);
  expect(await page.locator("nav a").first().textContent()).toMatch(/^Frameworks \d+$/u);
  expect(await page.locator("section.group > h2").first().textContent()).toBe("Frameworks");
  await page.getByLabel("Search").fill("counterfactual nobody reads");
  await expect.poll(() => cards.count()).toBe(1);
  expect(await page.getByRole("status").textContent()).toBe("1 model");
  expect(await page.locator("section.group:visible").count()).toBe(1);
  await page.getByLabel("Search").fill("");
  await expect.poll(() => cards.count()).toBe(all);
});

it.each(["light", "dark"] as const)("keeps nobody out, %s", async (colorScheme) => {
  await page.emulateMedia({ colorScheme });
  await expectNoViolations(page);
  await page.emulateMedia({ colorScheme: null });
});

it("shows the picture, and says a title once", async () => {
  const card = page.locator('article[id="frameworks/counterfactual-oracle"]');
  const picture = card.getByRole("img");
  await picture.scrollIntoViewIfNeeded();
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(100);
  // The card's heading says it; the picture does not a second time.
  const address = (await picture.getAttribute("src")) as string;
  const drawn = await (await fetch(new URL(address, `${served.url}gallery/`))).text();
  expect(drawn).toContain("<svg");
  expect(drawn).not.toMatch(/<text[^>]*font-size="16" class="cid-ink cid-strong-text"/u);
});

it("opens each card in the workbench, files it extends among them", async () => {
  for (const [slug, name] of [
    ["frameworks/counterfactual-oracle", "A"],
    ["frameworks/counterfactual-oracle-under", "A"],
  ] as const) {
    await page.goto(`${served.url}gallery/`);
    const card = page.locator(`article[id="${slug}"]`);
    const title = (await card.locator("h3").textContent()) as string;
    await card.locator("h3 a").click();
    await node(page, name).waitFor();
    await expect.poll(() => page.locator(".document-name h1").textContent()).toBe(title);
    await expect
      .poll(() => page.evaluate(() => window.cidery.session.state().file))
      .toBe(`${slug}.cid`);
  }
  // An address that is put into an open page is followed, too.
  await page.evaluate(() => {
    location.hash = "#model/textbooks/umbrella";
  });
  await expect
    .poll(() => page.evaluate(() => window.cidery.session.state().file))
    .toBe("textbooks/umbrella.cid");
  expect(errors).toEqual([]);
});
