/** Edits that never refuse: arrows cut, nodes deleted and repairs done with the numbers kept. */
import type { Page } from "playwright-core";
import { beforeEach, expect, it } from "vitest";
import { eachTestOnAFreshPage } from "./freshPages.ts";
import { clickArrow, node, runFromPalette, selectNode, settled, textOf } from "./workbench.ts";

let page: Page;

eachTestOnAFreshPage((fresh) => {
  page = fresh;
});

beforeEach(async () => {
  await node(page, "clicks").waitFor();
  await settled(page);
});

const dialog = (): ReturnType<Page["locator"]> => page.locator(".numbers-dialog");

it("cuts every arrow of the opening model, numbers kept, by mouse; three in a row", async () => {
  const original = await textOf(page);
  for (const [from, to, line] of [
    ["posts", "clicks", /utility clicks from influenced = \[/u],
    ["opinion", "influenced", /from posts ~ \[/u],
    ["opinion", "model_of_user", /~ \[0\.5, 0\.5\]/u],
  ] as const) {
    const before = await textOf(page);
    await clickArrow(page, from, to);
    await page.keyboard.press("Delete");
    await dialog().waitFor();
    await dialog().locator(".text-diff .new").first().waitFor();
    await dialog().getByRole("button", { name: "Do it" }).click();
    await dialog().waitFor({ state: "detached" });
    await expect.poll(() => textOf(page)).not.toBe(before);
    expect(await textOf(page)).toMatch(line);
    expect(
      await page.evaluate(
        ([tail, head]) => {
          const diagram = window.cidery.session.state().diagram;
          const [a, b] = [diagram?.idOf(tail as string), diagram?.idOf(head as string)];
          return a !== undefined && b !== undefined && diagram?.graph.hasEdge(a, b);
        },
        [from, to],
      ),
    ).toBe(false);
    await settled(page);
  }
  for (let time = 0; time < 3; time++) await runFromPalette(page, "edit.undo");
  await expect.poll(() => textOf(page)).toBe(original);
});

it("by keys: a value is chosen, Enter does it, Escape leaves everything as it was", async () => {
  const before = await textOf(page);
  await clickArrow(page, "posts", "clicks");
  await page.keyboard.press("Delete");
  await dialog().waitFor();
  await page.keyboard.press("Escape");
  await dialog().waitFor({ state: "detached" });
  expect(await textOf(page)).toBe(before);
  await clickArrow(page, "posts", "clicks");
  await page.keyboard.press("Delete");
  await dialog().getByLabel("Value of posts").selectOption("provocative");
  await dialog().getByLabel("Value of posts").press("Enter");
  await dialog().locator("input:checked").press("Enter");
  await dialog().waitFor({ state: "detached" });
  await expect.poll(() => textOf(page)).toContain("match provocative { provocative => 1");
});

it("as likely as now played, once that is computed", async () => {
  await clickArrow(page, "posts", "clicks");
  await page.keyboard.press("Delete");
  await dialog()
    .getByRole("button", { name: /compute that first/u })
    .click();
  const played = dialog().getByLabel(/as likely as now played/u);
  await expect.poll(() => played.isEnabled()).toBe(true);
  await played.check();
  await dialog().getByRole("button", { name: "Do it" }).click();
  await expect.poll(() => textOf(page)).toMatch(/utility clicks from influenced = \[/u);
});

it("deletes a node that others depend on, with the claims about it", async () => {
  await selectNode(page, "opinion");
  await page.keyboard.press("Delete");
  await dialog().waitFor();
  await dialog().getByRole("button", { name: "Do it" }).click();
  await node(page, "opinion").waitFor({ state: "detached" });
  // Sentences in quotation marks may still speak of it.
  expect((await textOf(page)).replace(/"[^"]*"/gu, '""')).not.toMatch(/\bopinion\b/u);
});

it("does both repairs of the control incentive, and it is gone", async () => {
  const before = await textOf(page);
  for (const position of [0, 1]) {
    // It stays open after the first.
    if (position === 0)
      await page.locator(".card-line").first().getByRole("button", { name: /^fix/u }).click();
    const repair = page.locator(".card-answer .repairs li").nth(position);
    await repair.getByRole("button", { name: "Do it" }).click();
    await dialog().getByRole("button", { name: "Do it" }).click();
    await expect
      .poll(() => node(page, "influenced").locator(".badge", { hasText: "ICI" }).count())
      .toBe(0);
    await page.keyboard.press("Control+z");
    await expect.poll(() => textOf(page)).toBe(before);
  }
});
