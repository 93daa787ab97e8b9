/** How a model is drawn: repeated steps, which way it runs, outlines, probabilities set by hand. */
import type { Page } from "playwright-core";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { freshPage } from "./browser.ts";
import { startedForAllTests } from "./freshPages.ts";
import { MODELS, node, runFromPalette, selectNode, setText, settled, textOf } from "./workbench.ts";

const started = startedForAllTests();

async function open(
  text: string,
  viewport = { width: 1440, height: 900 },
): Promise<{ page: Page; close: () => Promise<void> }> {
  const { page, context, errors } = await freshPage(started.browser, started.server.url, {
    viewport,
  });
  await setText(page, text, "pictures.cid");
  await page.waitForSelector(".react-flow__node");
  return {
    page,
    close: async () => {
      expect(errors).toEqual([]);
      await context.close();
    },
  };
}

const STEPS = readFileSync(`${MODELS}reward-tampering/fig5-modifiable-reward-function.cid`, "utf8");

describe("repeated steps", () => {
  it("are shown as one for all, with labelled arrows into the next, or unrolled", async () => {
    const { page, close } = await open(STEPS);
    const count = (): Promise<number> => page.locator(".react-flow__node").count();
    await expect.poll(count).toBe(12);
    await page.locator(".steps-tools select").selectOption("template");
    await expect.poll(count).toBe(5);
    const labels = await page.locator(".link-label").allTextContents();
    expect(labels.length).toBe(5);
    expect(new Set(labels)).toEqual(new Set(["[t+1]"]));
    // The badges of all steps are on the one that stands for them.
    expect(await node(page, "Theta[2]").locator(".badge").allTextContents()).toContain("ICI");
    const verdict = page.locator(
      '.verdict[data-verdict="instrumental-control-incentive|agent_one|A[1]|Theta[3]||"] button',
    );
    await verdict.first().click();
    await expect.poll(() => page.locator(".link.lit").count()).toBeGreaterThan(1);
    const waiting = page.waitForEvent("download");
    await runFromPalette(page, "export.svg");
    const svg = readFileSync(await (await waiting).path(), "utf8");
    expect(svg).toContain(">[t+1]</text>");
    expect(svg).toMatch(/cid-on-path/u);
    // DOT has all steps, and the lit path in colour.
    const alsoWaiting = page.waitForEvent("download");
    await runFromPalette(page, "export.dot");
    const dot = readFileSync(await (await alsoWaiting).path(), "utf8");
    expect(dot).toMatch(/"Theta\[3\]" -> "R\[3\]" \[color="#\w+", penwidth=2\.4\];/u);
    expect(dot).not.toMatch(/"S\[1\]" -> "R\[1\]" \[/u);
    await page.locator(".steps-tools select").selectOption("false");
    await expect.poll(count).toBe(12);
    await close();
  });

  it("have a slider that edits the parameter, or the numbers in the loops; undo works", async () => {
    const { page, close } = await open(STEPS);
    const slider = page.getByLabel("Number of steps", { exact: true });
    const field = page.getByLabel("Number of steps, as a number");
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => textOf(page)).toBe(STEPS.replace("param T = 3", "param T = 4"));
    await page.locator(".canvas-area").focus();
    await page.keyboard.press("Control+z");
    await expect.poll(() => textOf(page)).toBe(STEPS);
    const literal = "for t in 1..2 { decision A[t] sees S[t] }\nfor t in 1..3 { chance S[t] }\n";
    await setText(page, literal, "literal.cid");
    await expect.poll(() => field.inputValue()).toBe("3");
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await expect
      .poll(() => textOf(page))
      .toBe(literal.replace("1..3", "1..4").replace("1..2", "1..3"));
    // The field goes on where the slider ends; what makes a large model is announced first.
    const long = `param T = 3 in 2..900
for t in 1..T {
  chance S[t]
  decision A[t] sees S[t]
}
`;
    await setText(page, long, "long.cid");
    await expect.poll(() => field.inputValue()).toBe("3");
    expect(await slider.getAttribute("max")).toBe("12");
    await field.fill("20");
    await field.press("Enter");
    await expect.poll(() => textOf(page)).toBe(long.replace("T = 3", "T = 20"));
    await field.fill("700");
    await field.press("Enter");
    await page.getByText("700 steps make about 1,400 nodes and 700 arrows").first().waitFor();
    expect(await textOf(page)).toBe(long.replace("T = 3", "T = 20"));
    await expect.poll(() => field.inputValue()).toBe("20");
    await field.fill("901");
    await field.press("Enter");
    await page.getByText("its range ends at 900").first().waitFor();
    await close();
  });

  it("a node that stands for all is pinned under the name of the step", async () => {
    const { page, close } = await open(STEPS);
    await page.locator(".steps-tools select").selectOption("template");
    await page.locator(".link-label").first().waitFor();
    await settled(page);
    const box = await node(page, "S[2]").boundingBox();
    if (box === null) throw new Error("no S[t]");
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 20, box.y - 60, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => textOf(page)).toMatch(/\/\/ layout: S\[t\] -?\d+ -?\d+\n$/u);
    await close();
  });
});

describe("a picture", () => {
  const CHAIN = Array.from({ length: 9 }, (_, index) =>
    index === 0 ? "chance variable_0" : `chance variable_${index} from variable_${index - 1}`,
  ).join("\n");

  it("runs downwards where that makes it larger, or as it is told", async () => {
    const tall = await open(`${CHAIN}\n`);
    const extent = (page: Page): Promise<{ x: number; y: number }> =>
      page.evaluate(() => {
        const boxes = [...document.querySelectorAll(".react-flow__node")].map((one) =>
          one.getBoundingClientRect(),
        );
        const span = (values: number[]): number => Math.max(...values) - Math.min(...values);
        return { x: span(boxes.map(({ x }) => x)), y: span(boxes.map(({ y }) => y)) };
      });
    await settled(tall.page);
    await expect
      .poll(async () => {
        const { x, y } = await extent(tall.page);
        return y > x;
      })
      .toBe(true);
    await runFromPalette(tall.page, "view.direction");
    await expect
      .poll(async () => {
        const { x, y } = await extent(tall.page);
        return x > y;
      })
      .toBe(true);
    await tall.close();
  });

  it("has utilities as hexagons when asked to, exported too", async () => {
    const { page, close } = await open("decision D\nutility U from D\n");
    await runFromPalette(page, "view.utilities");
    const outline = node(page, "U").locator(".outline path");
    await expect.poll(() => outline.getAttribute("d")).toMatch(/H.*L.*H/u);
    const waiting = page.waitForEvent("download");
    await runFromPalette(page, "export.svg");
    const svg = readFileSync(await (await waiting).path(), "utf8");
    const corners = /cid-kind-utility[^>]*>.*?<polygon points="([^"]*)"/u.exec(svg)?.[1] ?? "";
    expect(corners.split(" ").length).toBe(6);
    await close();
  });

  it("on a phone, a long title is read in full after a tap", async () => {
    const title = "A very long title that says in many words what the model is about and for whom";
    const { page, close } = await open(`model "${title}"\nchance X\n`, { width: 390, height: 844 });
    const button = page.locator("h1 button");
    await expect.poll(() => button.textContent()).toBe(title);
    const cut = (): Promise<boolean> =>
      button.evaluate((one) => one.scrollHeight > one.clientHeight + 1);
    expect(await cut()).toBe(true);
    await button.click();
    await expect.poll(cut).toBe(false);
    await close();
  });
});

describe("probabilities on the canvas", () => {
  it("are set with sliders; the text changes by numbers only", async () => {
    const text =
      "chance X : {a, b} ~ { a: 0.2, b: 0.8 } // belief\nchance Y : bool from X ~ [[1, 0], [0.5, 0.5]]\n";
    const { page, close } = await open(text);
    await selectNode(page, "X");
    await page.keyboard.press("b");
    const slider = page.getByRole("slider", { name: "Probability of a" });
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => textOf(page)).toBe(text.replace("a: 0.2, b: 0.8", "a: 0.21, b: 0.79"));
    await page.keyboard.press("Control+z");
    await expect.poll(() => textOf(page)).toBe(text);
    await page.keyboard.press("Escape");
    await page.locator(".table-editor").waitFor({ state: "detached" });
    // The focus comes back to the node.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-id")))
      .toBe("X");
    await selectNode(page, "Y");
    await page.keyboard.press("b");
    await page.locator(".table-editor").getByLabel("When").selectOption({ label: "X = b" });
    await page
      .locator(".table-editor")
      .getByRole("slider", { name: "Probability of true" })
      .focus();
    await page.keyboard.press("End");
    await expect.poll(() => textOf(page)).toBe(text.replace("[0.5, 0.5]", "[0, 1]"));
    await close();
  });
});
