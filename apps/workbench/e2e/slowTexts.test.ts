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

/** Puts a text into a page whose processor is slowed down while the page reads it. */
async function setSlowly(page: Page, text: string): Promise<unknown> {
  const slower = await page.context().newCDPSession(page);
  await slower.send("Emulation.setCPUThrottlingRate", { rate: 20 });
  const late = await page.evaluate((content) => {
    const { session } = window.cidery;
    if (session.state().text === content) session.reload();
    else session.setText(content, "paste");
    return session.state().late;
  }, text);
  await slower.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  return late;
}

/** Whether it was given up, how many nodes it has and how many mistakes. */
function reading(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const { late, diagram, diagnostics } = window.cidery.session.state();
    return [late, diagram?.nodes.length, diagnostics.length];
  });
}

it("what the page has no time for is read in a worker, and then has its diagram", async () => {
  const page = await opened(SOUND);
  await page.evaluate(() => {
    // The page itself does not read it again.
    const { session } = window.cidery;
    const { reload } = session;
    Object.assign(window, { reload });
    Object.assign(session, { reload: () => Object.assign(window, { readAgain: true }) });
  });
  expect(await setSlowly(page, COSTLY)).toBe("typing");
  await expect.poll(() => reading(page), { timeout: 60_000 }).toEqual([undefined, 20, 0]);
  expect(await page.evaluate(() => "readAgain" in window)).toBe(false);
  // The same text, read again for another reason, and given up by a machine that is busy again.
  await page.evaluate(() => {
    const { reload } = window as unknown as { reload: () => void };
    Object.assign(window.cidery.session, { reload });
  });
  expect(await setSlowly(page, COSTLY)).toBe("patient");
  await expect.poll(() => reading(page), { timeout: 60_000 }).toEqual([undefined, 20, 0]);
  await page.context().close();
}, 200_000);

it("a worker is handed what the text extends", async () => {
  const page = await opened(`extends "frameworks/mdp"\n`);
  const nodes = (): Promise<number | undefined> =>
    page.evaluate(() => window.cidery.session.state().diagram?.nodes.length);
  await expect.poll(nodes, { timeout: 30_000 }).toBeGreaterThan(3);
  const own = (await nodes()) ?? 0;
  // No name of the model that is extended.
  const more = COSTLY.replace(SOUND, "").replaceAll(/\b[ABC](\d*)\b/gu, (name) => `Own${name}`);
  expect(await setSlowly(page, `extends "frameworks/mdp"\n${more}`)).toBe("typing");
  await expect.poll(() => reading(page), { timeout: 60_000 }).toEqual([undefined, own + 18, 0]);
  await page.context().close();
}, 200_000);

it("a worker that cannot be started is said, and can be asked again", async () => {
  const page = await opened(SOUND);
  await page.route(/task\.worker/u, (route) => route.abort());
  expect(await setSlowly(page, COSTLY)).toBe("typing");
  const again = page.getByRole("button", { name: "Read it again" });
  await again.waitFor({ timeout: 60_000 });
  await page.unroute(/task\.worker/u);
  await again.click();
  await expect.poll(() => reading(page), { timeout: 60_000 }).toEqual([undefined, 20, 0]);
  await page.context().close();
}, 200_000);

it("so is a large picture that could not be laid out", async () => {
  const page = await opened(SOUND);
  await page.locator(".react-flow__node").first().waitFor();
  await page.route(/task\.worker/u, (route) => route.abort());
  const large = Array.from({ length: 20 }, (_, i) => `chance L${i} : bool ~ bernoulli(0.5)`);
  await page.evaluate(
    (text) => window.cidery.session.open({ text, file: "large.cid" }, "open"),
    large.join("\n"),
  );
  const again = page.getByRole("button", { name: "Try again" });
  await again.waitFor({ timeout: 60_000 });
  await page.unroute(/task\.worker/u);
  await again.click();
  await page.locator('.react-flow__node[data-id="L19"]').waitFor({ timeout: 60_000 });
  await page.context().close();
}, 120_000);

it("a message stays its time, even if the page stands still right after it", async () => {
  const page = await opened(SOUND);
  await page.locator(".react-flow__node").first().waitFor();
  const shown = await page.evaluate(async () => {
    window.cidery.run("view.utilities");
    // Longer than a message is shown.
    for (const end = performance.now() + 5000; performance.now() < end; );
    for (let i = 0; i < 3; i++) await new Promise((next) => setTimeout(next, 20));
    return [...document.querySelectorAll(".toast p")].map((one) => one.textContent);
  });
  expect(shown).toEqual([expect.stringContaining("Utilities are drawn")]);
  // Then it goes.
  await page.locator(".toast").waitFor({ state: "detached", timeout: 60_000 });
  await page.context().close();
}, 120_000);
