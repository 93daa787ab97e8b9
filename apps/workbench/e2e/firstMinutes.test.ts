/** The first five minutes of a new user, step by step (docs: UX §5). */
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { freshPage } from "./browser.ts";
import { startedForAllTests } from "./freshPages.ts";
import {
  centreOf,
  clickArrow,
  namesOf,
  node,
  runFromPalette,
  selectNode,
  settled,
  textOf,
  typeAtEnd,
} from "./workbench.ts";

const started = startedForAllTests();
let page: Page;
let errors: string[];

beforeAll(async () => {
  ({ page, errors } = await freshPage(started.browser, started.server.url));
});

describe("the first five minutes", () => {
  it("opens on a live example with its incentives on the diagram", async () => {
    await expect.poll(() => page.locator("h1").textContent()).toBe("Content recommender");
    await expect
      .poll(() => node(page, "influenced").locator(".badge").allTextContents())
      .toContain("ICI");
    expect(await node(page, "model_of_user").locator(".badge").allTextContents()).toContain("VoI");
    await page.waitForSelector(".cm-content");
  });

  it("hovering a badge lights its path on the canvas and in the text", async () => {
    await node(page, "influenced").locator(".badge", { hasText: "ICI" }).hover();
    await page.waitForSelector(".link.lit");
    await page.waitForSelector(".cm-lit-name");
    await page.mouse.move(5, 5);
    await page.waitForSelector(".link.lit", { state: "detached" });
  });

  it("a click says why in one sentence, with theorem and source", async () => {
    await page
      .locator(
        '.verdict[data-verdict^="instrumental-control-incentive"][data-state=present] button',
      )
      .first()
      .click();
    const details = page.locator(".verdict.open .details");
    expect(await details.locator(".sentence").textContent()).toMatch(/influence/u);
    expect(await details.textContent()).toMatch(/Theorem/u);
    expect(await details.textContent()).toMatch(/Everitt/u);
    await page.waitForSelector(".link.lit");
    await page.locator(".verdict.open .verdict-line").click();
  });

  it("deleting an arrow changes one line of the text and its badge, and offers Undo", async () => {
    const before = await textOf(page);
    await settled(page);
    await clickArrow(page, "model_of_user", "posts");
    await page.keyboard.press("Delete");
    await expect.poll(() => textOf(page)).not.toBe(before);
    const after = await textOf(page);
    const changed = before.split("\n").filter((line) => !after.split("\n").includes(line));
    expect(changed.length).toBe(1);
    expect(await node(page, "model_of_user").locator(".badge").allTextContents()).not.toContain(
      "RI",
    );
    await page.locator(".toast button", { hasText: "Undo" }).click();
    await expect.poll(() => textOf(page)).toBe(before);
  });

  it("typing a decision adds its node and moves nothing else", async () => {
    const names = await namesOf(page);
    const before = await Promise.all(names.map((name) => centreOf(page, name)));
    await typeAtEnd(page, "\ndecision Post sees influenced\n");
    await node(page, "Post").waitFor();
    const after = await Promise.all(names.map((name) => centreOf(page, name)));
    for (const [index, place] of after.entries()) {
      expect(Math.abs(place.x - (before[index]?.x ?? 0)), names[index]).toBeLessThan(2);
      expect(Math.abs(place.y - (before[index]?.y ?? 0)), names[index]).toBeLessThan(2);
    }
  });

  it("? shows the keys, and Ctrl+arrow adds a connected node that is named at once", async () => {
    await selectNode(page, "Post");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await selectNode(page, "Post");
    await page.keyboard.press("Control+ArrowRight");
    await page.locator(".name-field").fill("reach");
    await page.keyboard.press("Enter");
    await node(page, "reach").waitFor();
    expect(await textOf(page)).toMatch(/chance\s+reach\s+from Post/u);
  });

  it("puts numbers in and shows policy, expected utility and beliefs", async () => {
    await runFromPalette(page, "answers.fill");
    await page.waitForSelector(".policy table");
    await expect.poll(() => page.locator(".values dd").first().textContent()).toMatch(/^\d/u);
    await node(page, "opinion").locator(".bar").first().waitFor();
  });

  it("a click on a bar observes it, Alt-click forces it, and values follow", async () => {
    await expect.poll(() => page.locator(".statusbar").textContent()).not.toMatch(/Computing/u);
    await node(page, "opinion").locator(".bar", { hasText: "extreme" }).click();
    await page.locator(".evidence .chip", { hasText: "opinion = extreme" }).waitFor();
    await expect
      .poll(() => node(page, "influenced").locator(".bar", { hasText: "extreme" }).textContent())
      .toMatch(/100%/u);
    await node(page, "posts")
      .locator(".bar", { hasText: "balanced" })
      .click({ modifiers: ["Alt"] });
    await page.locator(".evidence .chip", { hasText: "do(posts to show = balanced)" }).waitFor();
  });

  it("a comment leaves numbers as they are: nothing is computed, nothing looks old", async () => {
    await expect.poll(() => page.locator(".statusbar").textContent()).not.toMatch(/Computing/u);
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      const post = Worker.prototype.postMessage as (...rest: unknown[]) => void;
      Worker.prototype.postMessage = function patched(this: Worker, ...rest: unknown[]) {
        seen.push((rest[0] as { order: { kind: string } }).order.kind);
        post.apply(this, rest);
      };
      new MutationObserver(() => {
        if (document.querySelector(".stale, .broken") !== null) seen.push("stale");
      }).observe(document, { subtree: true, childList: true, attributes: true });
    });
    await typeAtEnd(page, "\n// a word");
    for (const letter of " more") await page.keyboard.press(letter === " " ? "Space" : letter);
    await page.waitForTimeout(600);
    expect(await textOf(page)).toMatch(/\n\/\/ a word more$/u);
    expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([]);
    // A new variable is asked about.
    await typeAtEnd(page, "\nchance unrelated\n");
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { seen: string[] }).seen))
      .toContain("numbers");
    await page.keyboard.press("Control+z");
  });

  it("shares a link that shows the same diagram in a fresh profile", async () => {
    await runFromPalette(page, "file.share");
    const link = await page.locator(".copyable input").first().inputValue();
    const text = await textOf(page);
    await page.keyboard.press("Escape");
    const other = await freshPage(started.browser, link);
    expect(await textOf(other.page)).toBe(text);
    expect(other.errors).toEqual([]);
    await other.context.close();
  });

  it("logged no error on the way", () => {
    expect(errors).toEqual([]);
  });
});
