/** A phone: targets large enough for a finger, by their real boxes; menus by task; nothing cut or covered. */
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { onePageForAllTests, startedForAllTests } from "./freshPages.ts";
import { catalogue, node, setText, settled } from "./workbench.ts";

const started = startedForAllTests();
const LEAST = 24;
let page: Page;

/** What of the screen takes a touch on less than 24 by 24 pixels. What is hit counts, not what is drawn. */
function tooSmall(): Promise<string[]> {
  return page.evaluate((least) => {
    const wanted =
      "button, a[href], input, select, textarea, summary, [role=tab], [role=menuitem], .badge, .scissors circle, .card-chip";
    const reach = least / 2 - 0.75;
    return [...document.querySelectorAll(wanted)].flatMap((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      const owner = element.closest(".scissors, label") ?? element;
      const isHit = (dx: number, dy: number): boolean => {
        const hit = document.elementFromPoint(x + dx, y + dy);
        return hit !== null && (owner.contains(hit) || hit.contains(owner));
      };
      // What is out of view, behind a dialog, or left to what it lies on takes no touch.
      const there = document.elementFromPoint(x, y);
      if (width < 2 || there === null || !owner.contains(there)) return [];
      if (there.closest(".cm-editor") !== null) return [];
      const wide = width >= least - 0.5 || (isHit(-reach, 0) && isHit(reach, 0));
      const high = height >= least - 0.5 || (isHit(0, -reach) && isHit(0, reach));
      if (wide && high) return [];
      const name = element.getAttribute("aria-label") ?? element.textContent;
      return [`${element.className || element.tagName} "${name}" ${width} × ${height}`];
    });
  }, LEAST);
}

const run = (id: string): Promise<boolean> => page.evaluate((one) => window.cidery.run(one), id);

/** Unfolds them, unless they are. */
async function showRepairs(): Promise<void> {
  const fix = page.locator(".card-line").first().getByRole("button", { name: /^fix/u });
  if ((await fix.getAttribute("aria-expanded")) !== "true") await fix.tap();
  await page.locator(".scissors").first().waitFor();
}

const SCREENS: Readonly<Record<string, () => Promise<void>>> = {
  "the first screen": async () => undefined,
  "repairs, with scissors": showRepairs,
  "the menu": async () => {
    await page.getByRole("button", { name: "All commands" }).tap();
    await page.locator(".menu [data-task]").first().waitFor();
  },
  "where to start": async () => {
    await run("help.start");
    await page.locator(".start-tile").first().waitFor();
  },
  share: async () => {
    await run("file.share");
    await page.locator(".dialog").waitFor();
  },
  gallery: async () => {
    await run("file.gallery");
    await page.locator(".card svg").first().waitFor();
  },
  documents: async () => {
    await run("file.documents");
    await page.locator(".dialog").waitFor();
  },
  "a picture to export": async () => {
    await run("export.options");
    await page.locator(".export-preview").waitFor();
  },
  "the sheet of a node": async () => {
    await node(page, "influenced").tap();
    await page.locator(".sheet-head").tap();
    await page.locator(".sheet-table").waitFor();
  },
  "what becomes of numbers": async () => {
    await page.locator(".sheet-head").tap();
    await showRepairs();
    await page.locator(".repairs .button").first().tap();
    await page.locator(".numbers-dialog .text-diff").waitFor();
  },
  numbers: async () => {
    await run("answers.run");
    await page.locator(".react-flow__node .bars").first().waitFor();
    await settled(page);
  },
};

describe("a finger", () => {
  const phone = onePageForAllTests(started, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  beforeAll(async () => {
    page = phone();
    await page.locator(".agent-card").waitFor();
  });

  for (const [name, show] of Object.entries(SCREENS)) {
    it(`meets targets of ${LEAST} pixels: ${name}`, async () => {
      await show();
      await expect.poll(tooSmall).toEqual([]);
      if ((await page.locator(".dialog, .menu").count()) > 0) await page.keyboard.press("Escape");
      await page.locator(".dialog, .menu").waitFor({ state: "detached" });
    });
  }

  it("observes a value and sets one, three times in a row", async () => {
    await page.locator(".results").waitFor();
    const values = page.locator(".sheet-values");
    for (const [name, title, value] of [
      ["opinion", "user opinion", "extreme"],
      ["posts", "posts to show", "provocative"],
      ["model_of_user", "model of user", "moderate"],
    ] as const) {
      // A touch on the small bars under a node is one on the node.
      await node(page, name).locator(".bars").tap();
      await page.locator(`.sheet-values[aria-label="Values of ${title}"]`).waitFor();
      const chip = values.locator(".value-chip", { hasText: value });
      const mode = values.locator("[aria-pressed]").first();
      for (const [kind, pressed] of [
        ["observed", "false"],
        ["forced", "true"],
      ] as const) {
        if ((await mode.getAttribute("aria-pressed")) !== pressed) await mode.tap();
        await chip.tap();
        await expect.poll(() => chip.getAttribute("class")).toContain(kind);
        await expect
          .poll(() => node(page, name).locator(`.bar.${kind}`).textContent())
          .toMatch(new RegExp(`${value}.*100%`, "u"));
      }
      await chip.tap();
      await expect.poll(() => node(page, name).locator(".bar.forced").count()).toBe(0);
      await mode.tap();
    }
  });

  it("finds commands by task, goes back, and runs one", async () => {
    const menu = page.getByRole("button", { name: "All commands" });
    await menu.tap();
    const tasks = page.locator(".menu [data-task]");
    expect(await tasks.allTextContents()).toEqual([
      "Open, save, share",
      "Undo, copy, delete",
      "Add nodes and arrows",
      "Change the selected node",
      "What the picture shows",
      "Answers and numbers",
      "Help",
    ]);
    await tasks.filter({ hasText: "Help" }).tap();
    await page.locator(".menu [data-command='help.keys']").waitFor();
    await page.getByRole("menuitem", { name: /^Back/u }).tap();
    await tasks.filter({ hasText: "Open" }).tap();
    await page.locator(".menu [data-command='file.new']").tap();
    await expect.poll(() => node(page, "clicks").count()).toBe(0);
    await page.locator(".toast", { hasText: "New model;" }).getByText("Undo").tap();
    await node(page, "clicks").waitFor();
    await menu.tap();
    expect(await tasks.count()).toBe(7);
    await page.keyboard.press("Escape");
  });
});

describe("scissors", () => {
  const phone = onePageForAllTests(started, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });

  // Where badges are many, or stand at the heads of short arrows.
  it.each([
    "papers/everitt2021agent/content-recommendation",
    "frameworks/self-fulfilling-prophecy",
    "frameworks/modifiable-reward",
  ])("lie under no badge, and none on another: %s", async (slug) => {
    page = phone();
    const text = catalogue().find((one) => one.slug === slug)?.text ?? "";
    await setText(page, text, `${slug}.cid`);
    await settled(page);
    await showRepairs();
    await settled(page);
    await expect.poll(() => page.evaluate(covered)).toEqual([]);
  });
});

/** Scissors that a badge, or another pair, covers in part. */
function covered(): string[] {
  const all = [...document.querySelectorAll<SVGGElement>(".scissors")];
  if (all.length === 0) return ["no scissors"];
  const boxes = [...document.querySelectorAll(".badge"), ...all].map(
    (one) => [one, one.getBoundingClientRect()] as const,
  );
  return all.flatMap((pair) => {
    const own = pair.getBoundingClientRect();
    return boxes
      .filter(([other]) => other !== pair)
      .filter(
        ([, box]) =>
          Math.min(own.right, box.right) - Math.max(own.left, box.left) > 1 &&
          Math.min(own.bottom, box.bottom) - Math.max(own.top, box.top) > 1,
      )
      .map(([other]) => `${pair.dataset["cut"]} under ${other.textContent}`);
  });
}

describe.each([
  [390, 844],
  [768, 1024],
  [1024, 768],
  [1366, 768],
])("at %i × %i", (width, height) => {
  // A page of its own: one that is made wider goes on being scaled as it was.
  const screen = onePageForAllTests(started, {
    viewport: { width, height },
    hasTouch: true,
    isMobile: true,
  });
  beforeAll(() => {
    page = screen();
  });

  it("is as wide as the screen", async () => {
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(page.viewportSize()?.width);
  });

  it("no tab is cut, and a long title ends in a sign that it goes on", async () => {
    const title = "A model whose title says more than any bar of tools could ever hold, and more";
    await setText(page, `model "${title}"\nagent a\ndecision D\nutility U from D\n`, "long.cid");
    await expect.poll(() => page.locator(".document-name h1").textContent()).toBe(title);
    await expect.poll(() => page.evaluate(cutTabs)).toEqual([]);
    const sign = await page.evaluate(() => {
      const heading = document.querySelector(".document-name h1") as HTMLElement;
      const button = heading.querySelector("button") as HTMLElement;
      const [one, other] = [getComputedStyle(heading), getComputedStyle(button)];
      return one.textOverflow === "ellipsis" || other.webkitLineClamp !== "none";
    });
    expect(sign).toBe(true);
    const box = await page.locator(".document-name").boundingBox();
    const next = await page.locator(".topbar > .group:not(.wide-only)").first().boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual((next?.x ?? 0) + 0.5);
  });

  it("no message covers the picture or its tools", async () => {
    await page.evaluate(() => window.cidery.run("file.new"));
    const toast = page.locator(".toast", { hasText: "New model;" }).last();
    await toast.waitFor();
    const covered = await toast.evaluate((element) => {
      const own = element.getBoundingClientRect();
      return [".pane.canvas", ".canvas-foot", ".topbar", ".phone-tabs"].filter((name) => {
        const other = document.querySelector(name)?.getBoundingClientRect();
        if (other === undefined || other.width === 0) return false;
        return (
          own.left < other.right - 0.5 &&
          other.left < own.right - 0.5 &&
          own.top < other.bottom - 0.5 &&
          other.top < own.bottom - 0.5
        );
      });
    });
    expect(covered).toEqual([]);
    await toast.getByRole("button", { name: "Dismiss" }).click();
  });
});

/** Tabs that reach beyond their list, or whose words have no room. */
function cutTabs(): string[] {
  return [...document.querySelectorAll<HTMLElement>(".tab-list .tab")]
    .filter((tab) => {
      const [own, list] = [tab, tab.parentElement as HTMLElement].map((one) =>
        one.getBoundingClientRect(),
      ) as [DOMRect, DOMRect];
      return (
        own.right > list.right + 0.5 ||
        own.bottom > list.bottom + 0.5 ||
        tab.scrollWidth > tab.clientWidth
      );
    })
    .map((tab) => tab.textContent);
}
