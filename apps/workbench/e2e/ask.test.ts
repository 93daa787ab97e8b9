/** Free questions, counterfactuals, robustness, graphs about decisions and training, as the engine answers them. */
import { readFileSync } from "node:fs";
import { loadModel, verdictRobustness } from "@cidery/core";
import { answer, solveEngine } from "@cidery/core/check";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { eachTestOnAFreshPage } from "./freshPages.ts";
import { MODELS, node, setText } from "./workbench.ts";

let page: Page;

eachTestOnAFreshPage((fresh) => {
  page = fresh;
});

async function open(slug: string): Promise<string> {
  const text = readFileSync(`${MODELS}${slug}.cid`, "utf8");
  await setText(page, text, `${slug.split("/").at(-1)}.cid`);
  await page.getByRole("tab", { name: "Ask" }).click();
  await page.locator(".question").waitFor();
  return text;
}

async function ask(question: string): Promise<void> {
  await page.getByLabel("Question or claim").fill(question);
  await page.getByRole("button", { name: "Ask", exact: true }).click();
}

it("answers probabilities, expectations, counterfactuals and claims, and says what it cannot read", async () => {
  const text = await open("papers/richens2022counterfactual/treatments");
  const { diagram } = loadModel(text);
  if (diagram === undefined) throw new Error("no model");
  for (const question of [
    "P(Y = dies | do(D = second))",
    "would(Y = dies | Y = dies, do(D = none))",
  ]) {
    const wanted = answer(diagram, question, { exact: (about) => solveEngine(about) });
    if (!wanted.ok || wanted.value[0]?.kind !== "values") throw new Error(question);
    await ask(question);
    const shown = page.locator(".answer-number b");
    await expect.poll(async () => await page.locator(".answer code").innerText()).toBe(question);
    await expect
      .poll(async () => Number((await shown.innerText()).replace("≈", "")))
      .toBeCloseTo(Number(wanted.value[0].values[0]), 4);
  }
  await ask("P(Y = dies) >= 0");
  await page.locator(".answer", { hasText: /Holds/u }).waitFor();
  await ask("P(Nobody)");
  await page.locator(".answer .note.bad").waitFor();
  await page.getByText("What would have been?").click();
  await page.getByRole("button", { name: "Ask this" }).click();
  await expect.poll(() => page.locator(".answer code").innerText()).toMatch(/^would\(/u);
  await page.locator(".answer-number, .answer .note").first().waitFor();
});

it("counts the diagrams in which a verdict holds", async () => {
  await open("textbooks/umbrella");
  const { diagram } = loadModel(readFileSync(`${MODELS}textbooks/umbrella.cid`, "utf8"));
  if (diagram === undefined) throw new Error("no model");
  const wanted = verdictRobustness(diagram, { largest: 1 });
  await page.getByRole("button", { name: "Count", exact: true }).click();
  await page
    .locator(".robustness", { hasText: `${wanted.verdicts.length} verdicts hold in` })
    .waitFor();
  expect(await page.locator(".robustness").innerText()).toContain(`of ${wanted.diagrams} diagrams`);
});

it("shows who relies on whom, and leads to the node that is chosen", async () => {
  await open("games/taxi-competition");
  await page.locator(".graph-facts", { hasText: /D\d on D\d/u }).waitFor();
  await page.getByRole("button", { name: "Relevance graph" }).click();
  expect(await page.locator(".graph-view .view-node").count()).toBe(2);
  expect(await page.locator(".graph-view .link.mechanism").count()).toBe(1);
  await page.locator(".graph-view .view-node", { hasText: "D2" }).click();
  await page.keyboard.press("Escape");
  await node(page, "D2").locator(".variable.selected").waitFor();
  await page.getByRole("button", { name: "Mechanised graph" }).click();
  await page.locator(".graph-view .mechanism circle").first().waitFor();
});

it("trains a learner in the model, and all agents of a game at once", async () => {
  await open("textbooks/umbrella");
  const training = page.locator(".training");
  await training.getByLabel("seeds").fill("2");
  await training.getByRole("button", { name: "Train", exact: true }).click();
  await training.locator(".trained", { hasText: "exact optimum" }).waitFor({ timeout: 60_000 });
  expect(await training.locator(".trained").innerText()).toMatch(/\d of 2 seeds/u);
  await open("games/taxi-competition");
  await training.getByLabel("learner").selectOption("regret_matching");
  await training.getByRole("button", { name: "Train", exact: true }).click();
  await training.locator(".trained", { hasText: "largest regret" }).waitFor({ timeout: 60_000 });
});
