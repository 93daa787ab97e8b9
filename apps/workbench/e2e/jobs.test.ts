/**
 * What people come for, from end to end and without writing the language where a hand would not: a
 * diagram drawn by mouse, by keys and by touch, its numbers and its answers; mistakes mended; a fix
 * compared with what it fixes; paper; and what a screen reader hears of the first of these.
 */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { onePageForAllTests, startedForAllTests } from "./freshPages.ts";
import {
  namesOf,
  node,
  runFromPalette,
  selectNode,
  setText,
  settled,
  textOf,
} from "./workbench.ts";

const started = startedForAllTests();

/** Six nodes: whether to treat, by a test of a disease. */
const NODES = [
  ["chance", "Disease"],
  ["chance", "Test"],
  ["decision", "Treat"],
  ["chance", "Health"],
  ["utility", "Wellbeing"],
  ["utility", "Cost"],
] as const;
const ARROWS = [
  ["Disease", "Test"],
  ["Test", "Treat"],
  ["Disease", "Health"],
  ["Treat", "Health"],
  ["Health", "Wellbeing"],
  ["Treat", "Cost"],
] as const;

async function arrowsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const diagram = window.cidery.session.state().diagram;
    if (diagram === undefined) return [];
    return diagram.graph
      .edges()
      .map(([from, to]) => `${diagram.node(from).name} ${diagram.node(to).name}`)
      .sort();
  });
}

async function expectDrawn(page: Page): Promise<void> {
  await expect.poll(() => arrowsOf(page)).toEqual(ARROWS.map((both) => both.join(" ")).sort());
  expect((await namesOf(page)).sort()).toEqual(NODES.map(([, name]) => name).sort());
  // What it was drawn for is said at once.
  await page.locator(".card-line", { hasText: "may want to know" }).getByText("Test").waitFor();
}

/** Fills the sheet of the node that is selected: a label on the field, then what is typed. */
async function fillSheet(page: Page, cells: readonly (readonly [string, string])[]): Promise<void> {
  for (const [label, value] of cells) {
    const cell = page.locator(".node-sheet").getByLabel(label, { exact: true });
    await cell.fill(value);
    await cell.press("Enter");
  }
}

describe("(a) six nodes, arrows and numbers", () => {
  const page = onePageForAllTests(started);

  it("by mouse: strip, sheet, buttons; then its answers", async () => {
    await runFromPalette(page(), "file.new");
    const strip = page().locator(".node-strip");
    for (const [kind, name] of NODES) {
      await strip.getByRole("button", { name: kind }).click();
      await page().locator(".name-field").fill(name);
      await page().keyboard.press("Enter");
      await node(page(), name).waitFor();
    }
    for (const [from, to] of ARROWS) {
      await node(page(), to).click();
      await page().getByLabel(`Draw an arrow to ${to} from`).selectOption(from);
      await expect.poll(() => arrowsOf(page())).toContain(`${from} ${to}`);
    }
    await expectDrawn(page());
    await runFromPalette(page(), "answers.fill");
    await node(page(), "Disease").click();
    await fillSheet(page(), [["Probability of true", "10%"]]);
    await node(page(), "Test").click();
    await fillSheet(page(), [
      ["Probability of true when Disease = false", "0.05"],
      ["Probability of true when Disease = true", "0.9"],
    ]);
    await expect.poll(() => textOf(page())).toMatch(/0\.9/u);
    await page().getByRole("tab", { name: "Numbers" }).click();
    await page()
      .locator(".tab-body[data-state=active]")
      .getByRole("button", { name: /^Compute/u })
      .click();
    await page().locator(".results").waitFor();
    await node(page(), "Disease")
      .locator(".bar", { hasText: /true\s*10%/u })
      .waitFor();
  });

  it("is heard in order: diagram, sheet, answers", async () => {
    await selectNode(page(), "Test");
    const heard = await page().locator("main").ariaSnapshot();
    const inOrder = [
      'region "Diagram"',
      'toolbar "New nodes"',
      'region "Answers"',
      'region "Node Test"',
      'tablist "Kinds of answers"',
    ];
    const places = inOrder.map((words) => heard.indexOf(words));
    expect(places.filter((place) => place < 0)).toEqual([]);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    for (const words of [
      /chance Test; depends on Disease/u,
      /decision Treat; (?:sees|depends on) Test/u,
      /textbox "Probability of true when Disease = true"/u,
    ])
      expect(heard).toMatch(words);
  });
});

describe("(a) by keys alone", () => {
  const page = onePageForAllTests(started);

  it("makes six nodes, joins them and types a number", async () => {
    await runFromPalette(page(), "file.new");
    await page().locator(".canvas-area").focus();
    for (const [kind, name] of NODES) {
      await page().keyboard.press("n");
      await page().locator(".name-field").waitFor();
      await page().keyboard.press("Control+a");
      await page().keyboard.type(name);
      await page().keyboard.press("Enter");
      await node(page(), name).waitFor();
      if (kind === "chance") continue;
      await selectNode(page(), name);
      await page().keyboard.press(kind === "decision" ? "d" : "u");
      await page().locator(`.react-flow__node[data-id="${name}"] .variable.${kind}`).waitFor();
    }
    for (const [from, to] of ARROWS) {
      await selectNode(page(), from);
      await page().keyboard.press("j");
      await page().getByLabel("Name of the node").fill(to);
      await page().keyboard.press("Enter");
      await page().locator(".connect-dialog").waitFor({ state: "detached" });
      await expect.poll(() => arrowsOf(page())).toContain(`${from} ${to}`);
    }
    await expectDrawn(page());
    await runFromPalette(page(), "answers.fill");
    await selectNode(page(), "Disease");
    await page().keyboard.press("e");
    const cell = page().locator(".node-sheet").getByLabel("Probability of true", { exact: true });
    await cell.focus();
    await page().keyboard.type("0.1");
    await page().keyboard.press("Tab");
    await expect.poll(() => textOf(page())).toMatch(/Disease[^\n]*0\.1/u);
  });
});

describe("(a) by touch, on a phone", () => {
  const page = onePageForAllTests(started, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });

  it("makes six nodes from the strip and draws arrows on their sheets", async () => {
    await page().evaluate(() => window.cidery.run("file.new"));
    await page().locator(".empty-note").waitFor();
    for (const [kind, name] of NODES) {
      await page().locator(".node-strip").getByRole("button", { name: kind }).tap();
      await page().locator(".name-field").fill(name);
      await page().keyboard.press("Enter");
      await node(page(), name).waitFor();
      await settled(page());
    }
    await page().getByRole("button", { name: "Tidy" }).first().tap();
    await settled(page());
    await node(page(), "Disease").tap();
    await page().locator(".sheet-head").tap();
    for (const [from, to] of ARROWS) {
      await node(page(), to).tap();
      await page().getByLabel(`Draw an arrow to ${to} from`).selectOption(from);
      await expect.poll(() => arrowsOf(page())).toContain(`${from} ${to}`);
      await settled(page());
    }
    await expectDrawn(page());
  });
});

describe("others", () => {
  const page = onePageForAllTests(started);

  it("(b) six mistakes are told at their places, and mended by their buttons", async () => {
    const text = [
      "chance Disease : bool ~ bernouli(0.1)",
      "chance Test : bool ~ bernoulli(if Diseas = true then 0.9 else 0.05)",
      "decision Treat : bool sees Tset",
      "utility U from Treat, Disease = if Treet == Disease then 1 else 0",
      "claim inof(Treat, Test)",
      "",
    ].join("\n");
    await setText(page(), text, "mistakes.cid");
    await page().locator(".statusbar button.bad", { hasText: "Line 1" }).waitFor();
    // From the first to the last: the cursor on it, its button pressed.
    for (let left = 8; left > 0; left--) {
      const bad = page().locator(".statusbar button.bad", { hasText: /^\s*Line/u });
      if ((await bad.count()) === 0) break;
      const before = await textOf(page());
      await bad.click();
      // What is hovered already says nothing a second time.
      await page().mouse.move(4, 4);
      await page().locator(".cm-lintRange-error").first().hover();
      await page().locator(".cm-tooltip-lint .cm-diagnosticAction").first().click();
      await expect.poll(() => textOf(page())).not.toBe(before);
    }
    const mended = await textOf(page());
    for (const words of [
      "bernoulli(0.1)",
      "Disease == true",
      "sees Test",
      "if Treat ==",
      "claim info(Treat",
    ])
      expect(mended).toContain(words);
    await page().locator(".statusbar .good").waitFor();
  });

  it("(d) what fixes a model is found from it, compared with it, and the sides are swapped", async () => {
    await runFromPalette(page(), "help.start");
    const line = page().locator(".argument li", { hasText: "The forecast makes itself true" });
    await line.getByRole("button", { name: "Counterfactual oracle", exact: true }).click();
    await expect
      .poll(() => page().locator(".document-name h1").textContent())
      .toBe("Counterfactual oracle");
    await runFromPalette(page(), "view.compare");
    await page().selectOption("#compare-with", "model frameworks/self-fulfilling-prophecy");
    const titles = (): Promise<string[]> => page().locator(".compare-side h3").allTextContents();
    const words = (): Promise<string | null> =>
      page().locator(".compare-words [role=status]").textContent();
    await expect.poll(async () => (await titles()).length).toBe(2);
    const [first, second] = await titles();
    const counts = /(\d+) appeared, (\d+) vanished/u;
    const [, appeared, vanished] = counts.exec((await words()) ?? "") ?? [];
    await page().getByRole("button", { name: "Swap sides" }).click();
    await expect.poll(titles).toEqual([second, first]);
    expect(counts.exec((await words()) ?? "")?.slice(1)).toEqual([vanished, appeared]);
    await page().keyboard.press("Escape");
  });

  it("prints the picture with its legend and a caption, and nothing of the page", async () => {
    await page().getByRole("button", { name: "Leave the story" }).click();
    await runFromPalette(page(), "help.start");
    await page().getByRole("button", { name: "See an incentive" }).click();
    await page().getByRole("button", { name: "Leave the story" }).click();
    await page().locator(".card-chip", { hasText: "influenced opinion" }).first().click();
    await page().locator(".card-answer .sentence").waitFor();
    await page().evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    await page().emulateMedia({ media: "print" });
    const sheet = page().locator(".print-sheet");
    expect(await sheet.locator("svg").textContent()).toMatch(/instrumental control incentive/iu);
    const caption = (await sheet.locator("figcaption").textContent()) ?? "";
    expect(caption).toMatch(/^Content recommender\. .*influence.*Everitt et al\. 2021/su);
    const others = await page().evaluate(() =>
      [...document.querySelectorAll(".app > *")]
        .filter((one) => one.getBoundingClientRect().height > 0)
        .map((one) => one.className),
    );
    expect(others).toEqual(["print-sheet"]);
    await page().emulateMedia({ media: null });
    await page().evaluate(() => window.dispatchEvent(new Event("afterprint")));
    expect(await sheet.count()).toBe(0);
  });
});

describe("at 200 % zoom", () => {
  // A laptop's 1440 × 900 pixels, two to each of the page's.
  const page = onePageForAllTests(started, {
    viewport: { width: 720, height: 450 },
    deviceScaleFactor: 2,
  });

  it("nothing is wider than the screen, and answers are reached without the mouse", async () => {
    for (const tab of ["Incentives", "Numbers", "Ask", "Claims", "Source"]) {
      await page().getByRole("tab", { name: tab }).click();
      const { scrolled, cut } = await page().evaluate(() => ({
        scrolled: document.documentElement.scrollWidth - innerWidth,
        cut: [...document.querySelectorAll(".topbar button, .tab, .phone-tabs button")].filter(
          (one) => one.getBoundingClientRect().right > innerWidth + 1,
        ).length,
      }));
      expect([tab, scrolled, cut]).toEqual([tab, 0, 0]);
    }
    await page().getByRole("tab", { name: "Incentives" }).click();
    const chip = page().locator(".card-chip").first();
    await chip.focus();
    await page().keyboard.press("Enter");
    const sentence = page().locator(".card-answer .sentence");
    await sentence.waitFor();
    const room = await page().locator(".tab-body[data-state=active]").boundingBox();
    // A line and its reason are read without a window of one line.
    expect(room?.height ?? 0).toBeGreaterThan(90);
    const tiles = await page().evaluate(() => window.cidery.run("help.start"));
    expect(tiles).toBe(true);
    await page().locator(".start-tile").first().waitFor();
    expect(await page().evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      720,
    );
  });
});
