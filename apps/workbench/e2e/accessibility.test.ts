/** No violation of any impact on any screen, light and dark, wide and on a phone. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { expectNoViolations } from "./axe.ts";
import { freshPage } from "./browser.ts";
import { startedForAllTests } from "./freshPages.ts";
import { MODELS, node, runFromPalette, typeAtEnd, setText } from "./workbench.ts";

const started = startedForAllTests();

const STEPS = `for t in 1..3 { chance S[t] }
for t in 1..2 { decision A[t] sees S[t] }
for t in 1..2 { chance Z[t] from A[t], S[t+1] }
chance X : {a, b} ~ { a: 0.2, b: 0.8 }
`;
const SILENT = `decision D : bool
chance X : bool = D
chance Z : bool = D
utility U from X, D = if D then 1 else 0
`;
const GAME = `agent one
agent two
decision A : bool by one
decision B : bool by two
utility U for one = if A == B then 1 else 0
utility V for two = if A == B then 1 else 0.5
`;

const OIL = readFileSync(`${MODELS}textbooks/oil-wildcatter.cid`, "utf8");

/** One page for all: those that bring a text of their own come last. */
const SCREENS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  start: async () => undefined,
  "a pinned verdict": async (page) => {
    await page.locator(".verdict[data-state=present] button").first().click();
  },
  "a card with its reason": async (page) => {
    await page.locator(".card-chip").first().click();
    await page.waitForSelector(".card-answer .sentence");
  },
  "a card with repairs, scissors on the diagram": async (page) => {
    const fix = page.locator(".card-line").first().getByRole("button", { name: /^fix/u });
    if ((await fix.getAttribute("aria-expanded")) !== "true") await fix.click();
    await page.waitForSelector(".scissors");
  },
  "what becomes of the numbers": async (page) => {
    const fix = page.locator(".card-line").first().getByRole("button", { name: /^fix/u });
    if ((await fix.getAttribute("aria-expanded")) !== "true") await fix.click();
    await page.locator(".card-answer .repairs .button").first().click();
    await page.waitForSelector(".numbers-dialog .text-diff");
  },
  "the numbers, with the strategy's picture": async (page) => {
    await page.evaluate(() => window.cidery.run("answers.run"));
    await page.getByRole("button", { name: "Picture and files" }).click();
    await page.waitForSelector(".strategy-picture");
  },
  "questions, and the mechanised graph": async (page) => {
    await page.getByRole("tab", { name: "Ask" }).click();
    await page.getByRole("button", { name: "Mechanised graph" }).click();
    await page.waitForSelector(".graph-view");
  },
  "what an absence rests on": async (page) => {
    await page
      .getByRole("button", { name: /^rests on/u })
      .first()
      .click();
    await page.waitForSelector(".rests-on");
  },
  numbers: async (page) => {
    await runFromPalette(page, "answers.run");
    await page.waitForSelector(".policy table");
  },
  claims: async (page) => {
    await page.getByRole("tab", { name: /Claims/u }).click();
    await page.waitForSelector(".claim.holds");
  },
  source: async (page) => {
    await page.getByRole("tab", { name: "Source" }).click();
  },
  "a name field": async (page) => {
    await node(page, "clicks").focus();
    await page.keyboard.press("F2");
    await page.waitForSelector(".name-field");
  },
  "the sheet of a node": async (page) => {
    await node(page, "influenced").focus();
    await page.waitForSelector(".node-sheet .sheet-table");
    await page.getByRole("button", { name: /^Formula/u }).click();
  },
  "the options of a decision": async (page) => {
    await node(page, "posts").focus();
    const compute = page.locator(".node-sheet").getByRole("button", { name: /^Compute/u });
    if (await compute.isVisible()) await compute.click();
    await page.waitForSelector(".node-sheet .options");
  },
  "the menu of a node": async (page) => {
    await node(page, "clicks").click({ button: "right" });
    await page.waitForSelector(".menu");
  },
  "a menu of the bar": async (page) => {
    await page.getByRole("button", { name: "View", exact: true }).click();
    await page.waitForSelector(".menu");
  },
  "joining by name": async (page) => {
    await node(page, "clicks").focus();
    await page.keyboard.press("j");
    await page.waitForSelector(".connect-dialog");
  },
  "where to start, for teachers": async (page) => {
    await page.evaluate(() => window.cidery.run("help.start"));
    await page.getByRole("button", { name: "For teachers" }).click();
    await page.waitForSelector(".teaching li");
  },
  "the tutorial": async (page) => {
    await page.evaluate(() => window.cidery.run("help.tutorial"));
    await page.waitForSelector(".help-screen .prose");
  },
  "the glossary": async (page) => {
    await page.evaluate(() => window.cidery.run("help.glossary"));
    await page.waitForSelector(".glossary");
  },
  "a task that hides the answers": async (page) => {
    await page.getByRole("button", { name: "Play the story" }).click();
    await page.waitForSelector(".story-words");
    for (let step = 1; step < 5; step++)
      await page.getByRole("button", { name: "Next step" }).click();
    await page.waitForSelector(".answers-hidden");
  },
  "the end of the story": async (page) => {
    const leave = page.getByRole("button", { name: "Leave the story" });
    if (await leave.isVisible()) await leave.click();
    await page.waitForSelector(".story-words", { state: "detached" });
  },
  palette: (page) => page.keyboard.press("Control+k"),
  keys: (page) => runFromPalette(page, "help.keys"),
  share: (page) => runFromPalette(page, "file.share"),
  documents: (page) => runFromPalette(page, "file.documents"),
  versions: (page) => runFromPalette(page, "file.versions"),
  about: (page) => runFromPalette(page, "help.about"),
  gallery: async (page) => {
    await runFromPalette(page, "file.gallery");
    await page.waitForSelector(".card svg");
  },
  "a comparison, with its link": async (page) => {
    await runFromPalette(page, "view.compare");
    await page.selectOption("#compare-with", "model frameworks/mdp");
    await page.waitForSelector(".compare-side svg");
    await page.locator(".compare-pick").getByRole("button", { name: "Share" }).click();
    await page.waitForSelector(".compare-link input");
  },
  "a broken text": async (page) => {
    const tab = page.getByRole("tab", { name: "Text" });
    if (await tab.isVisible()) await tab.click();
    await page.waitForSelector(".cm-content");
    await typeAtEnd(page, "\nchance");
    await page.waitForSelector(".statusbar .bad");
  },
  "a picture to export": async (page) => {
    await setText(page, STEPS, "steps.cid");
    await runFromPalette(page, "export.options");
    await page.waitForSelector(".export-preview");
  },
  "one step for all": async (page) => {
    await page.locator(".steps-tools select").selectOption("template");
    await page.waitForSelector(".link-label");
  },
  "probabilities of a node": async (page) => {
    await node(page, "X").focus();
    await page.keyboard.press("b");
    await page.waitForSelector(".table-editor");
  },
  "settings that were found": async (page) => {
    await setText(page, SILENT, "silent.cid");
    await node(page, "Z").waitFor();
    await runFromPalette(page, "answers.run");
    await page.getByRole("button", { name: "Search settings for X, D" }).click();
    await page.waitForSelector(".found pre");
    await page.getByRole("tab", { name: "Incentives" }).click();
    await page.locator(".verdict", { hasText: "not at these settings" }).locator("button").click();
  },
  "a model without numbers, random ones found": async (page) => {
    await setText(page, "decision D\nchance X from D\nutility U from X\n", "bare.cid");
    await node(page, "X").waitFor();
    await page.getByRole("tab", { name: "Incentives" }).click();
    const verdict = page.locator(
      '.verdict[data-verdict^="instrumental-control-incentive|"][data-verdict*="|X|"]',
    );
    // It may still be open from the screen before.
    await page.evaluate(() => window.cidery.session.select({ pinnedVerdict: undefined }));
    await verdict.locator(".verdict-line").click();
    await verdict.getByRole("button", { name: /^Try random numbers/u }).click();
    await page.waitForSelector(".found pre");
  },
  "an answer to a question, and what would have been": async (page) => {
    await setText(page, OIL, "oil.cid");
    await page.getByRole("tab", { name: "Ask" }).click();
    await page.getByLabel("Question or claim").fill("P(oil = dry)");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await page.locator(".answer-number").waitFor();
    await page.getByText("What would have been?").click();
    await page.getByRole("button", { name: "Ask this" }).waitFor();
  },
  "two parameters at once": async (page) => {
    await setText(page, OIL, "oil.cid");
    await page.evaluate(() => window.cidery.run("answers.run"));
    await page.getByRole("button", { name: "Look", exact: true }).click();
    await page.getByLabel("Down").selectOption("P(oil = dry)");
    await page.getByLabel("Across").selectOption("P(seismic = closed | test = true, oil = dry)");
    await page.getByRole("button", { name: "Look at both" }).click();
    await page.locator(".grid").waitFor();
    await page.locator(".tornado li button").first().click();
    await page.locator(".curve figcaption li").first().waitFor();
  },
  "several equilibria": async (page) => {
    await setText(page, GAME, "game.cid");
    await runFromPalette(page, "answers.run");
    await page.waitForSelector(".equilibria");
    await page.getByLabel("also mixed ones beside pure ones").check();
    await page.waitForSelector(".chances");
  },
};

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  let page: Page;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const fresh = await freshPage(started.browser, started.server.url, { colorScheme });
    ({ page } = fresh);
    close = () => fresh.context.close();
    await page.waitForSelector(".cm-content");
  });
  afterAll(() => close?.());
  afterEach(async () => {
    await page.keyboard.press("Escape");
    await page.locator(".canvas-area").focus();
    await page.keyboard.press("Escape");
    await page.getByRole("tab", { name: "Incentives" }).click();
  });

  for (const [name, act] of Object.entries(SCREENS)) {
    it(`${name}: no violation`, async () => {
      await act(page);
      await expectNoViolations(page);
    });
  }

  it("on a phone: no violation, and nothing wider than the screen", async () => {
    const phone = await freshPage(started.browser, started.server.url, {
      colorScheme,
      viewport: { width: 390, height: 844 },
    });
    const { page: small, context } = phone;
    await expectNoViolations(small);
    const width = await small.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    for (const name of [/Numbers/u, /Ask/u, /Claims/u, /Source/u]) {
      await small.getByRole("tab", { name }).click();
      await expectNoViolations(small);
    }
    await small.getByRole("button", { name: "All commands" }).click();
    await small.waitForSelector(".menu");
    await expectNoViolations(small);
    await small.keyboard.press("Escape");
    await small.getByRole("tab", { name: "Text" }).click();
    await small.waitForSelector(".cm-content");
    await expectNoViolations(small);
    await context.close();
  });
});
