/** The incentive meter beside the graph's verdict, and the search for settings where it reads. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { eachTestOnAFreshPage } from "./freshPages.ts";
import { catalogue, node, runFromPalette, setText, textOf } from "./workbench.ts";

let page: Page;

eachTestOnAFreshPage((fresh) => {
  page = fresh;
});

/** Meddling with X pays `pay`; at the declared value it does not cover its price. */
const PRICED = `param pay = 0 in 0..3 // what X pays
param price = 0.5 in 0..1
decision D : {mind, meddle}
chance X : {0, 1} = if D == meddle then 1 else 0
utility U = pay * X - (if D == meddle then price else 0)
`;
/** Many actions and two parameters that never help: the search takes its time. */
const LONG = `param a = 0 in 0..0.001
param b = 0 in 0..0.001
decision D : 0..199
chance X : 0..199 = D
utility U = 0 * X + a * b * 0
`;

const rowOf = (name: string) => page.locator(".meters li", { hasText: name });
const words = "possible, not at these settings";

describe("where the graph admits a control incentive and the meter reads 0", () => {
  it("a search finds parameter values; using them is one edit that undo takes back", async () => {
    await setText(page, PRICED, "priced.cid");
    await node(page, "X").waitFor();
    await runFromPalette(page, "answers.run");
    const row = rowOf("X");
    await row.getByText(words).waitFor();
    expect(await row.locator(".number").textContent()).toBe("0");
    await row.getByRole("button", { name: /^Search settings/u }).click();
    await row.getByText(/At pay = [\d.]+ it reads/u).waitFor();
    const [, found] = /pay = ([\d.]+)/u.exec((await row.textContent()) ?? "") ?? [];
    await row.getByRole("button", { name: "Use these values" }).click();
    const changed = PRICED.replace("pay = 0", `pay = ${found}`);
    await expect.poll(() => textOf(page)).toBe(changed);
    await row.getByText("wanted").waitFor();
    await expect
      .poll(async () => Number(await row.locator(".number").textContent()))
      .toBeGreaterThan(0);
    await runFromPalette(page, "edit.undo");
    await expect.poll(() => textOf(page)).toBe(PRICED);
    await row.getByText(words).waitFor();
  });

  it("a catalogue model shows which other numbers would do, and opens with them", async () => {
    const slug = "frameworks/self-fulfilling-prophecy";
    const text = catalogue().find((one) => one.slug === slug)?.text ?? "";
    await setText(page, text, `${slug}.cid`);
    const verdict = page.locator(
      '.verdict[data-verdict^="instrumental-control-incentive|"][data-verdict*="|W|"]',
    );
    await verdict.locator(".verdict-line").click();
    await verdict.getByRole("button", { name: /What is it worth/u }).click();
    await verdict.locator(".verdict-line", { hasText: words }).waitFor();
    await verdict.locator(".meter-note", { hasText: "0 units of utility" }).waitFor();
    await verdict.getByRole("button", { name: /^Search settings/u }).click();
    await verdict.getByText(/With other numbers it reads/u).waitFor();
    const changes = await verdict.locator(".found pre").textContent();
    await verdict.getByRole("button", { name: "Open as a new model" }).click();
    for (const line of (changes ?? "?").split("\n")) expect(await textOf(page)).toContain(line);
    await verdict.locator(".meter-note", { hasText: /utility, wanted/u }).waitFor();
    await runFromPalette(page, "edit.undo");
    expect(await textOf(page)).toBe(text);
  });

  it("a model without numbers is shown to allow it by random numbers, with the seed", async () => {
    const bare = "decision D\nchance X from D\nchance Y\nutility U from X, Y\n";
    await setText(page, bare, "bare.cid");
    await node(page, "Y").waitFor();
    const verdict = page.locator(
      '.verdict[data-verdict^="instrumental-control-incentive|"][data-verdict*="|X|"]',
    );
    await verdict.locator(".verdict-line").click();
    await verdict.getByText("Without numbers there is no meter").waitFor();
    await verdict.getByRole("button", { name: /^Try random numbers/u }).click();
    await verdict.getByText(/Possible: with random numbers.*seed 1/u).waitFor();
    const changes = await verdict.locator(".found pre").textContent();
    await verdict.getByRole("button", { name: /^Try other random numbers/u }).click();
    await verdict.getByText(/Possible: with random numbers.*seed 2/u).waitFor();
    expect(await verdict.locator(".found pre").textContent()).not.toBe(changes);
    await verdict.getByRole("button", { name: "Open as a new model" }).click();
    await verdict.locator(".meter-note", { hasText: /utility, wanted/u }).waitFor();
    await runFromPalette(page, "edit.undo");
    expect(await textOf(page)).toBe(bare);
  });

  it("a search can be cancelled, and what was found for an older model says so", async () => {
    await setText(page, LONG, "long.cid");
    await node(page, "X").waitFor();
    await runFromPalette(page, "answers.run");
    const row = rowOf("X");
    await row.getByRole("button", { name: /^Search settings/u }).click();
    await row.locator("progress").waitFor();
    await row.getByRole("button", { name: "Cancel" }).click();
    await row.getByText("Cancelled.").waitFor();

    await setText(page, PRICED, "priced.cid");
    await row.getByText("Cancelled.").waitFor({ state: "detached" });
    await row.getByText(words).waitFor();
    await row.getByRole("button", { name: /^Search/u }).click();
    await row.getByRole("button", { name: "Use these values" }).waitFor();
    await setText(page, PRICED.replace("price = 0.5", "price = 0.7"), "priced.cid");
    await row.getByText("before the last change").waitFor();
    await expect
      .poll(() => row.getByRole("button", { name: "Use these values" }).isDisabled())
      .toBe(true);
  });
});

/** Without numbers, the graph admits that A is worth seeing, reacted to and set. */
const BARE = "chance A\ndecision D sees A\nchance X from D, A\nutility U from X\n";

describe("an example of every incentive that numbers can be asked about", () => {
  const line = (words: string) => page.locator(".agent-card .card-line", { hasText: words });
  const ofControl = () =>
    page.locator('.verdict[data-verdict^="value-of-control|"][data-verdict*="|A|"]');

  it("random numbers show information and responses, and the model that opens has them", async () => {
    for (const [words, reads] of [
      ["may want to know", "seeing it is worth"],
      ["may react to", "every optimal policy reacts to it, with a probability of at least"],
    ] as const) {
      await setText(page, BARE, "bare.cid");
      await node(page, "X").waitFor();
      await line(words)
        .getByRole("button", { name: /^show me an example/u })
        .click();
      const answer = line(words).locator(".card-answer");
      await answer.getByText("The graph admits it: some numbers have it.").waitFor();
      await answer.getByRole("button", { name: /^Try random numbers/u }).click();
      await answer.getByText(`two values for each variable, ${reads}`).waitFor();
      await answer.getByRole("button", { name: "Open as a new model" }).click();
      await answer.getByRole("button", { name: /^Search settings/u }).click();
      const here = answer.getByText(`At these settings ${reads}`);
      await here.waitFor();
      const number = ((await here.locator("b").textContent()) ?? "").replace("≈", "");
      expect(Number(number)).toBeGreaterThan(0);
      await setText(page, "", "empty.cid");
    }
  });

  it("so it is of the value of control, in the list of verdicts", async () => {
    await setText(page, BARE, "bare.cid");
    await node(page, "X").waitFor();
    await ofControl().locator(".verdict-line").click();
    await ofControl()
      .getByRole("button", { name: /^Try random numbers for A/u })
      .click();
    await ofControl().getByText("two values for each variable, setting it is worth").waitFor();
  });

  it("what these numbers lack is looked for in others; a verdict of the graph that rules it out has no search", async () => {
    const idle = `chance A : {0, 1} ~ { 0: 0.5, 1: 0.5 }
chance B : {0, 1} ~ { 0: 0.5, 1: 0.5 }
decision D : {0, 1} sees A, B
utility U = 0 * A + D
`;
    await setText(page, idle, "idle.cid");
    await node(page, "B").waitFor();
    await line("may react to")
      .getByRole("button", { name: /^show me an example/u })
      .click();
    const answer = line("may react to").locator(".card-answer");
    await answer.getByRole("button", { name: /^Search settings/u }).click();
    await answer.getByText(/With other numbers every optimal policy reacts to it/u).waitFor();
    const excluded = page.locator(
      '.verdict[data-verdict^="response-incentive|"][data-verdict*="|B|"]',
    );
    await excluded.locator(".verdict-line").click();
    await excluded.locator(".sentence", { hasText: "no response incentive" }).waitFor();
    expect(await excluded.getByRole("button", { name: /settings|numbers/u }).count()).toBe(0);
  });
});
