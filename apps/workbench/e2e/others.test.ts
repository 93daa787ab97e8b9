/** What is set and what the others do, as the page says it: beside numbers, and to be chosen. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { eachTestOnAFreshPage } from "./freshPages.ts";
import { node, runFromPalette, setText } from "./workbench.ts";

let page: Page;

eachTestOnAFreshPage((fresh) => {
  page = fresh;
});

/** Without the test nothing is known; drilling blindly pays 1 on average. */
const OIL = `agent driller
chance oil : {dry, wet} ~ { dry: 0.5, wet: 0.5 }
decision test : bool
chance result : {none, low, high} = if not test then none else if oil == wet then high else low
decision drill : bool sees test, result
utility cost = if test then -1 else 0
utility gain = if drill then (if oil == wet then 8 else -6) else 0
`;

describe("a decision that is set", () => {
  it("says its value in place of a rule; the others keep theirs, or decide anew", async () => {
    await setText(page, OIL, "oil.cid");
    await node(page, "gain").waitFor();
    await runFromPalette(page, "answers.run");
    await page.locator(".policy caption", { hasText: "test sees nothing" }).waitFor();
    await node(page, "test")
      .locator(".bar", { hasText: "false" })
      .click({ modifiers: ["Alt"] });
    await page.locator(".policy.set", { hasText: "test is set to false" }).waitFor();
    expect(await page.locator(".policies, .results").textContent()).not.toMatch(/false 50/u);
    // Contexts that only come about by what is set are no longer said never to happen.
    const table = page.locator(".policy", { has: page.locator("caption", { hasText: "drill" }) });
    const row = table.locator("tr", { hasText: "none" }).first();
    await expect.poll(() => row.textContent()).toMatch(/^falsenone.*(true|false)$/u);
    await expect
      .poll(() => node(page, "test").locator(".bar", { hasText: "false" }).textContent())
      .toMatch(/100%/u);
    await page.getByText("Of the rules below, given what is observed and set").waitFor();
    await page
      .locator(".meters, .results")
      .getByText(/observations and interventions play no part/iu)
      .first()
      .waitFor();
    await page.getByLabel("the agents know what is set and decide anew").check();
    await page.getByText("Of the agents deciding anew").waitFor();
  });
});

const FOLLOW = `agent a
agent b
decision D : {0, 1} by a
chance X : {0, 1} = D
decision E : {0, 1} by b sees X
utility U for a = E
utility V for b = if E == X then 1 else 0
`;

describe("what the others do", () => {
  it("is said beside the meter, and chosen above it", async () => {
    await setText(page, FOLLOW, "follow.cid");
    await node(page, "V").waitFor();
    await runFromPalette(page, "answers.run");
    const meters = page.locator(".meters");
    await meters.getByText("b chooses uniformly").waitFor();
    const reading = (): Promise<string | null> => meters.locator(".number").first().textContent();
    expect(await reading()).toBe("0");
    const choice = page.getByLabel(/worth and meter of one agent/u);
    await choice.selectOption("shown");
    await meters.getByText("The other agents keep to the policies shown").waitFor();
    await expect.poll(reading).toBe("0.5");
    await choice.selectOption("best-reply");
    await meters.getByText("b replies best to uniform play of everyone else").waitFor();
    await expect.poll(reading).toBe("0.5");
  });
});
