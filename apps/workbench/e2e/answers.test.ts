/** Numbers and what can be done with them: equilibria, evidence, tables edited on the canvas. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { eachTestOnAFreshPage } from "./freshPages.ts";
import { node, runFromPalette, setText } from "./workbench.ts";

let page: Page;

eachTestOnAFreshPage((fresh) => {
  page = fresh;
});

describe("several equilibria", () => {
  const SEXES = `agent first
agent second
decision A : {left, right} by first
decision B : {left, right} by second
utility UA for first = if A == B then (if A == left then 2 else 1) else 0
utility UB for second = if A == B then (if A == left then 1 else 2) else 0
`;

  it("are all listed with payoffs; the chosen one gives policies, bars and values", async () => {
    await setText(page, SEXES, "sexes.cid");
    await node(page, "UB").waitFor();
    await runFromPalette(page, "answers.run");
    const rows = page.locator(".equilibria-list tbody tr");
    await expect.poll(() => rows.count()).toBe(2);
    await page.locator(".stepper", { hasText: "1 of 2" }).waitFor();
    await page.locator(".equilibria", { hasText: "others that randomise may exist" }).waitFor();
    const shown = async (): Promise<string> =>
      [
        await page.locator(".results .values dd").allTextContents(),
        await node(page, "A").locator(".bar-number").allTextContents(),
        await page.locator(".policy td").allTextContents(),
      ].join(" ");
    const first = await shown();
    const payoffs = async (): Promise<string[]> =>
      (await rows.locator("td.number").allTextContents()).slice();
    const [a1, b1, a2, b2] = await payoffs();
    expect(new Set([`${a1} ${b1}`, `${a2} ${b2}`])).toEqual(new Set(["2 1", "1 2"]));
    expect(first).toContain(`${a1},${b1}`);
    await page.getByRole("button", { name: "Next equilibrium" }).click();
    await page.locator(".stepper", { hasText: "2 of 2" }).waitFor();
    await expect.poll(shown).toContain(`${a2},${b2}`);
    expect(await shown()).not.toBe(first);
    await rows.nth(0).locator("input").check();
    await expect.poll(shown).toBe(first);
  });

  it("mixed ones beside pure ones are searched when asked, listed with probabilities", async () => {
    await setText(page, SEXES, "mixed.cid");
    await node(page, "UB").waitFor();
    await runFromPalette(page, "answers.run");
    const rows = page.locator(".equilibria-list tbody tr");
    await expect.poll(() => rows.count()).toBe(2);
    expect(await page.locator(".chances").count()).toBe(0);
    const mixed = page.getByLabel("also mixed ones beside pure ones");
    await mixed.check();
    await expect.poll(() => rows.count()).toBe(3);
    // Two thirds for one's own favourite; each gets 2/3.
    await expect
      .poll(() => page.locator(".chances dd").allTextContents())
      .toEqual(["A: left ≈0.667, right ≈0.333", "B: left ≈0.333, right ≈0.667"]);
    expect(await rows.nth(2).locator("td.number").allTextContents()).toEqual([
      "≈0.6667",
      "≈0.6667",
    ]);
    expect(await page.locator(".equilibria").textContent()).not.toContain("may exist");
    await rows.nth(2).locator("input").check();
    await expect
      .poll(() => page.locator(".results .values").first().locator("dd").allTextContents())
      .toEqual(["≈0.6667", "≈0.6667"]);
    await mixed.uncheck();
    await expect.poll(() => rows.count()).toBe(2);
  });

  it("more than the list holds is announced", async () => {
    const pure = Array.from({ length: 7 }, (_, index) => {
      const at = index + 1;
      return `decision A${at} : {left, right} by first
decision B${at} : {left, right} by second
utility UA${at} for first = if A${at} == B${at} then 1 else 0
utility UB${at} for second = if A${at} == B${at} then 1.5 else 0`;
    });
    await setText(page, `agent first\nagent second\n${pure.join("\n")}\n`, "many.cid");
    await node(page, "UB7").waitFor();
    await runFromPalette(page, "answers.run");
    await page.locator(".equilibria", { hasText: "50 of 128 are listed" }).waitFor();
  });
});
