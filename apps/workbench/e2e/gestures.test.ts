/**
 * Gestures done several times in a row, at the sizes people have: where new nodes land, what is in
 * view after a text is replaced, what a frame in another page shows, what a failing claim does to
 * the page, how large a refusal is on a phone.
 */
import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { freshPage } from "./browser.ts";
import { startedForAllTests } from "./freshPages.ts";
import { catalogue, centreOf, node, runFromPalette, setText, settled } from "./workbench.ts";

const SIZES = {
  laptop: { width: 1440, height: 900 },
  tablet: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
} as const;

/** As near to the pointer as a hand can tell. */
const NEAR = 12;

const started = startedForAllTests();
let closing: (() => Promise<void>)[] = [];

async function open(size: keyof typeof SIZES, address = ""): Promise<Page> {
  const { page, context, errors } = await freshPage(
    started.browser,
    `${started.server.url}${address}`,
    {
      viewport: SIZES[size],
    },
  );
  closing.push(async () => {
    expect(errors).toEqual([]);
    await context.close();
  });
  return page;
}

afterEach(async () => {
  const all = closing;
  closing = [];
  for (const close of all) await close();
});

/** Types the name into the field of the node just made. */
async function nameIt(page: Page, name: string): Promise<void> {
  await page.locator(".react-flow__node input").fill(name);
  await page.keyboard.press("Enter");
  await node(page, name).waitFor();
  await settled(page);
}

async function expectNear(page: Page, name: string, at: { x: number; y: number }): Promise<void> {
  const centre = await centreOf(page, name);
  const distance = Math.hypot(centre.x - at.x, centre.y - at.y);
  expect(distance, `${name} from where it was put`).toBeLessThan(NEAR);
}

describe.each(Object.keys(SIZES) as (keyof typeof SIZES)[])("on a %s", (size) => {
  it("nodes land where they were double-clicked, one after the other", async () => {
    const page = await open(size);
    await setText(page, "agent a\n", "new.cid");
    await page.locator(".empty-note").waitFor();
    await settled(page);
    const area = (await page.locator(".canvas-area").boundingBox()) as {
      x: number;
      y: number;
      width: number;
      height: number;
    };
    const points = [
      [0.3, 0.25],
      [0.7, 0.6],
      [0.25, 0.65],
      [0.72, 0.22],
    ].map(([x, y]) => ({
      x: area.x + area.width * (x as number),
      y: area.y + area.height * (y as number),
    }));
    for (const [index, point] of points.entries()) {
      await page.mouse.dblclick(point.x, point.y);
      await nameIt(page, `Node${index + 1}`);
      await expectNear(page, `Node${index + 1}`, point);
    }
    // Those that came first have not moved for those that came later.
    for (const [index, point] of points.entries())
      await expectNear(page, `Node${index + 1}`, point);
  });

  it("a frame in another page shows every arrow, and nobody has to touch it", async () => {
    const page = await open(size, "?embed");
    await node(page, "influenced").waitFor();
    await settled(page);
    const arrows = (): Promise<number> => page.locator(".react-flow__edge").count();
    await expect.poll(arrows, { timeout: 30_000 }).toBe(6);
    // Sizes are measured a moment after the first drawing: the arrows must outlast that.
    await page.waitForTimeout(1000);
    expect(await arrows()).toBe(6);
  });

  it("a text put in place of another is in view as a whole", async () => {
    const page = await open(size);
    await settled(page);
    // What extends a model is pasted without the folder that its path is about. Each of the others is at one size.
    const at = Object.keys(SIZES).indexOf(size);
    const models = catalogue()
      .filter(({ text }) => !/^extends\s/mu.test(text))
      .filter((_, index) => index % 3 === at);
    expect(models.length).toBeGreaterThan(30);
    for (const { slug, text } of models) {
      await page.evaluate((content) => {
        window.cidery.session.setText(content, "paste");
      }, text);
      await page.waitForFunction(() => window.cidery.session.state().diagram !== undefined);
      // Large diagrams are laid out in a worker, which takes its time on a busy machine.
      await expect.poll(() => outOfView(page), { message: slug, timeout: 30_000 }).toEqual([]);
    }
  }, 300_000);
});

/** Nodes whose centre is outside the canvas. Large diagrams are drawn as one picture: no nodes. */
function outOfView(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const area = document.querySelector(".canvas-area")?.getBoundingClientRect();
    if (area === undefined) return ["no canvas"];
    return [...document.querySelectorAll<HTMLElement>(".react-flow__node")]
      .filter((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        return x < area.left || x > area.right || y < area.top || y > area.bottom;
      })
      .map((one) => one.dataset["id"] ?? "?");
  });
}

describe("drawn from nodes", () => {
  it("nodes land where the rim was dragged to, one after the other", async () => {
    const page = await open("laptop");
    await setText(page, "agent a\nchance Root\n", "new.cid");
    await node(page, "Root").waitFor();
    await settled(page);
    for (const [index, [dx, dy]] of [
      [-260, -150],
      [240, -160],
      [250, 170],
    ].entries()) {
      const centre = await centreOf(page, "Root");
      const box = (await node(page, "Root").boundingBox()) as { y: number };
      const target = { x: centre.x + (dx as number), y: centre.y + (dy as number) };
      await page.mouse.move(centre.x, box.y - 3);
      await page.mouse.down();
      await page.mouse.move(target.x, target.y, { steps: 8 });
      await page.mouse.up();
      await nameIt(page, `Child${index + 1}`);
      await expectNear(page, `Child${index + 1}`, target);
    }
  });

  it("a child made by keys stands beside its parent, in view, every time", async () => {
    const page = await open("laptop");
    await setText(page, "agent a\nchance Root\n", "new.cid");
    await node(page, "Root").waitFor();
    await node(page, "Root").focus();
    let parent = "Root";
    for (let index = 1; index <= 4; index++) {
      const before = await centreOf(page, parent);
      await page.keyboard.press("Control+ArrowRight");
      const name = `Next${index}`;
      await nameIt(page, name);
      const [from, to] = [await centreOf(page, parent), await centreOf(page, name)];
      expect(to.x - from.x, `${name} is right of ${parent}`).toBeGreaterThan(40);
      expect(Math.hypot(to.x - from.x, to.y - from.y), `${name} beside ${parent}`).toBeLessThan(
        400,
      );
      expect(Math.abs(from.y - to.y)).toBeLessThan(before.y + 400);
      await settled(page);
      const [box, area] = await Promise.all(
        [node(page, name), page.locator(".canvas-area")].map((one) => one.boundingBox()),
      );
      if (!box || !area) throw new Error(`${name} is not on screen`);
      expect(box.x, `${name} is in view`).toBeGreaterThan(area.x);
      expect(box.x + box.width, `${name} is in view`).toBeLessThan(area.x + area.width);
      parent = name;
    }
  });
});

describe("failing claims", () => {
  it("are said in the status bar, on the tab and beside the text", async () => {
    const page = await open("laptop");
    await setText(
      page,
      "agent a\nchance X\ndecision D sees X\nutility U from X, D\nclaim info(D, X)\nclaim not info(D, X)\n",
      "claims.cid",
    );
    await page.locator(".statusbar button.bad", { hasText: "1 of 2 claims fails" }).waitFor();
    await page.locator(".claim-mark.holds").waitFor();
    await page.locator(".claim-mark.fails").waitFor();
    await page.locator('[role="tab"] .count.bad', { hasText: "1 of 2 fail" }).waitFor();
    await page.locator(".statusbar button.bad").click();
    await page.locator(".claim.fails").waitFor();
    await setText(
      page,
      "agent a\nchance X\ndecision D sees X\nutility U from X, D\nclaim info(D, X)\n",
    );
    await page.locator(".statusbar button.bad").waitFor({ state: "detached" });
  });
});

describe("on a phone", () => {
  it("a message with an offer takes a small part of the screen", async () => {
    const page = await open("phone");
    await settled(page);
    await page.evaluate(() => {
      const { session } = window.cidery;
      session.select({ edges: [{ from: "influenced", to: "clicks" }] });
    });
    await runFromPalette(page, "edit.delete");
    await page.locator(".numbers-dialog").getByRole("button", { name: "Do it" }).click();
    const toast = page.locator(".toast").first();
    await toast.waitFor();
    const box = (await toast.boundingBox()) as { width: number; height: number };
    expect(box.height).toBeLessThan(SIZES.phone.height / 4);
    expect(box.width).toBeGreaterThan(SIZES.phone.width / 2);
  });
});
