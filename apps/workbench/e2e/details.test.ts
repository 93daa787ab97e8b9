/** Small promises: Escape, labels, names, repairs, line ends, claims about learners in the gallery. */
import type { Page } from "playwright-core";
import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { eachTestOnAFreshPage } from "./freshPages.ts";
import {
  centreOf,
  node,
  runFromPalette,
  selectNode,
  setText,
  settled,
  textOf,
} from "./workbench.ts";

let page: Page;

eachTestOnAFreshPage(async (fresh) => {
  page = fresh;
  await page.waitForSelector(".cm-content");
});

const MODEL = `agent robot
param p = 0.5 in 0..1
chance X : bool ~ bernoulli(p)
chance Y : bool ~ bernoulli(p)
decision D : bool by robot sees X
utility U for robot = if D == Y then 1 else 0
`;

describe("focus", () => {
  beforeEach(async () => {
    await setText(page, MODEL, "focus.cid");
    await selectNode(page, "Y");
    await node(page, "Y").focus();
  });
  const focused = (): Promise<string | undefined> =>
    page.evaluate(() => (document.activeElement as HTMLElement).dataset["id"]);

  it("comes back to the node from a dialog and from the palette", async () => {
    for (const key of ["Shift+?", "Control+k"]) {
      await page.keyboard.press(key);
      await page.getByRole("dialog").waitFor();
      expect(await focused()).toBeUndefined();
      await page.keyboard.press("Escape");
      await expect.poll(focused).toBe("Y");
    }
  });

  it("is in the field that a menu or the palette opens, on a slow machine too", async () => {
    const slow = await page.context().newCDPSession(page);
    await slow.send("Emulation.setCPUThrottlingRate", { rate: 8 });
    const field = page.getByRole("textbox", { name: "Label of Y" });
    const opens = [
      async () => {
        await page.locator("nav .button", { hasText: /^Node$/u }).click();
        await page.locator('.menu [data-command="node.label"]').click();
      },
      () => runFromPalette(page, "node.label"),
    ];
    for (const open of opens) {
      await open();
      await field.waitFor();
      const isIn = (): Promise<boolean> => field.evaluate((one) => one === document.activeElement);
      await expect.poll(isIn, { timeout: 30_000 }).toBe(true);
      // Nobody takes it away again.
      await page.waitForTimeout(500);
      expect(await isIn()).toBe(true);
      await page.keyboard.press("Escape");
      await field.waitFor({ state: "detached" });
    }
  });
});

describe("a window of another size", () => {
  const isWhole = (): Promise<boolean> =>
    page.evaluate(() => {
      const area = document.querySelector(".canvas-area")?.getBoundingClientRect();
      return [...document.querySelectorAll(".react-flow__node")].every((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        return (
          area !== undefined &&
          left >= area.left &&
          right <= area.right &&
          top >= area.top &&
          bottom <= area.bottom
        );
      });
    });

  it("shows the whole diagram again, unless the view was moved", async () => {
    await settled(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(isWhole).toBe(true);
    await page.evaluate(() => window.cidery.run("view.zoomIn"));
    await settled(page);
    const transform = (): Promise<string> =>
      page.evaluate(
        () => document.querySelector<HTMLElement>(".react-flow__viewport")?.style.transform ?? "",
      );
    const moved = await transform();
    await page.setViewportSize({ width: 480, height: 844 });
    await settled(page);
    expect(await transform()).toBe(moved);
  });
});

describe("Escape", () => {
  it("takes back a drag; nothing is pinned", async () => {
    await setText(page, MODEL, "drag.cid");
    await node(page, "U").waitFor();
    await settled(page);
    const before = await centreOf(page, "X");
    await page.mouse.move(before.x, before.y);
    await page.mouse.down();
    await page.mouse.move(before.x + 90, before.y + 60, { steps: 6 });
    expect((await centreOf(page, "X")).x).not.toBeCloseTo(before.x, 0);
    await page.keyboard.press("Escape");
    await page.mouse.move(before.x + 120, before.y + 90, { steps: 3 });
    await page.mouse.up();
    await settled(page);
    expect((await centreOf(page, "X")).x).toBeCloseTo(before.x, 0);
    expect(await textOf(page)).toBe(MODEL);
  });

  it("lets the pinned verdict go first, the selection with a second press", async () => {
    await selectNode(page, "influenced");
    await page.evaluate(() =>
      window.cidery.session.select({ pinnedVerdict: "impact|robot|suggested|influenced||" }),
    );
    const state = (): Promise<[number, boolean]> =>
      page.evaluate(() => {
        const { nodes, pinnedVerdict } = window.cidery.session.state().selection;
        return [nodes.length, pinnedVerdict !== undefined] as [number, boolean];
      });
    expect(await state()).toEqual([1, true]);
    await node(page, "influenced").focus();
    await page.keyboard.press("Escape");
    expect(await state()).toEqual([1, false]);
    await page.keyboard.press("Escape");
    expect(await state()).toEqual([0, false]);
  });
});

describe("names and labels", () => {
  it("a label is set on the canvas, by key", async () => {
    await setText(page, MODEL, "label.cid");
    await selectNode(page, "X");
    await page.keyboard.press("l");
    await page.keyboard.type("the world");
    await page.keyboard.press("Enter");
    expect(await textOf(page)).toBe(MODEL.replace("chance X", 'chance X "the world"'));
    await node(page, "X").getByText("the world").waitFor();
    await page.keyboard.press("Control+z");
    expect(await textOf(page)).toBe(MODEL);
  });

  it("F2 in the text renames a parameter wherever it is meant", async () => {
    await setText(page, MODEL, "names.cid");
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowDown");
    for (let step = 0; step < 6; step++) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("F2");
    const field = page.locator(".rename-panel input");
    expect(await field.inputValue()).toBe("p");
    await field.fill("share");
    await field.press("Enter");
    await expect.poll(() => textOf(page)).toBe(MODEL.replaceAll(/\bp\b/gu, "share"));
  });

  it("the editor keeps its key for finding backwards; the gallery has another", async () => {
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+Shift+G");
    expect(await page.locator(".dialog").count()).toBe(0);
    await page.keyboard.press("Control+Shift+O");
    await page.locator(".card").first().waitFor();
  });
});

describe("repairs", () => {
  it("that add an observation can be done, and undone", async () => {
    const text = `chance X
chance Z from X
decision D
utility U from D, Z
`;
    await setText(page, text, "repair.cid");
    await node(page, "U").waitFor();
    await page.selectOption(".filter select", "value-of-information");
    await page.locator('.verdict[data-verdict*="|X|"][data-state=present] button').first().click();
    await page.getByRole("button", { name: "What would remove it?" }).click();
    const added = page.locator(".repairs li", { hasText: "Z" }).filter({ hasText: /see|observ/iu });
    await added.first().getByRole("button", { name: "Do it" }).click();
    await expect.poll(() => textOf(page)).not.toBe(text);
    expect(await textOf(page)).toBe(text.replace("decision D", "decision D sees Z"));
    await page.locator(".toast", { hasText: "Undo" }).getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => textOf(page)).toBe(text);
  });
});

describe("a file with Windows line ends", () => {
  it("opened, edited and saved keeps them", async () => {
    const windows = MODEL.replaceAll("\n", "\r\n");
    await page.evaluate((content) => {
      const data = new DataTransfer();
      data.items.add(new File([content], "windows.cid", { type: "text/plain" }));
      window.dispatchEvent(
        new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }),
      );
    }, windows);
    await expect.poll(() => textOf(page)).toBe(MODEL);
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("chance Z");
    await page.keyboard.press("Enter");
    const waiting = page.waitForEvent("download");
    await runFromPalette(page, "file.save");
    const saved = readFileSync(await (await waiting).path(), "utf8");
    expect(saved).toBe(`${windows}chance Z\r\n`);
  });
});

describe("completion", () => {
  it("leaves Enter to the next line after a new name and after a whole word", async () => {
    await setText(page, MODEL, "complete.cid");
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    for (const line of ["chance Z", "chance Z2 = X"]) {
      await page.keyboard.type(line, { delay: 60 });
      await page.waitForTimeout(400);
      await page.keyboard.press("Enter");
    }
    await expect.poll(() => textOf(page)).toBe(`${MODEL}chance Z\nchance Z2 = X\n`);
  });
});

describe("claims about learners in the gallery", () => {
  it("are run after the others, and given up when the gallery closes", async () => {
    await page.evaluate(() => {
      const { postMessage, terminate } = Worker.prototype;
      const training = new WeakSet<Worker>();
      // While held, training is asked for but never begins, so it cannot be over before its time.
      Worker.prototype.postMessage = function asked(this: Worker, message: unknown) {
        const held = document.body.hasAttribute("data-held");
        const { order } = message as { order?: { input?: { learn?: boolean } } };
        if (held && order?.input?.learn === true) training.add(this);
        else postMessage.call(this, message);
      } as Worker["postMessage"];
      Worker.prototype.terminate = function ended() {
        if (training.has(this)) document.body.setAttribute("data-ended", "");
        terminate.call(this);
      };
      document.body.setAttribute("data-held", "");
    });
    const card = page.locator('[data-slug="frameworks/mdp"]');
    const openGallery = async (): Promise<void> => {
      await runFromPalette(page, "file.gallery");
      await page.locator(".gallery-tools input").fill("frameworks/mdp");
    };
    await openGallery();
    await card.locator(".learning.running").waitFor({ timeout: 60_000 });
    await page.keyboard.press("Escape");
    await page.locator("body[data-ended]").waitFor({ state: "attached" });
    await page.evaluate(() => document.body.removeAttribute("data-held"));
    await openGallery();
    await card.locator(".learning").waitFor();
    await card.locator(".learning").waitFor({ state: "detached", timeout: 120_000 });
    expect(await card.locator(".claims-line").textContent()).toMatch(/^\d+ claims: \d+ hold$/u);
  });
});
