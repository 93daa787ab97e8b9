/** Every lab on its page: opened, drawn, stepped, trained for a moment, run, swept, shared. */
import { LABS } from "cidery-labs";
import type { Page } from "playwright-core";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { expectNoViolations } from "./axe.ts";
import { freshPage } from "./browser.ts";
import { startedForAllTests } from "./freshPages.ts";
import { namesOf, runFromPalette, textOf } from "./workbench.ts";

const started = startedForAllTests();
let page: Page;
let errors: string[];

beforeAll(async () => {
  ({ page, errors } = await freshPage(started.browser, started.server.url));
});

/** One test that fails must not take the others with it. */
beforeEach(async () => {
  if (await page.locator(".lab-page").count()) await backToModel(page);
  errors.length = 0;
});

/** Waits until a task of the page has one of these states. */
function task(on: Page, name: string, ...states: readonly string[]): Promise<unknown> {
  const anyOf = states.map((state) => `[data-task=${name}][data-status=${state}]`).join(", ");
  return on.waitForSelector(anyOf, { timeout: 60_000 });
}

async function openFromShelf(id: string): Promise<void> {
  await runFromPalette(page, "file.labs");
  await page.locator(`[data-lab="${id}"] .open`).click();
  await page.waitForSelector(".lab-page h2");
}

async function backToModel(on: Page): Promise<void> {
  await on.getByRole("button", { name: "Back to the model" }).click();
  await on.waitForSelector(".lab-page", { state: "detached" });
}

describe("the shelf", () => {
  it("has a card for every lab, among the models and alone", async () => {
    await runFromPalette(page, "file.labs");
    await page.waitForSelector("[data-lab]");
    expect(await page.locator("[data-lab]").count()).toBe(LABS.length);
    expect(await page.locator("[data-slug]").count()).toBe(0);
    await page.getByLabel("Topic").selectOption("");
    await page.waitForSelector("[data-slug]");
    await page.getByLabel("Search the models").fill("off-switch");
    expect(await page.locator("[data-lab]").count()).toBe(1);
    await page.keyboard.press("Escape");
  });
});

describe("every lab", () => {
  for (const lab of LABS) {
    it(`${lab.id}: is drawn, stepped, trained for a moment and run`, async () => {
      const before = await textOf(page);
      await openFromShelf(lab.id);
      expect(await page.locator(".lab-page h2").textContent()).toBe(lab.title);
      await page.waitForSelector(".prose p");
      for (const source of lab.sources) {
        expect(await page.locator(".lab-about").textContent()).toContain(source);
      }

      // The edit, in pictures and in words, for every variant.
      const variants = lab.diagrams.slice(1);
      expect(await page.locator(".lab-side .lab-drawing svg").count()).toBe(
        Math.min(2, lab.diagrams.length),
      );
      for (const { title, edit } of variants) {
        if (variants.length > 1) {
          await page
            .locator("[data-part=diagrams] .lab-choice")
            .getByRole("button", { name: title, exact: true })
            .click();
        }
        const words = await page.locator(".lab-edit").textContent();
        if (edit !== undefined) expect(words).toContain(edit);
        expect(await page.locator(".lab-changes li").count()).toBeGreaterThan(0);
      }

      // Parameters with unit, range and where they come from.
      expect(await page.locator(".lab-parameter").count()).toBe(lab.parameters.length);
      expect(await page.locator(".lab-parameter .provenance").count()).toBe(lab.parameters.length);

      if (lab.episode !== undefined) {
        await page.waitForSelector(".lab-player", { timeout: 60_000 });
        const steps = page.locator(".lab-step");
        expect(await steps.textContent()).toMatch(/^0 \/ [1-9]/u);
        const caption = page.locator(".lab-caption").first();
        const start = await caption.textContent();
        await page.getByRole("button", { name: "Step", exact: true }).click();
        expect(await steps.textContent()).toMatch(/^1 \//u);
        await expect.poll(() => caption.textContent()).not.toBe(start);
        await page.getByRole("button", { name: "Step back" }).click();
        expect(await caption.textContent()).toBe(start);
      }

      await task(page, "runs", "done");
      const rows = await page.locator("[aria-label^='Results by agent'] tbody tr").count();
      expect(rows).toBeGreaterThan(0);
      expect(rows).toBeLessThanOrEqual(lab.agents.length);
      expect(await page.locator("[data-task=runs] [role=alert]").count()).toBe(0);

      if (lab.train === undefined) {
        expect(await page.locator("[data-task=train]").count()).toBe(0);
      } else {
        await page.locator("[data-task=train] .primary").click();
        await page.waitForSelector("[data-part=training] .lab-plot svg", { timeout: 60_000 });
        // Cancelled where it is still training; what it has told stays.
        await page
          .locator("[data-task=train] button", { hasText: "Cancel" })
          .click({ timeout: 500 })
          .catch(() => undefined);
        await task(page, "train", "stopped", "done");
        expect(await page.locator("[data-part=training] .lab-plot svg").count()).toBeGreaterThan(0);
      }
      await backToModel(page);
      expect(await textOf(page)).toBe(before);
      expect(errors).toEqual([]);
    });
  }
});

describe("a lab's page", () => {
  it("opens a link with the same settings, seed and results, and reads it back", async () => {
    const address = `${started.server.url}#lab/off-switch?seed=7&runs=2&beta=2&sigma=0.5&mu=1&episodes=1000`;
    const { page: other, context } = await freshPage(started.browser, address);
    await task(other, "runs", "done");
    const table = await other.locator("[aria-label='Results by agent']").textContent();
    expect(await other.locator("[data-parameter=beta] .field").inputValue()).toBe("2");
    expect(await other.locator(".lab-whole .field").first().inputValue()).toBe("7");
    await expect.poll(() => other.url()).toContain("engine=");
    const shared = other.url();
    await context.close();

    const again = await freshPage(started.browser, shared);
    await task(again.page, "runs", "done");
    expect(await again.page.locator("[aria-label='Results by agent']").textContent()).toBe(table);
    await backToModel(again.page);
    expect((await namesOf(again.page)).length).toBeGreaterThan(0);
    expect(again.page.url()).not.toContain("lab/");
    expect(again.errors).toEqual([]);
    await again.context.close();
  });

  it("says what of a link cannot be used", async () => {
    const { page: other, context } = await freshPage(
      started.browser,
      `${started.server.url}#lab/off-switch?beta=99&gamma=1&seed=0`,
    );
    await other.waitForSelector(".lab-head .note");
    const said = await other.locator(".lab-head .note").allTextContents();
    expect(said.join(" ")).toMatch(/beta = 99 is outside 0 … 3/u);
    expect(said.join(" ")).toMatch(/no parameter gamma/u);
    expect(said.join(" ")).toMatch(/seed = 0/u);
    await other.goto(`${started.server.url}#lab/nothing-here`);
    await other.waitForSelector("text=There is no lab");
    await context.close();
  });

  it("goes back with the browser's button, to the model untouched", async () => {
    const before = await textOf(page);
    const address = page.url();
    await openFromShelf("off-switch");
    await page.locator("#lab-chosen").selectOption("tool-ai");
    await page.waitForSelector(
      "h2:has-text('" + (LABS.find(({ id }) => id === "tool-ai")?.title ?? "") + "')",
    );
    await page.goBack();
    await page.waitForSelector("h2:has-text('off-switch')");
    await page.goBack();
    await page.waitForSelector(".lab-page", { state: "detached" });
    expect(await textOf(page)).toBe(before);
    expect(page.url()).toBe(address);
  });

  it("marks results stale when settings change, and renews them; resets", async () => {
    await openFromShelf("off-switch");
    await task(page, "runs", "done");
    await page.locator("[data-parameter=beta] .field").fill("4");
    expect(await page.locator("[data-parameter=beta] .lab-trouble").textContent()).toContain(
      "outside",
    );
    await page.locator("[data-parameter=beta] .field").fill("2.5");
    await page.waitForSelector("[data-task=runs] .note");
    await page.locator("[data-parameter=beta] input[type=range]").focus();
    await page.keyboard.press("ArrowLeft");
    expect(Number(await page.locator("[data-parameter=beta] .field").inputValue())).toBeLessThan(
      2.5,
    );
    await page.locator("[data-task=runs] .primary").click();
    await page.waitForSelector("[data-task=runs] .note", { state: "detached" });
    await page.getByRole("button", { name: "Reset all" }).click();
    expect(await page.locator("[data-parameter=beta] .field").inputValue()).toBe("0");
    await backToModel(page);
  });

  it("shows its episode again when it was left before there was one", async () => {
    await openFromShelf("reward-tampering");
    await backToModel(page);
    await openFromShelf("reward-tampering");
    await page.waitForSelector(".lab-player", { timeout: 60_000 });
    await backToModel(page);
  });

  it("plays with the keyboard, and is silent about it while it plays", async () => {
    await openFromShelf("off-switch");
    await page.waitForSelector(".lab-player", { timeout: 60_000 });
    const play = page.getByRole("button", { name: "Play" });
    await play.focus();
    await page.keyboard.press("Enter");
    const spoken = page.locator("[data-part=watch] p[role=status].visually-hidden").last();
    expect(await spoken.textContent()).toBe("Playing.");
    await expect.poll(() => spoken.textContent()).toMatch(/^Step (\d+) of \1\./u);
    await page.getByLabel("Step of the episode").focus();
    await page.keyboard.press("Home");
    expect(await page.locator(".lab-step").textContent()).toMatch(/^0 \//u);
    await backToModel(page);
  });

  it("computes a sweep point by point, cancels it, and keeps what it has", async () => {
    await openFromShelf("tomatoes");
    await page.locator("[data-task=sweep0] select").selectOption("20");
    await page.locator("[data-task=sweep0] .primary").click();
    await page.waitForSelector("[data-part=sweep] .lab-plot svg", { timeout: 60_000 });
    await page.locator("[data-task=sweep0] button", { hasText: "Cancel" }).click();
    await task(page, "sweep0", "stopped");
    expect(await page.locator("[data-task=sweep0]").textContent()).toContain(
      "The results up to then are shown.",
    );
    expect(await page.locator("[data-part=sweep] .lab-plot svg").count()).toBeGreaterThan(0);
    await backToModel(page);
  });

  it("shows two parameters as a map with a legend, in words and in numbers, light and dark", async () => {
    await openFromShelf("off-switch");
    const part = page.locator("[data-part=sweep]");
    await part.getByRole("button", { name: /beta.*×.*sigma/u }).click();
    await page.locator("[data-task=sweep1] .primary").click();
    await task(page, "sweep1", "done");
    const map = part.getByRole("img", { name: /^worth of the switch Δ over .*: 256 cells/u });
    expect(await map.getAttribute("aria-label")).toMatch(
      /from ≈?−0\.229\d? to ≈?0\.963\d?, below 0 in \d+$/u,
    );
    const colours = async (): Promise<Set<string>> => {
      const cells = map.locator("g[shape-rendering] rect");
      expect(await cells.count()).toBe(256);
      const all = await cells.evaluateAll((each) => each.map((one) => getComputedStyle(one).fill));
      return new Set(all);
    };
    const light = await colours();
    // Nearly every cell has a number, and so a colour, of its own.
    expect(light.size).toBeGreaterThan(200);
    expect(await part.locator(".lab-heat-ends").first().textContent()).toContain("0");
    await part.locator("summary", { hasText: "The same in numbers" }).click();
    expect(await part.locator("table").first().textContent()).toContain("−0.03793");
    await expectNoViolations(page);
    await page.evaluate(() => document.documentElement.setAttribute("data-theme", "dark"));
    const dark = await colours();
    expect([...dark].filter((colour) => light.has(colour))).toEqual([]);
    await expectNoViolations(page);
    await page.evaluate(() => document.documentElement.setAttribute("data-theme", "light"));
    await backToModel(page);
  });

  it("says where an incentive is possible but not here, and finds settings where it is", async () => {
    // A robot that is certain: waiting for a rational human is worth nothing more than acting.
    const fresh = await freshPage(
      started.browser,
      `${started.server.url}#lab/off-switch?sigma=0&beta=0&episodes=100&runs=1`,
    );
    const { page: other, context } = fresh;
    await task(other, "runs", "done");
    const meter = other.locator("[data-meter=meter]").first();
    expect(await meter.textContent()).toContain("Possible, not at these settings");
    await meter.getByRole("button", { name: /^Search for settings/u }).click();
    await meter.locator(".lab-found").waitFor({ timeout: 60_000 });
    expect(await meter.locator(".lab-found").textContent()).toContain("sigma = ");
    await meter.getByRole("button", { name: "Use these settings" }).click();
    const sigma = await other.locator("[data-parameter=sigma] .field").inputValue();
    expect(Number(sigma)).toBeGreaterThan(0);
    expect(fresh.errors).toEqual([]);
    await context.close();
  });

  it("checks a claim and says what was measured", async () => {
    await openFromShelf("recursive-oversight");
    const claim = page.locator("[data-claim]").first();
    await claim.getByRole("button").click();
    await task(page, "claims", "done");
    expect(await claim.locator(".lab-measured").textContent()).toMatch(/^Holds\./u);
    await backToModel(page);
  });

  it("opens a variant in the editor, with what it extends", async () => {
    await openFromShelf("off-switch");
    await page.locator("[data-file='noisy-human.cid'] button").click();
    await page.waitForSelector(".lab-page", { state: "detached" });
    expect(await textOf(page)).toContain('extends "diagram.cid"');
    await expect.poll(() => namesOf(page)).toContain("H");
    await page.keyboard.press("Escape");
    expect(errors).toEqual([]);
  });
});

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  it.each([
    ["wide", { width: 1440, height: 900 }],
    ["on a phone", { width: 390, height: 844 }],
  ] as const)("%s: no violation, nothing wider than the screen", async (_, viewport) => {
    const fresh = await freshPage(
      started.browser,
      `${started.server.url}#lab/reward-tampering?runs=1`,
      {
        colorScheme,
        viewport,
      },
    );
    const { page: other, context } = fresh;
    await task(other, "runs", "done");
    await other.locator("[data-task=train] .primary").click();
    await other.waitForSelector("[data-part=training] .lab-plot svg", { timeout: 60_000 });
    await expectNoViolations(other);
    const width = await other
      .locator(".lab-scroll")
      .evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(width).toBeLessThanOrEqual(0);
    expect(fresh.errors).toEqual([]);
    await context.close();
  });
});
