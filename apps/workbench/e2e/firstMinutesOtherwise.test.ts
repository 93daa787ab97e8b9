/**
 * The first five minutes again, by keys alone and by touch alone: nothing here is pressed with a mouse, and
 * with keys nothing is focused but by pressing them.
 */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { freshPage } from "./browser.ts";
import { onePageForAllTests, startedForAllTests } from "./freshPages.ts";
import { node, settled, textOf } from "./workbench.ts";

const started = startedForAllTests();

/** Lines that are no longer there. */
function gone(before: string, after: string): string[] {
  const kept = new Set(after.split("\n"));
  return before.split("\n").filter((line) => !kept.has(line));
}

async function expectSameElsewhere(
  page: Page,
  link: string,
  options: Parameters<typeof freshPage>[2],
): Promise<void> {
  const text = await textOf(page);
  const other = await freshPage(started.browser, link, options);
  await expect.poll(() => textOf(other.page)).toBe(text);
  await node(other.page, "Post").waitFor();
  expect(other.errors).toEqual([]);
  await other.context.close();
}

describe("by keys alone", () => {
  const page = onePageForAllTests(started);
  const press = (key: string): Promise<void> => page().keyboard.press(key);

  /** Tab, or back, until what has the focus matches; says where it went when nothing does. */
  async function tabTo(selector: string, key = "Tab"): Promise<void> {
    const seen: string[] = [];
    for (let presses = 0; presses < 90; presses++) {
      const at = await page().evaluate((wanted) => {
        const { activeElement: own } = document;
        if (own?.matches(wanted)) return "there";
        return own?.closest(".cm-editor") ? "editor" : (own?.className.toString() ?? "");
      }, selector);
      if (at === "there") return;
      seen.push(at);
      // In the editor Tab indents, until Escape was pressed.
      if (at === "editor") await press("Escape");
      await press(key);
    }
    throw new Error(`no Tab leads to ${selector}: ${seen.join(" → ")}`);
  }

  /** Arrow keys, until the node has the focus. */
  async function walkTo(name: string): Promise<void> {
    for (const key of ["ArrowDown", "ArrowRight", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowLeft"])
      for (let presses = 0; presses < 4; presses++) {
        const at = await page().evaluate(
          () => (document.activeElement as HTMLElement | null)?.dataset["id"],
        );
        if (at === name) return;
        await press(key);
      }
    throw new Error(`arrow keys do not lead to ${name}`);
  }

  async function runByName(words: string): Promise<void> {
    await press("Control+k");
    await page().locator(".palette input").waitFor();
    await page().keyboard.type(words);
    await press("Enter");
    await page().locator(".dialog.palette").waitFor({ state: "detached" });
  }

  it("reads why there is a badge, with theorem and source", async () => {
    await node(page(), "influenced").locator(".badge", { hasText: "ICI" }).waitFor();
    await tabTo(".card-chip");
    await press("Enter");
    const answer = page().locator(".card-answer");
    expect(await answer.locator(".sentence").textContent()).toMatch(/influence/u);
    expect(await answer.textContent()).toMatch(/Theorem.*Everitt/su);
    await page().waitForSelector(".link.lit");
    await press("Escape");
  });

  it("cuts an arrow on the sheet of its head, and takes that back", async () => {
    const before = await textOf(page());
    await tabTo(".react-flow__node", "Shift+Tab");
    await walkTo("posts");
    await press("e");
    await tabTo('[aria-label="Cut the arrow from model of user"]');
    await press("Enter");
    await expect.poll(() => textOf(page())).not.toBe(before);
    expect(gone(before, await textOf(page())).length).toBe(1);
    expect(await node(page(), "model_of_user").locator(".badge").allTextContents()).not.toContain(
      "RI",
    );
    await press("Escape");
    await press("Control+z");
    await expect.poll(() => textOf(page())).toBe(before);
  });

  it("types a decision, adds a node beside it, and finds the keys", async () => {
    await tabTo(".cm-content", "Shift+Tab");
    await press("Control+End");
    await page().keyboard.insertText("\ndecision Post sees influenced\n");
    await node(page(), "Post").waitFor();
    await settled(page());
    await press("Escape");
    await tabTo(".react-flow__node");
    await walkTo("Post");
    await press("?");
    await page().getByRole("dialog", { name: "Keys" }).waitFor();
    await press("Escape");
    await page().getByRole("dialog").waitFor({ state: "detached" });
    await press("Control+ArrowRight");
    await page().locator(".name-field").waitFor();
    await press("Control+a");
    await page().keyboard.type("reach");
    await press("Enter");
    await node(page(), "reach").waitFor();
    expect(await textOf(page())).toMatch(/chance\s+reach\s+from Post/u);
  });

  it("puts numbers in, observes and sets", async () => {
    await runByName("Put numbers in");
    await page().locator(".policy table").first().waitFor();
    await expect.poll(() => page().locator(".statusbar").textContent()).not.toMatch(/Computing/u);
    await tabTo(".react-flow__node");
    await walkTo("opinion");
    await press("e");
    await tabTo('[aria-label="Observe user opinion = extreme"]');
    await press("Enter");
    await page().locator(".evidence .chip", { hasText: "opinion = extreme" }).waitFor();
    await press("Escape");
    await walkTo("posts");
    await press("e");
    await tabTo('[aria-label="Set posts to show to balanced"]');
    await press("Enter");
    await page().locator(".evidence .chip", { hasText: "do(posts to show = balanced)" }).waitFor();
    await press("Escape");
  });

  it("shares what is there", async () => {
    await runByName("Share");
    await tabTo(".copyable input[readonly]");
    const link = await page().evaluate(() => (document.activeElement as HTMLInputElement).value);
    await press("Escape");
    await expectSameElsewhere(page(), link, {});
  });
});

describe("by touch, on a phone", () => {
  const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const page = onePageForAllTests(started, PHONE);

  async function choose(task: RegExp, id: string): Promise<void> {
    await page().getByRole("button", { name: "All commands" }).tap();
    await page().locator(".menu [data-task]").filter({ hasText: task }).tap();
    await page().locator(`.menu [data-command="${id}"]`).tap();
  }

  it("reads why there is a badge, on the same screen, with theorem and source", async () => {
    await node(page(), "influenced").locator(".badge", { hasText: "ICI" }).tap();
    const sentence = page().locator(".card-answer .sentence");
    await sentence.waitFor();
    await settled(page());
    const box = (await sentence.boundingBox()) as { y: number; height: number };
    const picture = (await page().locator(".canvas-area").boundingBox()) as { y: number };
    expect(box.y).toBeGreaterThan(picture.y);
    expect(box.y + 20).toBeLessThan(PHONE.viewport.height);
    expect(await page().locator(".card-answer").textContent()).toMatch(/Theorem.*Everitt/su);
    await page().waitForSelector(".link.lit");
  });

  it("cuts an arrow, and takes that back", async () => {
    const before = await textOf(page());
    const middle = await page().evaluate(() => {
      const line = document.querySelector<SVGPathElement>(
        '.react-flow__edge[data-id="model_of_user→posts"] .link-target',
      );
      const at = line?.getPointAtLength(line.getTotalLength() / 2);
      const { x = 0, y = 0 } = at?.matrixTransform(line?.getScreenCTM() ?? undefined) ?? {};
      return { x, y };
    });
    await page().touchscreen.tap(middle.x, middle.y);
    await page().locator(".react-flow__edge .link.selected").waitFor({ state: "attached" });
    await choose(/^Undo, copy, delete/u, "edit.delete");
    await expect.poll(() => textOf(page())).not.toBe(before);
    expect(gone(before, await textOf(page())).length).toBe(1);
    await page().locator(".toast").getByRole("button", { name: "Undo" }).last().tap();
    await expect.poll(() => textOf(page())).toBe(before);
  });

  it("types a decision behind the tab of the text, and joins a new node to it", async () => {
    await page().getByRole("tab", { name: "Text" }).tap();
    await page().locator(".cm-content").tap();
    await page().keyboard.press("Control+End");
    await page().keyboard.insertText("\ndecision Post sees influenced\n");
    await page().getByRole("tab", { name: "Diagram and answers" }).tap();
    await node(page(), "Post").waitFor();
    await page().locator(".node-strip").getByRole("button", { name: "chance" }).tap();
    await page().locator(".name-field").fill("reach");
    await page().keyboard.press("Enter");
    await node(page(), "reach").waitFor();
    await settled(page());
    await node(page(), "reach").tap();
    await page().locator(".sheet-head").tap();
    await page().getByLabel("Draw an arrow to reach from").selectOption("Post");
    await expect.poll(() => textOf(page())).toMatch(/chance\s+reach\s+from Post/u);
    await page().locator(".sheet-head").tap();
  });

  it("puts numbers in, observes and sets", async () => {
    await choose(/^Answers and numbers/u, "answers.fill");
    await node(page(), "opinion").locator(".bars").waitFor();
    await settled(page());
    for (const [name, title, value, kind] of [
      ["opinion", "user opinion", "extreme", "observed"],
      ["posts", "posts to show", "balanced", "forced"],
    ] as const) {
      await node(page(), name).tap();
      const values = page().locator(`.sheet-values[aria-label="Values of ${title}"]`);
      await values.waitFor();
      const mode = values.locator("[aria-pressed]").first();
      const sets = kind === "forced";
      if ((await mode.getAttribute("aria-pressed")) !== String(sets)) await mode.tap();
      await values.locator(".value-chip", { hasText: value }).tap();
      await node(page(), name).locator(`.bar.${kind}`).waitFor({ state: "attached" });
    }
    // What is asked for has the room: the sheet is out of its way.
    await page().getByRole("tab", { name: "Numbers" }).tap();
    const room = (await page().locator(".tab-body[data-state=active]").boundingBox()) as {
      height: number;
    };
    expect(room.height).toBeGreaterThan(200);
    await page().locator(".evidence .chip", { hasText: "do(posts to show = balanced)" }).waitFor();
  });

  it("shares what is there", async () => {
    await page()
      .getByRole("button", { name: /^Share/u })
      .tap();
    const link = await page().locator(".copyable input[readonly]").first().inputValue();
    await page().locator(".dialog").getByRole("button", { name: "Close" }).tap();
    await expectSameElsewhere(page(), link, PHONE);
  });
});
