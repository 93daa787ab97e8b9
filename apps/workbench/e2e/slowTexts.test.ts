/** A link whose text takes long to read: the page says so, and goes on taking what is typed. */
import { writeShareLink } from "@cidery/core/session";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { startedForAllTests } from "./freshPages.ts";
import { textOf, typeAtEnd } from "./workbench.ts";

const started = startedForAllTests();

const SOUND = "decision D : bool\nutility U = if D then 1 else 0\n";
/** Texts that cost, each with a mistake, so that nothing of them is drawn. */
const HOSTILE = {
  "loops inside loops":
    Array.from({ length: 6 }, (_, i) => `for a${i} in 1..10 { `).join("") + "}".repeat(6),
  "as many variables as there may be":
    "for t in 1..40000 { chance S[t] : bool ~ bernoulli(missing) }",
  "a distribution over 10^12 values": "chance X : 0..100 ~ binomial(10^12, 0.5)",
  "a range that never ends": "for t in 1..10^15 { chance S[t] : bool }",
};

async function opened(text: string): Promise<Page> {
  const context = await started.browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  await page.goto(
    `${started.server.url}#${writeShareLink({ text, engine: "0.1.0", file: "theirs.cid" })}`,
  );
  await page.waitForSelector(".cm-content");
  return page;
}

it.each(Object.entries(HOSTILE))(
  "%s",
  async (_, hostile) => {
    const page = await opened(`${SOUND}${hostile}\n`);
    const wrong = () => page.evaluate(() => window.cidery.session.state().diagnostics.length);
    await expect.poll(wrong).toBeGreaterThan(0);
    await typeAtEnd(page, "# still here");
    await expect.poll(() => textOf(page)).toContain("# still here");
    expect(await wrong()).toBeGreaterThan(0);
    await page.context().close();
  },
  90_000,
);

/** Sound, and costly: ten thousand rows of a long formula, a dozen times. */
const COSTLY = `chance A : 0..99 ~ uniform
chance B : 0..99 ~ uniform
${SOUND}${Array.from({ length: 16 }, (_, i) => {
  const sum = Array.from({ length: 30 }, (_x, k) => `A * ${k + 1} + B * B`).join(" + ");
  return `chance C${i} : bool ~ bernoulli(if (${sum}) % ${i + 5} > 3 then 0.2 else 0.4)`;
}).join("\n")}
`;

it("what the page has no time for is read in a worker, and then has its diagram", async () => {
  const page = await opened(SOUND);
  const slower = await page.context().newCDPSession(page);
  await slower.send("Emulation.setCPUThrottlingRate", { rate: 20 });
  const late = await page.evaluate((text) => {
    const { session } = window.cidery;
    // The page itself does not read it again.
    Object.assign(session, { reload: () => Object.assign(window, { readAgain: true }) });
    session.setText(text, "paste");
    return session.state().late;
  }, COSTLY);
  expect(late).toBe("typing");
  await slower.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const now = () =>
    page.evaluate(() => {
      const { late: still, diagram, diagnostics } = window.cidery.session.state();
      return [still, diagram?.nodes.length, diagnostics.length, "readAgain" in window];
    });
  await expect.poll(now, { timeout: 60_000 }).toEqual([undefined, 20, 0, false]);
  await page.context().close();
}, 120_000);
