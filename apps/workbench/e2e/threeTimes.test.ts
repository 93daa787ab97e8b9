/**
 * What is opened and closed three times in a row is there three times, and leaves nothing behind: on a
 * phone, by touch, where a second opening meets what the first one left.
 */
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { onePageForAllTests, startedForAllTests } from "./freshPages.ts";
import { node, textOf } from "./workbench.ts";

const started = startedForAllTests();
const page = onePageForAllTests(started, {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
});

const DIALOGS = [
  "file.share",
  "file.documents",
  "file.versions",
  "export.options",
  "help.keys",
  "help.start",
  "help.tutorial",
  "help.glossary",
  "help.about",
  "file.gallery",
  "file.labs",
  "view.compare",
] as const;

const run = (id: string): Promise<boolean> =>
  page().evaluate((name) => window.cidery.run(name), id);

/** The page takes touches, scrolls, and no veil lies over it. */
async function expectFree(on: Page): Promise<void> {
  await expect
    .poll(() =>
      on.evaluate(() => ({
        veils: document.querySelectorAll(".veil, .dialog, .menu").length,
        takesTouches: getComputedStyle(document.body).pointerEvents,
        hidden: document.querySelectorAll("#root[aria-hidden=true], #root > [aria-hidden=true]")
          .length,
      })),
    )
    .toEqual({ veils: 0, takesTouches: "auto", hidden: 0 });
}

describe("three times in a row on a phone", () => {
  beforeEach(() => expectFree(page()));

  it.each(DIALOGS)("%s opens and is closed by touch", async (id) => {
    for (let time = 0; time < 3; time++) {
      await run(id);
      await page().locator(".dialog").waitFor();
      await page().locator(".dialog").getByRole("button", { name: "Close", exact: true }).tap();
      await expectFree(page());
    }
  });

  it("one dialog in place of another leaves the last one alone", async () => {
    for (let time = 0; time < 3; time++) {
      for (const id of ["file.share", "help.keys", "view.compare", "file.documents"]) await run(id);
      await page()
        .getByRole("dialog", { name: /documents/iu })
        .waitFor();
      await expect.poll(() => page().locator(".dialog").count()).toBe(1);
      await page().keyboard.press("Escape");
      await expectFree(page());
    }
  });

  it("the menu is opened, a task gone into and left, and closed by a touch beside it", async () => {
    for (let time = 0; time < 3; time++) {
      await page().getByRole("button", { name: "All commands" }).tap();
      await page().locator("[data-task=View]").tap();
      await page().locator(".menu-item.back").tap();
      await page().locator("[data-task=File]").waitFor();
      await page().touchscreen.tap(40, 500);
      await expectFree(page());
    }
  });

  it("every tab of the answers, and text and diagram", async () => {
    for (let time = 0; time < 3; time++) {
      for (const name of [/Numbers/u, /Ask/u, /Claims/u, /Source/u, /Incentives/u]) {
        await page().getByRole("tab", { name }).tap();
        await page().getByRole("tab", { name, selected: true }).waitFor();
      }
      await page().getByRole("tab", { name: "Text" }).tap();
      await page().locator(".cm-content").waitFor();
      await page().getByRole("tab", { name: "Diagram and answers" }).tap();
      await node(page(), "posts").waitFor();
    }
  });

  it("undo and redo come back to the same texts", async () => {
    const before = await textOf(page());
    await page().evaluate(() => window.cidery.session.setText("chance A\n", "test"));
    const after = await textOf(page());
    for (let time = 0; time < 3; time++) {
      await page().getByRole("button", { name: /^Undo/u }).first().tap();
      await expect.poll(() => textOf(page())).toBe(before);
      await page().getByRole("button", { name: /^Redo/u }).first().tap();
      await expect.poll(() => textOf(page())).toBe(after);
    }
    await page().getByRole("button", { name: /^Undo/u }).first().tap();
    await node(page(), "posts").waitFor();
  });

  it("the Undo of a message is for what the message says: the next change takes it away", async () => {
    const before = await textOf(page());
    const undo = page()
      .locator(".toast", { hasText: "New model" })
      .last()
      .getByRole("button", { name: "Undo" });
    for (let time = 0; time < 3; time++) {
      await run("file.new");
      await undo.tap();
      await expect.poll(() => textOf(page())).toBe(before);
    }
    await run("file.new");
    await undo.waitFor();
    await page().evaluate(() =>
      window.cidery.session.setText(`${window.cidery.session.state().text}\nchance A\n`, "type"),
    );
    await undo.waitFor({ state: "detached" });
    for (let step = 0; step < 2; step++) await run("edit.undo");
    await expect.poll(() => textOf(page())).toBe(before);
  });

  it("what is brought into view scrolls its own part, never the page", async () => {
    await run("answers.run");
    await page().locator(".one-course").waitFor();
    for (let time = 0; time < 3; time++) {
      const scrolled = await page().evaluate(() => {
        document.querySelector(".one-course h3")?.scrollIntoView();
        return [document.documentElement.scrollTop, document.body.scrollTop];
      });
      expect(scrolled).toEqual([0, 0]);
    }
    await page()
      .getByRole("tab", { name: /Incentives/u })
      .tap();
  });

  it("why, fix and an example of a line of the card", async () => {
    const line = page().locator(".card-line").first();
    for (let time = 0; time < 3; time++) {
      for (const part of ["why", "fix", "show me an example"]) {
        await line.getByRole("button", { name: new RegExp(`^${part}`, "u") }).tap();
        await line.locator(".card-answer").waitFor();
      }
      await line.getByRole("button", { name: /^show me an example/u }).tap();
      await line.locator(".card-answer").waitFor({ state: "detached" });
    }
  });
});
