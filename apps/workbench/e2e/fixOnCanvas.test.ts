/** Repairs on the diagram: scissors on candidate cuts, what they would do, and doing it. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { eachTestOnAFreshPage } from "./freshPages.ts";
import { node, settled, textOf } from "./workbench.ts";

let page: Page;

eachTestOnAFreshPage(async (fresh) => {
  page = fresh;
  await node(page, "clicks").waitFor();
  await settled(page);
  await page.locator(".card-line").first().getByRole("button", { name: /^fix/u }).click();
  await page.locator(".scissors").first().waitFor();
});

const ici = (): ReturnType<Page["locator"]> =>
  node(page, "influenced").locator(".badge", { hasText: "ICI" });

it("candidate cuts carry scissors; pointing at a repair shows what it would do, three times", async () => {
  expect(await page.locator(".scissors").count()).toBe(2);
  const items = page.locator(".card-answer .repairs li");
  for (let time = 0; time < 3; time++) {
    await items.nth(time % 2).hover();
    await page.waitForSelector(".link.cut");
    await expect.poll(() => ici().getAttribute("class")).toContain("goes");
    await page.mouse.move(4, 4);
    await page.waitForSelector(".link.cut", { state: "detached" });
    expect(await ici().getAttribute("class")).toBe("badge");
  }
  await items.first().hover();
  const words = page.locator(".preview-words");
  await expect
    .poll(() => words.textContent(), { timeout: 60_000 })
    .toMatch(/expected utility [0-9.≈]+ → [0-9.≈]+ · claims that hold 3 → [0-2]/u);
});

it("a click on scissors cuts there, with the numbers kept", async () => {
  const before = await textOf(page);
  await page.locator('.scissors[data-cut="posts→influenced"]').click();
  await page.locator(".numbers-dialog").getByRole("button", { name: "Do it" }).click();
  await expect.poll(() => textOf(page)).not.toBe(before);
  await expect.poll(() => ici().count()).toBe(0);
  await page.locator(".scissors").first().waitFor({ state: "detached" });
});

it("by keys: a repair of the list that has the focus shows it, Enter does it", async () => {
  const before = await textOf(page);
  await page.locator(".card-answer .repairs .button").first().focus();
  await page.waitForSelector(".link.cut");
  await page.keyboard.press("Enter");
  await page.locator(".numbers-dialog").waitFor();
  await page.keyboard.press("Escape");
  expect(await textOf(page)).toBe(before);
});
