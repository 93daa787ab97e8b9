/** Gestures, keys, undo and broken texts in a real browser. */
import { Random } from "../../../packages/core/src/base/index.ts";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { eachTestOnAFreshPage } from "./freshPages.ts";
import {
  centreOf,
  clickArrow,
  namesOf,
  node,
  runFromPalette,
  selectNode,
  settled,
  setText,
  textOf,
  typeAtEnd,
} from "./workbench.ts";

let page: Page;

const MODEL = `model "Test"

agent a
agent b

// A comment that must survive.
chance X   // beside X
chance Y from X
decision D by a sees X
utility U for a from D, Y
`;

eachTestOnAFreshPage(async (fresh) => {
  page = fresh;
  await page.waitForSelector(".cm-content");
  await setText(page, MODEL, "test.cid");
  await node(page, "Y").waitFor();
  await settled(page);
});

describe("a dialog whose part is still being loaded", () => {
  it.each([
    { part: "ConnectDialog", open: () => page.keyboard.press("j") },
    { part: "KeysDialog", open: () => page.keyboard.press("Shift+?") },
  ])("does not come up after Escape: $part", async ({ part, open }) => {
    let arrive = (): void => undefined;
    const arrived = new Promise<void>((done) => {
      arrive = done;
    });
    await page.route(`**/assets/${part}-*.js`, async (route) => {
      await arrived;
      await route.continue();
    });
    await selectNode(page, "X");
    const asked = page.waitForRequest((request) => request.url().includes(part));
    await open();
    await asked;
    await page.keyboard.press("Escape");
    const loaded = page.waitForResponse((response) => response.url().includes(part));
    arrive();
    await (await loaded).finished();
    await settled(page);
    expect(await page.getByRole("dialog").count()).toBe(0);
    // What was sent away comes when it is asked for again.
    await selectNode(page, "X");
    await open();
    await page.getByRole("dialog").waitFor();
  });
});

describe("by hand", () => {
  it("a double-click makes a node there and asks for its name", async () => {
    const area = await page.locator(".canvas-area").boundingBox();
    if (area === null) throw new Error("no canvas");
    await page.mouse.dblclick(area.x + 60, area.y + 60);
    await page.locator(".name-field").fill("Fresh");
    await page.keyboard.press("Enter");
    await node(page, "Fresh").waitFor();
    const at = await centreOf(page, "Fresh");
    expect(Math.hypot(at.x - area.x - 60, at.y - area.y - 60)).toBeLessThan(12);
    expect(await textOf(page)).toBe(`${MODEL}chance X2\n`.replace("X2", "Fresh"));
  });

  it("a drag from the rim to a node is an arrow, kept beside the comments", async () => {
    const from = await centreOf(page, "Y");
    const box = await node(page, "Y").boundingBox();
    const to = await centreOf(page, "D");
    if (box === null) throw new Error("Y is not there");
    await page.mouse.move(from.x, box.y - 3);
    await page.mouse.down();
    await page.mouse.move(to.x + 4, to.y + 4, { steps: 8 });
    await page.mouse.up();
    await expect.poll(() => textOf(page)).toBe(MODEL.replace("sees X\n", "sees X, Y\n"));
  });

  it("a cycle is refused in words, and nothing changes", async () => {
    const box = await node(page, "Y").boundingBox();
    const to = await centreOf(page, "X");
    if (box === null) throw new Error("Y is not there");
    await page.mouse.move(box.x + box.width / 2, box.y - 3);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 8 });
    await page.mouse.up();
    await page.locator(".toast.trouble", { hasText: "cycle" }).waitFor();
    expect(await textOf(page)).toBe(MODEL);
  });

  it("a dragged node is pinned in the text's last line and stays after other edits", async () => {
    const at = await centreOf(page, "X");
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + 40, at.y - 120, { steps: 6 });
    await page.mouse.up();
    await expect.poll(() => textOf(page)).toMatch(/\n\/\/ layout: X -?\d+ -?\d+\n$/u);
    const placed = await centreOf(page, "X");
    await typeAtEnd(page, "chance Z from X\n");
    await node(page, "Z").waitFor();
    const after = await centreOf(page, "X");
    expect(Math.hypot(after.x - placed.x, after.y - placed.y)).toBeLessThan(2);
    await page.locator(".canvas-area").focus();
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await expect.poll(() => textOf(page)).toBe(MODEL);
  });

  it("a marquee selects what is inside, Delete removes it after asking what it costs", async () => {
    await page.locator(".canvas-area").click({ position: { x: 10, y: 10 } });
    await page.keyboard.press("Control+a");
    await expect.poll(() => page.locator(".variable.selected").count()).toBe(4);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator(".variable.selected").count()).toBe(0);
    const x = await node(page, "X").boundingBox();
    if (x === null) throw new Error("X is not there");
    await page.mouse.move(x.x - 25, x.y - 25);
    await page.mouse.down();
    await page.mouse.move(x.x + x.width + 15, x.y + x.height + 15, { steps: 6 });
    await page.mouse.up();
    await expect.poll(() => page.locator(".variable.selected").count()).toBe(1);
    await page.keyboard.press("Delete");
    await expect.poll(() => namesOf(page)).toEqual(["Y", "D", "U"]);
  });

  it("an arrow into a mechanism asks what becomes of the numbers, and can go without them", async () => {
    await setText(
      page,
      "chance A : bool ~ bernoulli(0.5)\nchance B : bool = not A // why\nchance C : bool ~ uniform\n",
      "m.cid",
    );
    await node(page, "C").waitFor();
    await settled(page);
    await clickArrow(page, "A", "B");
    await page.keyboard.press("Delete");
    const dialog = page.locator(".numbers-dialog");
    await dialog.getByText("Forget the numbers of B").click();
    expect(await dialog.locator(".text-diff .gone").textContent()).toContain("= not A");
    await dialog.getByRole("button", { name: "Do it" }).click();
    await expect
      .poll(() => textOf(page))
      .toBe(
        "chance A : bool ~ bernoulli(0.5)\nchance B : bool // why\nchance C : bool ~ uniform\n",
      );
  });
});

describe("by keyboard alone", () => {
  it("creates, renames, retypes, gives away, connects, copies, pins and deletes", async () => {
    await page.locator(".canvas-area").focus();
    await page.keyboard.press("n");
    await page.locator(".name-field").fill("W");
    await page.keyboard.press("Enter");
    await node(page, "W").waitFor();
    await selectNode(page, "W");
    await page.keyboard.press("d");
    await expect.poll(() => textOf(page)).toMatch(/decision\s+W by a/u);
    await page.keyboard.press("a");
    await expect.poll(() => textOf(page)).toMatch(/decision\s+W by b/u);
    await page.keyboard.press("u");
    await expect.poll(() => textOf(page)).toMatch(/utility\s+W for/u);
    await page.keyboard.press("c");
    await expect.poll(() => textOf(page)).toMatch(/chance\s+W\b/u);
    await page.keyboard.press("F2");
    await page.locator(".name-field").fill("V'");
    await page.keyboard.press("Enter");
    await expect.poll(() => namesOf(page)).toContain("V'");
    await page.keyboard.press("Control+d");
    await expect.poll(() => page.locator(".react-flow__node").count()).toBe(6);
    await page.keyboard.press("Control+c");
    await page.keyboard.press("Control+v");
    await expect.poll(() => page.locator(".react-flow__node").count()).toBe(7);
    await page.keyboard.press("p");
    await expect.poll(() => textOf(page)).toMatch(/\/\/ layout: /u);
    await page.keyboard.press("Backspace");
    await expect.poll(() => page.locator(".react-flow__node").count()).toBe(6);
  });

  it("walks to neighbours and along arrows, and never swallows other keys", async () => {
    await selectNode(page, "X");
    await page.keyboard.press("Alt+ArrowRight");
    const selected = (): Promise<(string | null)[]> =>
      page
        .locator(".react-flow__node:has(.variable.selected)")
        .evaluateAll((all) => all.map((one) => one.getAttribute("data-id")));
    await expect.poll(selected).not.toEqual(["X"]);
    await page.keyboard.press("ArrowLeft");
    await expect.poll(selected).toEqual(["X"]);
    const prevented = await page.evaluate(
      () =>
        !document.querySelector(".canvas-area")?.dispatchEvent(
          new KeyboardEvent("keydown", {
            key: "y",
            code: "KeyY",
            bubbles: true,
            cancelable: true,
          }),
        ),
    );
    expect(prevented).toBe(false);
  });

  it("letters typed in the text are text", async () => {
    await typeAtEnd(page, "");
    await page.keyboard.type("// ncdu?i1");
    await expect.poll(() => textOf(page)).toBe(`${MODEL}// ncdu?i1`);
    expect(await page.getByRole("dialog").count()).toBe(0);
  });
});

describe("undo", () => {
  it("takes back a loaded example and a formatting, byte for byte", async () => {
    await runFromPalette(page, "file.gallery");
    await page.locator('[data-slug="frameworks/mdp"] .open').click();
    await expect.poll(() => textOf(page)).not.toBe(MODEL);
    await runFromPalette(page, "edit.format");
    await page.locator(".canvas-area").focus();
    for (let i = 0; i < 6 && (await textOf(page)) !== MODEL; i++)
      await page.keyboard.press("Control+z");
    expect(await textOf(page)).toBe(MODEL);
    expect(await page.evaluate(() => window.cidery.session.state().file)).toBe("test.cid");
  });

  it("200 random edits on text and canvas end in the original text, and redo in the last", async () => {
    const random = Random.seeded(20261);
    const area = page.locator(".canvas-area");
    const snippets = [
      "chance Q\n",
      "// note\n",
      "x",
      "decision E by b sees X\n",
      "\n",
      "chance Y2 from X, Y\n",
      "{",
      '"',
    ];
    const steps = (): Promise<number> =>
      page.evaluate(() => window.cidery.session.state().history.past.length);
    const start = await steps();
    while ((await steps()) < start + 200) {
      const names = await page.evaluate(() =>
        window.cidery.session.state().diagram?.nodes.map((one) => one.name),
      );
      if (names === undefined) {
        // The canvas needs a sound text: mend it, which is an edit like any other.
        await page.evaluate(() => {
          const { session } = window.cidery;
          session.setText(session.state().good?.text ?? "", "mend");
        });
      } else if (random.below(10) < 4 || names.length === 0) {
        // Typing at a random place, often into the middle of a word.
        const position = random.below((await textOf(page)).length + 1);
        await page.evaluate(
          ([at, newText]) =>
            window.cidery.session.edit([{ range: { start: at, end: at }, newText }], "type"),
          [position, random.pick(snippets)] as const,
        );
      } else {
        const name = random.pick(names);
        await page.evaluate((one) => window.cidery.session.select({ nodes: [one] }), name);
        await area.focus();
        const keys = ["d", "u", "c", "a", "p", "Control+d", "Delete", "Control+ArrowRight", "n"];
        await page.keyboard.press(random.pick(keys));
        await page.keyboard.press("Escape");
      }
    }
    const last = await textOf(page);
    const undone = await page.evaluate((first) => {
      const { session } = window.cidery;
      while (session.state().history.past.length > first) session.undo();
      return session.state().text;
    }, start);
    expect(undone).toBe(MODEL);
    const redone = await page.evaluate(() => {
      const { session } = window.cidery;
      while (session.redo() !== undefined) continue;
      return session.state().text;
    });
    expect(redone).toBe(last);
    await expect.poll(() => page.locator(".react-flow__node").count()).toBeGreaterThan(0);
  });
});

describe("a broken text", () => {
  it("keeps the last good picture, marked, and says where and what", async () => {
    await typeAtEnd(page, "chance Z from Nobody\n");
    await page.waitForSelector(".broken-note");
    expect(await page.locator(".react-flow__node").count()).toBe(4);
    expect(await page.locator(".statusbar .bad").textContent()).toMatch(/^\s*Line 11: .*Nobody/u);
    await page.waitForSelector(".cm-lintRange-error");
    await page.waitForSelector(".tab-body .verdict");
    // Drawing on it is refused in words.
    await selectNode(page, "X");
    await page.keyboard.press("d");
    await page.locator(".toast", { hasText: "mended" }).waitFor();
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+z");
    await page.waitForSelector(".broken-note", { state: "detached" });
  });
});
