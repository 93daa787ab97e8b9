/** For analysts: strategy tree, risk, dominance, two-way sensitivity, as the engine has them. */
import { readFileSync } from "node:fs";
import { loadModel, showValue, type Value } from "@cidery/core";
import {
  cautiousPolicy,
  certaintyEquivalent,
  compileDiagram,
  coursesOfEvents,
  riskProfile,
  riskQuantile,
  solveSingleAgent,
} from "@cidery/core/solve";
import { amountText } from "@cidery/core/text";
import type { Page } from "playwright-core";
import { beforeEach, expect, it } from "vitest";
import { eachTestOnAFreshPage } from "./freshPages.ts";
import { MODELS, setText } from "./workbench.ts";

const TEXT = readFileSync(`${MODELS}textbooks/oil-wildcatter.cid`, "utf8");
const { diagram } = loadModel(TEXT);
if (diagram === undefined) throw new Error("no model");
const compiled = compileDiagram(diagram);
const { policy } = solveSingleAgent(diagram);
const profile = riskProfile(compiled, policy, 0);
const shown = (value: number): string => amountText(value, { digits: 4, full: 7 });

let page: Page;

eachTestOnAFreshPage((fresh) => {
  page = fresh;
});

beforeEach(async () => {
  await setText(page, TEXT, "oil-wildcatter.cid");
  await page.evaluate(() => window.cidery.run("answers.run"));
  await page.locator(".strategy-tree").waitFor();
});

/** A value of a list of values in a section. */
const valueOf = (section: string, name: string): Promise<string> =>
  page
    .locator(`${section} .values div`, { has: page.locator("dt", { hasText: name }) })
    .locator("dd")
    .first()
    .innerText();

it("shows the strategy as a tree of what can happen, and saves it", async () => {
  const lines = await page.locator(".strategy-line").allInnerTexts();
  expect(lines.map((line) => line.replaceAll(/\s+/gu, " "))).toEqual([
    expect.stringMatching(/^do seismic test = true 22\.5/u),
    expect.stringMatching(/^see result = closed or open 59 ?% ≈?45/u),
    expect.stringMatching(/^do drill = true ≈?45/u),
    expect.stringMatching(/^see result = diffuse 41 ?% -10/u),
    expect.stringMatching(/^do drill = false -10/u),
  ]);
  await page.getByRole("button", { name: "Picture and files" }).click();
  await page.locator(".strategy-picture").waitFor();
  for (const [title, ending, words] of [
    ["SVG", "svg", "closed or open"],
    ["JSON", "json", '"variable": "drill"'],
    ["CSV", "csv", "do test = true; see seismic = diffuse; do drill = false"],
  ] as const) {
    const coming = page.waitForEvent("download");
    await page.getByRole("button", { name: `Save as ${title}` }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe(`oil-wildcatter.strategy.${ending}`);
    expect(readFileSync(await download.path(), "utf8")).toContain(words);
  }
});

it("is of what is observed and set, or says that it is not", async () => {
  await page.evaluate(() => window.cidery.run("answers.run"));
  const bar = page.locator(`.react-flow__node[data-id="oil"] .bar`, { hasText: "soaking" });
  await bar.click();
  await page.locator(".outcomes", { hasText: "Given what is observed" }).waitFor();
  const given = riskProfile(compiled, policy, 0, { oil: "soaking" });
  await expect.poll(() => valueOf(".outcomes", "mean")).toBe(shown(given.mean));
  await page.locator(".dominated", { hasText: "Before anything is observed" }).waitFor();
});

it("goes through one course of events, lit on the diagram, as the engine draws it", async () => {
  const drawn = coursesOfEvents(compiled, { policy }, [1, 2]);
  if (drawn.kind !== "courses") throw new Error("it can come about");
  const part = page.locator(".one-course");
  const lit = (): Promise<string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>(".react-flow__node")]
        .filter((one) => one.querySelector(".variable.lit") !== null)
        .map((one) => one.dataset["id"] ?? "")
        .sort(),
    );
  for (const course of drawn.courses) {
    for (const [at, step] of course.entries()) {
      await part.getByRole("button", { name: /^(First|Next) event/u }).click();
      const { domain } = diagram.node(step.node);
      const line = part.locator("li").nth(at);
      const value =
        step.kind === "amount"
          ? shown(step.amount)
          : domain?.kind === "finite"
            ? showValue(domain.values[step.position] as Value)
            : "?";
      const words = `${diagram.titleOf(step.node)} ${step.kind === "amount" ? "pays" : "="} ${value}`;
      await expect.poll(() => line.innerText()).toContain(words);
      const happened = course.slice(0, at + 1).map(({ node: id }) => diagram.node(id).name);
      await expect.poll(lit).toEqual(happened.sort());
    }
    await expect
      .poll(() => part.getByRole("button", { name: "Next event" }).isDisabled())
      .toBe(true);
    await part.getByRole("button", { name: "Event before" }).click();
    expect(await part.locator("li").count()).toBe(course.length - 1);
    await part.getByRole("button", { name: "Another course" }).click();
    await expect.poll(lit).toEqual([]);
  }
  await part.getByLabel("Event of the course").focus();
  for (const key of ["End", "Home", "ArrowRight"]) await page.keyboard.press(key);
  expect(await part.locator("li").count()).toBe(1);
  await page.getByRole("tab", { name: "Incentives" }).click();
  await expect.poll(lit).toEqual([]);
});

it("shows quantiles and certainty equivalents, and finds the policy of a cautious judge", async () => {
  expect(await valueOf(".outcomes", "median")).toBe(shown(riskQuantile(profile, 0.5)));
  expect(await valueOf(".outcomes", "95% quantile")).toBe(shown(riskQuantile(profile, 0.95)));
  const outcomes = page.locator(".outcomes");
  await outcomes.getByLabel("risk tolerance").fill("60");
  const attitude = { kind: "exponential", tolerance: 60 } as const;
  await expect
    .poll(() => valueOf(".attitude", "certainty equivalent"))
    .toBe(shown(certaintyEquivalent(profile, attitude) ?? Number.NaN));
  await outcomes.getByRole("button", { name: /best policy/u }).click();
  const best = cautiousPolicy(compiled, attitude);
  await page.locator(".cautious").waitFor();
  expect(await page.locator(".cautious p b").first().innerText()).toBe(
    shown(best.certaintyEquivalent),
  );
  await outcomes.getByLabel("Judged by").selectOption("cvar");
  expect(await page.locator(".cautious").count()).toBe(0);
  await outcomes.getByLabel("share of the worst").fill("2");
  await outcomes.getByText("at most 1").waitFor();
});

it("moves two at once and says where which policy is optimal", async () => {
  await page.getByRole("button", { name: "Look", exact: true }).click();
  await page.getByLabel("Down").selectOption("P(oil = dry)");
  await page.getByLabel("Across").selectOption("P(seismic = closed | test = true, oil = dry)");
  await page.getByRole("button", { name: "Look at both" }).click();
  await page.locator(".grid").waitFor();
  expect(await page.locator(".grid tbody tr").count()).toBe(7);
  expect(await page.locator(".grid tbody td").first().innerText()).toMatch(/\d.* a$/u);
  await page.getByLabel("Across").selectOption("P(oil = wet)");
  await page.getByRole("button", { name: "Look at both" }).click();
  await page.locator(".two-way .caveat", { hasText: "one row" }).waitFor();
});
