/** Arrows in the picture of one step: drawn, chosen, deleted and turned, as edits of the loop. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { freshPage } from "./browser.ts";
import { startedForAllTests } from "./freshPages.ts";
import { centreOf, clickArrow, node, setText, settled, textOf } from "./workbench.ts";

const started = startedForAllTests();

const MODEL = `param T = 4 in 2..9
for t in 1..T {
  chance O[t] // seen
  decision A[t] sees O[t] // all of it
  utility R[t] from A[t]
}
`;

async function dragArrow(page: Page, from: string, to: string): Promise<void> {
  await settled(page);
  const box = await node(page, from).boundingBox();
  if (box === null) throw new Error(`${from} is not on screen`);
  const end = await centreOf(page, to);
  await page.mouse.move(box.x + box.width / 2, box.y - 3);
  await page.mouse.down();
  if (from === to) await page.mouse.move(box.x - 60, box.y - 60, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 8 });
  await page.mouse.up();
}

async function keep(page: Page): Promise<void> {
  await page.locator(".canvas-area").focus();
}

describe("in the picture of one step", () => {
  it("arrows are drawn, turned, chosen and deleted in the loop; undo goes back", async () => {
    const { page, context, errors } = await freshPage(started.browser, started.server.url);
    await setText(page, MODEL, "loop.cid");
    await page.waitForSelector(".react-flow__node");
    await page.locator(".steps-tools select").selectOption("template");
    await expect.poll(() => page.locator(".react-flow__node").count()).toBe(3);

    // Within the step where that is not a cycle.
    await dragArrow(page, "O[2]", "R[2]");
    const within = MODEL.replace("R[t] from A[t]", "R[t] from A[t], O[t]");
    await expect.poll(() => textOf(page)).toBe(within);

    // The toast offers the next step, which the first one cannot have.
    await page.getByRole("button", { name: "Into the next step instead" }).click();
    const next = `${MODEL.trimEnd()}\nfor t in 2..T { add link O[t-1] -> R[t] }\n`;
    await expect.poll(() => textOf(page)).toBe(next);
    await page.locator(".link-label", { hasText: "[t+1]" }).waitFor();
    await keep(page);
    // The arrow is still chosen; the key turns it back.
    await page.keyboard.press("t");
    await expect.poll(() => textOf(page)).toBe(within);
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await expect.poll(() => textOf(page)).toBe(MODEL);

    // Backwards, and to itself: into the next step.
    await dragArrow(page, "R[2]", "O[2]");
    await expect
      .poll(() => textOf(page))
      .toBe(`${MODEL.trimEnd()}\nfor t in 2..T { add link R[t-1] -> O[t] }\n`);
    await keep(page);
    await page.keyboard.press("Control+z");
    await expect.poll(() => textOf(page)).toBe(MODEL);
    await dragArrow(page, "O[2]", "O[2]");
    await expect
      .poll(() => textOf(page))
      .toBe(`${MODEL.trimEnd()}\nfor t in 2..T { add link O[t-1] -> O[t] }\n`);
    await keep(page);
    await page.keyboard.press("Control+z");
    await expect.poll(() => textOf(page)).toBe(MODEL);

    // A click chooses an arrow, Delete takes it out of the list.
    await settled(page);
    await clickArrow(page, "O[2]", "A[2]");
    await page.waitForSelector(".link.selected", { state: "attached" });
    await page.keyboard.press("Delete");
    await expect.poll(() => textOf(page)).toBe(MODEL.replace(" sees O[t]", ""));
    await page.keyboard.press("Control+z");
    await expect.poll(() => textOf(page)).toBe(MODEL);

    // An arrow means another thing when the steps are unrolled: none stays chosen.
    await clickArrow(page, "O[2]", "A[2]");
    await page.waitForSelector(".link.selected", { state: "attached" });
    await page.locator(".steps-tools select").selectOption("false");
    await expect.poll(() => page.locator(".react-flow__node").count()).toBe(12);
    expect(await page.locator(".link.selected").count()).toBe(0);
    expect(errors).toEqual([]);
    await context.close();
  });

  it("what a mechanism says is refused in words, with an offer to do without it", async () => {
    const { page, context } = await freshPage(started.browser, started.server.url);
    const numbers = `for t in 1..3 {
  chance S[t] : bool ~ uniform
  chance O[t] : bool = S[t] // exactly
  decision A[t] : bool
  utility U[t] = number(A[t])
}
`;
    await setText(page, numbers, "numbers.cid");
    await page.waitForSelector(".react-flow__node");
    await page.locator(".steps-tools select").selectOption("template");
    await expect.poll(() => page.locator(".react-flow__node").count()).toBe(4);
    await dragArrow(page, "A[2]", "O[2]");
    await page.getByRole("button", { name: "Do it without the mechanism of O[t]" }).click();
    await expect.poll(() => textOf(page)).toBe(numbers.replace("= S[t] //", "from S[t], A[t] //"));
    await context.close();
  });
});
