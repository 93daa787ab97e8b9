/** Diagrams of hundreds of nodes: what is in view is on the page, a picture moves in its place. */
import type { Page } from "playwright-core";
import { beforeEach, expect, it } from "vitest";
import { eachTestOnAFreshPage } from "./freshPages.ts";
import { node, setText, textOf } from "./workbench.ts";

const COUNT = 400;

/** Layers of twenty nodes, each below the ones it depends on. */
const MODEL = [
  "agent robot",
  ...Array.from({ length: COUNT }, (_, i) => {
    const parents = i < 20 ? "" : ` from N${i - 20}${i % 20 === 0 ? "" : `, N${i - 21}`}`;
    return i % 25 === 24 ? `decision N${i} sees N${i - 20}` : `chance N${i}${parents}`;
  }),
  `utility U from N${COUNT - 1}`,
  "",
].join("\n");

let page: Page;

eachTestOnAFreshPage(async (fresh) => {
  page = fresh;
  await page.waitForSelector(".cm-content");
});

beforeEach(async () => {
  await setText(page, MODEL, "large.cid");
  await page.waitForSelector(".overview");
  await page.locator(".canvas-area").focus();
  await page.keyboard.press("Control+0");
  await page.locator(".react-flow__node").first().waitFor();
});

/** Moves the view once, by as many pixels. */
function wheel(deltaX: number, deltaY: number): Promise<void> {
  return page.evaluate(
    (by) => {
      document
        .querySelector(".react-flow__pane")
        ?.dispatchEvent(new WheelEvent("wheel", { ...by, bubbles: true, cancelable: true }));
    },
    { deltaX, deltaY },
  );
}

const moving = (): Promise<boolean> =>
  page.evaluate(() => document.querySelector(".react-flow[data-moving]") !== null);

const rests = (): Promise<void> => expect.poll(moving).toBe(false);

const namesOnPage = (): Promise<(string | null)[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll(".react-flow__node")].map((one) => one.getAttribute("data-id")),
  );

/** How many pixels of the canvas are clearly darker than its ground. */
async function inkOf(): Promise<number> {
  const area = await page.locator(".canvas-area").boundingBox();
  if (area === null) throw new Error("no canvas");
  const clip = { x: area.x + 80, y: area.y + 80, width: 400, height: 400 };
  const picture = (await page.screenshot({ clip })).toString("base64");
  return page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext("2d") as CanvasRenderingContext2D;
    context.drawImage(image, 0, 0);
    const { data: pixels } = context.getImageData(0, 0, canvas.width, canvas.height);
    let dark = 0;
    for (let at = 0; at < pixels.length; at += 4) if ((pixels[at] as number) < 200) dark++;
    return dark;
  }, picture);
}

it("has what is in view on the page, and what comes into view when the view rests", async () => {
  const before = await namesOnPage();
  expect(before.length).toBeGreaterThan(10);
  expect(before.length).toBeLessThan(COUNT * 0.75);
  await wheel(3000, 0);
  await rests();
  const after = await namesOnPage();
  expect(after.length).toBeGreaterThan(10);
  expect(before.filter((name) => after.includes(name)).length).toBeLessThan(before.length / 2);
});

it("moves a picture of the elements, and keeps the focus where it is", async () => {
  const [name] = await page.evaluate(() => {
    const { width, height } = (
      document.querySelector(".canvas-area") as HTMLElement
    ).getBoundingClientRect();
    return [...document.querySelectorAll<HTMLElement>(".react-flow__node")]
      .filter((one) => {
        const { left, top } = one.getBoundingClientRect();
        return left > width / 2 && top > height / 3 && left < width && top < height;
      })
      .map(({ dataset }) => dataset["id"] as string);
  });
  await node(page, name as string).focus();
  const resting = await inkOf();
  // Taken while it moves: the view is moved again and again.
  await page.evaluate(() => {
    let by = 2;
    const timer = setInterval(() => {
      by = -by;
      document
        .querySelector(".react-flow__pane")
        ?.dispatchEvent(
          new WheelEvent("wheel", { deltaX: by, deltaY: 0, bubbles: true, cancelable: true }),
        );
    }, 30);
    Object.assign(window, { stopMoving: () => clearInterval(timer) });
  });
  await expect.poll(moving).toBe(true);
  const inMotion = await inkOf();
  expect(await moving()).toBe(true);
  await page.evaluate(() => (window as unknown as { stopMoving: () => void }).stopMoving());
  await rests();
  expect(resting).toBeGreaterThan(2000);
  expect(Math.abs(inMotion - resting) / resting).toBeLessThan(0.15);
  expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset["id"])).toBe(
    name,
  );
});

it("walks with the keyboard to nodes that are far out of view", async () => {
  const focused = (): Promise<string | undefined> =>
    page.evaluate(() => (document.activeElement as HTMLElement).dataset["id"]);
  await page.evaluate(() => window.cidery.session.select({ nodes: ["N210"], edges: [] }));
  await node(page, "N210").waitFor({ state: "attached" });
  await page.locator(".canvas-area").focus();
  for (let step = 1; step <= 6; step++) {
    await page.keyboard.press("Alt+ArrowDown");
    await expect.poll(async () => (await focused())?.replace("N", "")).toMatch(/^\d+$/u);
    await rests();
  }
  const name = await focused();
  expect(name).not.toBe("N210");
  const area = await page.locator(".canvas-area").boundingBox();
  const box = await node(page, name as string).boundingBox();
  expect(box?.y).toBeGreaterThan(area?.y ?? Infinity);
  expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThan(
    (area?.y ?? 0) + (area?.height ?? 0),
  );
});

it("drags the whole selection, also what is out of view", async () => {
  await page.keyboard.press("Control+a");
  const at = await page.evaluate(() => {
    const area = (document.querySelector(".canvas-area") as HTMLElement).getBoundingClientRect();
    for (const one of document.querySelectorAll(".react-flow__node")) {
      const { left, top, width, height } = one.getBoundingClientRect();
      const x = left + width / 2;
      const y = top + height / 2;
      if (
        x > area.left + 100 &&
        x < area.right - 200 &&
        y > area.top + 100 &&
        y < area.bottom - 200
      )
        return { x, y };
    }
    throw new Error("no node in view");
  });
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 60, at.y + 40, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => textOf(page)).toContain("// layout:");
  const pinned = (await textOf(page)).split("// layout:")[1] ?? "";
  expect(pinned.split(";")).toHaveLength(COUNT + 1);
});
