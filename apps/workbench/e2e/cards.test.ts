/** The answer first: the cards of agents, by mouse, keys and touch. */
import { PALETTES } from "@cidery/core/draw";
import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { freshPage } from "./browser.ts";
import { startedForAllTests } from "./freshPages.ts";
import { node, runFromPalette, setText, textOf } from "./workbench.ts";

const started = startedForAllTests();
let page: Page;
let errors: string[];

beforeAll(async () => {
  ({ page, errors } = await freshPage(started.browser, started.server.url));
});

const card = (name = "recommender"): Locator =>
  page.locator(".agent-card", { has: page.locator("h3", { hasText: name }) });
const line = (words: string): Locator =>
  card().locator(".card-line", { has: page.locator(".card-words", { hasText: words }) });
const chip = (words: string, name: string): Locator =>
  line(words).locator(".card-chip", { hasText: name });

describe("the card of an agent", () => {
  it("stands first, in the order control, information, response, no control", async () => {
    await card().waitFor();
    expect(await card().locator(".card-words").allTextContents()).toEqual([
      "may want to change",
      "may want to know",
      "may react to",
      "has no control incentive on",
    ]);
    expect(await line("may want to know").locator(".card-chip").allTextContents()).toEqual([
      "user opinion",
      "model of user",
    ]);
    const [top, filters] = await Promise.all([
      card().boundingBox(),
      page.locator(".filters").boundingBox(),
    ]);
    expect(top?.y).toBeLessThan(filters?.y ?? 0);
  });

  it("has the colours of exported pictures, as the badges have, with a legend", async () => {
    const colour = (of: Locator): Promise<string> =>
      of.evaluate((element) => getComputedStyle(element).backgroundColor);
    const wanted = { ICI: "control", VoI: "information", RI: "response" } as const;
    for (const [text, tone] of Object.entries(wanted)) {
      const rgb = rgbOf(PALETTES.light.badges[tone].fill);
      const badge = page.locator(".react-flow__node .badge", { hasText: text }).first();
      expect(await colour(badge), text).toBe(rgb);
      const legend = page.locator(".badge-legend .badge", { hasText: text });
      expect(await colour(legend), text).toBe(rgb);
    }
    expect(await colour(chip("may want to change", "influenced opinion"))).toBe(
      rgbOf(PALETTES.light.badges.control.fill),
    );
    await runFromPalette(page, "view.legend");
    await page.locator(".badge-legend").waitFor({ state: "detached" });
    await runFromPalette(page, "view.legend");
    await page.locator(".badge-legend").waitFor();
  });

  it("chips light their path; a click says why, a second one takes it away; three times", async () => {
    const one = chip("may want to change", "influenced opinion");
    for (let time = 0; time < 3; time++) {
      await one.hover();
      await page.waitForSelector(".link.lit");
      await one.click();
      await card().locator(".card-answer .sentence", { hasText: "influence" }).waitFor();
      expect(await card().locator(".card-answer").textContent()).toMatch(/Theorem.*Everitt/su);
      // The list below does not say it a second time.
      expect(await page.locator(".verdict.open").count()).toBe(0);
      await one.click();
      await card().locator(".card-answer").waitFor({ state: "detached" });
      await page.mouse.move(4, 4);
      await page.waitForSelector(".link.lit", { state: "detached" });
    }
  });

  it("by keys: a focused chip lights its path, Enter says why, Tab leads to fix and example", async () => {
    await page.locator('.tab[data-state="active"]').focus();
    await page.keyboard.press("Tab");
    await page.waitForSelector(".link.lit");
    await page.keyboard.press("Enter");
    await card().locator(".card-answer .sentence").waitFor();
    for (const [part, content] of [
      ["fix", "Smallest changes"],
      ["example", "worth"],
    ] as const) {
      await page.keyboard.press("Tab");
      if (part === "fix") await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await card().locator(`.card-answer[data-part=${part}]`, { hasText: content }).waitFor();
    }
    await page.keyboard.press("Enter");
    await card().locator(".card-answer").waitFor({ state: "detached" });
  });

  it("folds what does not arise into one line", async () => {
    const fold = card().getByRole("button", { name: /questions? do(es)? not arise/u });
    await fold.click();
    await card().locator(".not-applicable li").first().waitFor();
    await fold.click();
    await card().locator(".not-applicable li").first().waitFor({ state: "detached" });
  });

  it("a badge of the diagram opens its line", async () => {
    await node(page, "opinion").locator(".badge", { hasText: "VoI" }).click();
    await line("may want to know").locator(".card-answer .sentence").waitFor();
    await node(page, "opinion").locator(".badge", { hasText: "VoI" }).click();
    await card().locator(".card-answer").waitFor({ state: "detached" });
  });

  it("shows the meter and the worth of information once they are computed", async () => {
    expect(await line("may want to change").locator("b").count()).toBe(0);
    await runFromPalette(page, "answers.run");
    await page.locator(".worth tbody tr").first().waitFor();
    await page.waitForSelector(".statusbar:not(:has-text('Computing'))");
    const worth = await page
      .locator(".worth tr", { hasText: "seeing user opinion" })
      .locator("td.number")
      .textContent();
    await page.getByRole("tab", { name: "Incentives" }).click();
    expect(await chip("may want to know", "user opinion").locator("b").textContent()).toBe(worth);
    await expect
      .poll(() => chip("may want to change", "influenced opinion").locator("b").textContent())
      .toMatch(/^[0-9.≈]+$/u);
  });

  it("names the claims that fail", async () => {
    const text = await textOf(page);
    await setText(
      page,
      `${text}claim info(posts, influenced)\nclaim control(recommender, opinion)\n`,
    );
    const failing = page.locator(".card-claims .failing");
    await expect
      .poll(() => failing.allTextContents())
      .toContainEqual(expect.stringContaining("control(recommender, opinion)"));
    expect(await page.locator(".card-claims").textContent()).toMatch(/3 of 5 hold/u);
    await page.keyboard.press("Control+z");
  });

  it("an absent one says what it rests on, and the missing arrows are dashed", async () => {
    await setText(
      page,
      "agent recommender\ndecision D\nchance X\nutility U from D, X\n",
      "rests.cid",
    );
    const rests = line("has no control incentive on").getByRole("button", { name: /^rests on/u });
    for (let time = 0; time < 3; time++) {
      await rests.click();
      await card().locator(".rests-on li", { hasText: "No arrow D → X" }).waitFor();
      await page.locator(".link.missing").first().waitFor({ state: "attached" });
      await rests.click();
      await page.locator(".link.missing").first().waitFor({ state: "detached" });
    }
  });

  it("there is one for each agent, a line for each answer", async () => {
    await setText(
      page,
      `agent one
agent two
decision A : bool by one
chance X : bool = A
decision B : bool by two sees X
utility U for one = if X == B then 1 else 0
utility V for two = if X == B then 1 else 0.5
`,
      "two.cid",
    );
    await card("one").waitFor();
    expect(await page.locator(".agent-card h3").allTextContents()).toEqual(["one", "two"]);
    expect(await card("two").locator(".card-words").allTextContents()).toContain(
      "may want to know",
    );
  });

  it("logged no error on the way", () => {
    expect(errors).toEqual([]);
  });
});

it("on a phone a touched badge leads to its explanation", async () => {
  const phone = await freshPage(started.browser, started.server.url, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const { page: small } = phone;
  const first = small.locator(".agent-card .card-words").first();
  await expect.poll(() => first.textContent()).toBe("may want to change");
  expect(await first.evaluate(isInView)).toBe(true);
  for (const [name, badge] of [
    ["influenced", "ICI"],
    ["opinion", "VoI"],
    ["model_of_user", "RI"],
  ] as const) {
    await node(small, name).locator(".badge", { hasText: badge }).tap();
    const sentence = small.locator(".card-answer .sentence");
    await sentence.waitFor();
    await expect.poll(() => sentence.evaluate(isInView)).toBe(true);
    await node(small, name).locator(".badge", { hasText: badge }).tap();
    await sentence.waitFor({ state: "detached" });
  }
  expect(phone.errors).toEqual([]);
  await phone.context.close();
});

function isInView(element: Element): boolean {
  const { left, top } = element.getBoundingClientRect();
  const there = document.elementFromPoint(left + 4, top + 4);
  return there !== null && (element.contains(there) || there.contains(element));
}

function rgbOf(hex: string): string {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return `rgb(${parts.join(", ")})`;
}
