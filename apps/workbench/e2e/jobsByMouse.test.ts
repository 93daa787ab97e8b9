/**
 * The other jobs that people come with, each from its beginning to its end by mouse, as one who has never
 * seen the language: a model of another tool, a lesson, an analysis, a build that stopped, a game of three,
 * a lab, the documentation. The first jobs are in `jobs.test.ts`.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answer, solveEngine } from "@cidery/core/check";
import { loadModel } from "@cidery/core";
import { formatNamed, readModelFile } from "@cidery/core/formats";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommandLine } from "../../../packages/cidery/src/cli/index.ts";
import { fakeTerminal } from "../../../packages/cidery/test/fakeTerminal.ts";
import { freshPage, startWorkbench } from "./browser.ts";
import { onePageForAllTests, startedForAllTests } from "./freshPages.ts";
import { chooseInMenu, openFromDisk } from "./hand.ts";
import { clickArrow, MODELS, namesOf, node, settled, textOf } from "./workbench.ts";

const started = startedForAllTests();

const title = (page: Page): Promise<string | null> =>
  page.locator(".document-name h1").textContent();
const tab = (page: Page, name: string): Promise<void> =>
  page.getByRole("tab", { name, exact: true }).click();

/** Searches the gallery and opens the card. */
async function openFromGallery(page: Page, words: string, slug: string): Promise<void> {
  await page.getByRole("button", { name: "Gallery" }).click();
  await page.getByPlaceholder(/^Search/u).fill(words);
  await page.locator(`[data-slug="${slug}"] .open`).click();
  await page.locator(".dialog").waitFor({ state: "detached" });
}

async function compute(page: Page): Promise<void> {
  await tab(page, "Numbers");
  const body = page.locator(".tab-body[data-state=active]");
  await body.getByRole("button", { name: /^Compute/u }).click();
  await page.locator(".results").waitFor();
}

describe("(c) a model of another tool", () => {
  const page = onePageForAllTests(started);
  const text = readFileSync(`${MODELS}textbooks/umbrella.cid`, "utf8");
  const { diagram } = loadModel(text);
  if (diagram === undefined) throw new Error("no model");
  const wanted = answer(diagram, "value", { exact: (about) => solveEngine(about) });
  const value = wanted.ok && wanted.value[0]?.kind === "values" ? wanted.value[0].values[0] : 0;

  it.each(["xdsl", "net", "pgmx", "dne"])(
    "is opened from the disk, solved, and saved for its tool again: %s",
    async (id) => {
      const format = formatNamed(id);
      const written = format?.write?.(diagram);
      if (format === undefined || written?.ok !== true) throw new Error(`no writer of ${id}`);
      const name = `bought${format.endings[0]}`;
      await tab(page(), "Incentives");
      await openFromDisk(page(), { name, content: written.value });
      await expect.poll(async () => (await namesOf(page())).length).toBe(diagram.nodes.length);
      // Nothing of it is a mistake, and the answers stand there at once.
      await page().locator(".statusbar .good").waitFor();
      await page().locator(".agent-card").waitFor();
      await compute(page());
      const shown = page().locator(".results .values dd").first();
      await expect
        .poll(async () => Number((await shown.innerText()).replace("≈", "")))
        .toBeCloseTo(Number(value), 3);
      await chooseInMenu(page(), "File", "export.options");
      await page().getByLabel("Format of the file").selectOption(id);
      const coming = page().waitForEvent("download");
      await page().locator(".other-formats").getByRole("button", { name: "Save" }).click();
      const saved = readFileSync(await (await coming).path(), "utf8");
      const again = readModelFile({ name, text: saved }).result;
      expect(again.ok && again.value.diagram?.nodes.length).toBe(diagram.nodes.length);
    },
  );

  it("that nobody can read leaves everything as it is, and says what it is", async () => {
    const before = await namesOf(page());
    await openFromDisk(page(), { name: "scan.r", content: "library(bnlearn)\n" });
    await page().getByText("this is a program in R").first().waitFor();
    expect(await namesOf(page())).toEqual(before);
  });
});

describe("(e) a lesson", () => {
  const page = onePageForAllTests(started);

  it("is found, shown as slides, done as a task, and put on a page of one's own", async () => {
    await page().getByRole("button", { name: "Where to start" }).click();
    await page().getByRole("button", { name: "For teachers" }).click();
    await page().locator(".teaching").getByRole("button", { name: "Self-fulfilling" }).click();
    await expect.poll(() => title(page())).toBe("Self-fulfilling prophecy");
    const words = page().locator(".story-words > p");
    const first = await words.textContent();

    await chooseInMenu(page(), "View", "view.present");
    await page().locator(".app.presenting").waitFor();
    await page().getByRole("button", { name: "Next step" }).click();
    expect(await words.textContent()).not.toBe(first);
    await page().getByRole("button", { name: "Show the whole page" }).click();
    await page().locator(".topbar").waitFor();

    // The task hides what would give it away, sees by itself that another cut does not do it, and that this one does.
    const next = page().getByRole("button", { name: "Next step" });
    while (!/Cut one arrow/u.test((await words.textContent()) ?? "")) await next.click();
    await page().getByText("Answers are hidden").waitFor();
    expect(await page().locator(".badge").count()).toBe(0);
    const done = page().locator(".story-task .done");
    for (const [from, to, isIt] of [
      ["Q", "A", false],
      ["A", "W", true],
    ] as const) {
      const before = await textOf(page());
      await page().getByText("Not done yet.").waitFor();
      await settled(page());
      await clickArrow(page(), from, to);
      await chooseInMenu(page(), "Edit", "edit.delete");
      const ask = page().locator(".numbers-dialog button[type=submit]");
      if (isIt) await ask.click();
      await expect.poll(() => textOf(page())).not.toBe(before);
      if (isIt) break;
      expect(await done.count()).toBe(0);
      await page().getByRole("button", { name: "Undo" }).first().click();
      await expect.poll(() => textOf(page())).toBe(before);
    }
    await done.waitFor();
    await page().locator(".agent-card").first().waitFor();
    await page().getByRole("button", { name: "Leave the story" }).click();
  });

  it("as a frame in a page plays its steps, with every arrow", async () => {
    await page().getByRole("button", { name: "Share" }).click();
    const frame = await page()
      .getByLabel(/^Frame for a web page/u)
      .inputValue();
    await page().keyboard.press("Escape");
    const site = createServer((_, response) => {
      response.setHeader("Content-Type", "text/html");
      response.end(`<h1>Lesson 3</h1>${frame}`);
    });
    await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
    const context = await started.browser.newContext({ viewport: { width: 900, height: 700 } });
    const own = await context.newPage();
    await own.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
    const inside = own.frameLocator("iframe");
    await inside.getByRole("button", { name: "Play the story" }).click();
    const words = inside.locator(".story-words > p");
    const first = await words.textContent();
    await inside.getByRole("button", { name: "Next step" }).click();
    expect(await words.textContent()).not.toBe(first);
    const arrows = await page().locator(".react-flow__edge").count();
    await expect.poll(() => inside.locator(".react-flow__edge").count()).toBe(arrows);
    await context.close();
    site.close();
  });
});

describe("(f) a decision analyst", () => {
  const page = onePageForAllTests(started);
  const value = (section: string, name: string): Locator =>
    page()
      .locator(`${section} .values div`, { has: page().locator("dt", { hasText: name }) })
      .locator("dd")
      .first();

  it("reads what to do, what it is worth, what matters, and what a cautious judge would pay", async () => {
    await openFromGallery(page(), "wildcatter", "textbooks/oil-wildcatter");
    await compute(page());
    // Raiffa 1968: 22.5 with the test; seeing the oil itself before drilling is worth 55 − 22.5.
    await expect.poll(() => page().locator(".results .values dd").first().innerText()).toBe("22.5");
    const worth = page().locator("tr", { hasText: "seeing oil" }).filter({ hasText: "drill" });
    expect(await worth.first().locator("td").last().innerText()).toBe("32.5");
    await page().locator(".policy .best").first().waitFor();
    await page().locator(".strategy-line", { hasText: "test = true" }).waitFor();

    await page().getByRole("button", { name: "Look", exact: true }).click();
    const bars = page().locator(".tornado li button");
    await bars.first().waitFor();
    const widths = await page()
      .locator(".tornado-track > span")
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
    await bars.first().click();
    const regions = page().locator(".curve figcaption li");
    await expect.poll(() => regions.count()).toBeGreaterThan(1);
    expect(await regions.first().innerText()).toMatch(/from .* to .*: .*drill/u);

    const mean = Number(await value(".outcomes", "mean").innerText());
    await page().locator(".outcomes").getByLabel("risk tolerance").fill("50");
    const sure = value(".attitude", "certainty equivalent");
    await expect
      .poll(async () => Number((await sure.innerText()).replace("≈", "").replace("−", "-")))
      .toBeLessThan(mean);
    const coming = page().waitForEvent("download");
    await page().getByRole("button", { name: "Picture and files" }).click();
    await page().getByRole("button", { name: "Save as SVG" }).click();
    expect(readFileSync(await (await coming).path(), "utf8")).toContain("closed or open");
  });
});

describe("(g) a build that stopped", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "cidery-build-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function build(): Promise<{ code: number; printed: string }> {
    const terminal = fakeTerminal({ workingFolder: folder });
    const args = ["check", "model.cid", "--annotations", "--junit", "claims.xml"];
    return { code: await runCommandLine(args, terminal), printed: terminal.printed() };
  }

  it("names the claim and its line; the cut that mends it is made on the picture, and the build passes", async () => {
    const file = join(folder, "model.cid");
    const text = [
      "agent recommender",
      "chance opinion : bool ~ bernoulli(0.3)",
      "decision posts : bool sees opinion",
      "chance influenced : bool = opinion or posts",
      "utility clicks = number(influenced) + number(posts)",
      "claim not control(recommender, influenced)",
      "",
    ].join("\n");
    writeFileSync(file, text);
    const stopped = await build();
    expect(stopped.code).toBe(1);
    expect(stopped.printed).toMatch(/^::error file=model\.cid,line=6,/mu);
    expect(readFileSync(join(folder, "claims.xml"), "utf8")).toContain('failures="1"');

    const live = await startWorkbench(file);
    const { page, context, errors } = await freshPage(started.browser, live.url);
    await page.locator(".statusbar button.bad", { hasText: "1 of 1 claim fails" }).waitFor();
    await page
      .locator(".card-line", { hasText: "may want to change" })
      .getByRole("button", { name: /^fix/u })
      .click();
    await page.locator('.scissors[data-cut="influenced→clicks"]').click();
    await page.locator(".numbers-dialog button[type=submit]").click();
    await page.locator(".statusbar button.bad").waitFor({ state: "detached" });
    await expect.poll(() => readFileSync(file, "utf8")).not.toBe(text);
    const passed = await build();
    expect([passed.code, passed.printed.match(/::error/gu)]).toEqual([0, null]);
    expect(readFileSync(join(folder, "claims.xml"), "utf8")).toContain('failures="0"');
    expect(errors).toEqual([]);
    await context.close();
    await live.close();
  });
});

describe("(h) a game of three", () => {
  const page = onePageForAllTests(started);
  const AGENTS = ["ann", "bob", "cat"] as const;
  /** Whoever differs from both others gets one. */
  const MINORITY = [
    ...AGENTS.map((name) => `agent ${name}`),
    ...AGENTS.map((name) => `decision D_${name} : {left, right} by ${name}`),
    ...AGENTS.map((name) => {
      const [one, other] = AGENTS.filter((each) => each !== name);
      return `utility U_${name} for ${name} = if D_${name} == D_${one} or D_${name} == D_${other} then 0 else 1`;
    }),
    "",
  ].join("\n");

  /** By trying every change of one agent in every profile. */
  function pureEquilibria(): string[] {
    const paid = (profile: readonly string[], at: number): number =>
      profile.every((choice, i) => i === at || choice !== profile[at]) ? 1 : 0;
    const turned = (profile: readonly string[], at: number): string[] =>
      profile.map((choice, i) => (i === at ? (choice === "left" ? "right" : "left") : choice));
    const all = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) =>
      AGENTS.map((_, at) => ((bits >> at) & 1 ? "right" : "left")),
    );
    return all
      .filter((profile) =>
        AGENTS.every((_, at) => paid(turned(profile, at), at) <= paid(profile, at)),
      )
      .map((profile) => AGENTS.map((name, at) => `D_${name} ${profile[at]}`).join(", "))
      .sort();
  }

  it("shows each agent's answer, every equilibrium by name, and who relies on whom", async () => {
    await openFromDisk(page(), { name: "minority.cid", content: MINORITY });
    await expect.poll(() => page().locator(".agent-card").count()).toBe(3);
    const colours = await page()
      .locator(".agent-card")
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).borderLeftColor));
    expect(new Set(colours).size).toBe(3);
    await compute(page());
    const rows = page().locator(".equilibria-list tbody tr");
    const names = rows.locator(".equilibrium-name");
    await expect.poll(async () => (await names.allTextContents()).sort()).toEqual(pureEquilibria());
    for (const at of [2, 4, 1]) {
      const name = (await names.nth(at).textContent()) ?? "";
      await rows.nth(at).locator("input").click();
      for (const [, agent, choice] of name.matchAll(/D_(\w+) (\w+)/gu))
        await node(page(), `D_${agent}`)
          .locator(".bar", { hasText: new RegExp(`${choice}\\s*100%`, "u") })
          .waitFor();
    }
    await tab(page(), "Ask");
    await page().getByRole("button", { name: "Relevance graph" }).click();
    expect(await page().locator(".graph-view .view-node").count()).toBe(3);
    await page().locator(".graph-view .view-node", { hasText: "D_bob" }).click();
    await page().keyboard.press("Escape");
    await node(page(), "D_bob").locator(".variable.selected").waitFor();
  });
});

describe("(i) a lab", () => {
  const page = onePageForAllTests(started);
  const ran = (on: Page): Promise<unknown> =>
    on.waitForSelector("[data-task=runs][data-status=done]", { timeout: 120_000 });

  it("is found, read, changed, run again, watched, and handed on as it stands", async () => {
    await chooseInMenu(page(), "File", "file.labs");
    await page().locator('[data-lab="off-switch"] .open').click();
    await page().locator(".lab-conclusion").waitFor();
    await ran(page());
    const results = page().locator("[aria-label='Results by agent']");
    const before = await results.textContent();
    const slider = page().locator("[data-parameter=beta] input[type=range]");
    const box = (await slider.boundingBox()) as {
      x: number;
      y: number;
      width: number;
      height: number;
    };
    await page().mouse.click(box.x + box.width * 0.8, box.y + box.height / 2);
    // What stands there is of other settings, and says so until it is run again.
    await page().locator("[data-task=runs] .note").waitFor();
    await page().locator("[data-task=runs] .primary").click();
    await page().locator("[data-task=runs] .note").waitFor({ state: "detached" });
    await ran(page());
    await expect.poll(() => results.textContent()).not.toBe(before);
    const after = await results.textContent();
    const beta = await page().locator("[data-parameter=beta] .field").inputValue();
    await page().getByRole("button", { name: "Play" }).first().click();
    await expect
      .poll(() => page().locator(".lab-step").first().textContent())
      .not.toMatch(/^0 \//u);
    await expect.poll(() => page().url()).toContain(`beta=${beta}`);

    const fresh = await freshPage(started.browser, page().url());
    await ran(fresh.page);
    expect(await fresh.page.locator("[data-parameter=beta] .field").inputValue()).toBe(beta);
    expect(await fresh.page.locator("[aria-label='Results by agent']").textContent()).toBe(after);
    expect(fresh.errors).toEqual([]);
    await fresh.context.close();
    await page().getByRole("button", { name: "Back to the model" }).click();
    await node(page(), "influenced").waitFor();
  });
});

describe("(j) the documentation", () => {
  const page = onePageForAllTests(started);

  it("is read from the menu: tutorial, a line for every badge on screen, language, limits, sources", async () => {
    const badges = new Set(await page().locator(".react-flow__node .badge").allTextContents());
    await chooseInMenu(page(), "Help", "help.tutorial");
    const help = page().locator(".help-screen");
    await help.locator(".prose", { hasText: "Play the story" }).waitFor();
    await help.getByRole("tab", { name: "Glossary" }).click();
    await help.locator(".glossary > div").first().waitFor();
    const explained = await help.locator(".badge-sample").allTextContents();
    expect([...badges].filter((badge) => !explained.includes(badge))).toEqual([]);
    for (const [name, words] of [
      ["Language", /chance/u],
      ["Limits", /\w{20,}|does not/u],
    ] as const) {
      await help.getByRole("tab", { name }).click();
      await help.locator(".prose", { hasText: words }).waitFor();
    }
    await help.getByRole("tab", { name: "Sources" }).click();
    const links = help.locator(".sources a");
    await links.first().waitFor();
    const addresses = await links.evaluateAll((all) =>
      all.map((one) => (one as HTMLAnchorElement).href),
    );
    expect(addresses.length).toBeGreaterThan(10);
    for (const address of addresses) expect(address).toMatch(/^https:\/\//u);
    await page().keyboard.press("Escape");
  });

  it("of a verdict is one press away: its theorem and the work it is from", async () => {
    await page().locator(".card-line").first().getByRole("button", { name: /^why/u }).click();
    const source = page().locator(".card-answer a[href^='https://']").first();
    expect(await source.getAttribute("href")).toMatch(/arxiv\.org|doi\.org/u);
  });
});
