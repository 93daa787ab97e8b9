/** Where to start, the help, and links that others can open and that show the same. */
import { writeShareLink } from "@cidery/core/session";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { freshPage } from "./browser.ts";
import { startedForAllTests } from "./freshPages.ts";
import { node, runFromPalette, setText, settled } from "./workbench.ts";

const started = startedForAllTests();

async function withPage(
  work: (page: Page) => Promise<void>,
  address = "",
  options: Parameters<typeof freshPage>[2] = {},
): Promise<void> {
  const { page, context, errors } = await freshPage(
    started.browser,
    address.startsWith("http") ? address : started.server.url + address,
    options,
  );
  await work(page);
  expect(errors).toEqual([]);
  await context.close();
}

const title = (page: Page): Promise<string | null> => page.locator("h1").textContent();

/** Where each node stands beside the first, in units of the picture. */
async function placesOf(page: Page): Promise<Record<string, readonly [number, number]>> {
  return page.evaluate(() => {
    const at = [...document.querySelectorAll<HTMLElement>(".react-flow__node")].map((one) => {
      const [x = 0, y = 0] = (one.style.transform.match(/-?[\d.]+/gu) ?? []).map(Number);
      return [one.dataset["id"] ?? "", x + one.offsetWidth / 2, y + one.offsetHeight / 2] as const;
    });
    at.sort(([a], [b]) => (a < b ? -1 : 1));
    const [, left = 0, top = 0] = at[0] ?? [];
    return Object.fromEntries(
      at.map(([name, x, y]) => [name, [Math.round(x - left), Math.round(y - top)] as const]),
    );
  });
}

async function sharedLink(page: Page): Promise<string> {
  await runFromPalette(page, "file.share");
  const link = await page.locator(".copyable input[readonly]").first().inputValue();
  await page.keyboard.press("Escape");
  return link;
}

describe("where to start", () => {
  it(
    "plays the first example, and leads from a model to what fixes it",
    () =>
      withPage(async (page) => {
        // Below a model without a story, too.
        await setText(page, "chance Weather\n");
        await page.locator(".story-bar.none").waitFor();
        await page.getByRole("button", { name: "Where to start" }).click();
        await page.getByRole("button", { name: "See an incentive" }).click();
        await page.locator(".story-words", { hasText: "paid in clicks" }).waitFor();
        await runFromPalette(page, "help.start");
        const line = page.locator(".argument li", { hasText: "The forecast makes itself true" });
        await line.getByRole("button", { name: "Counterfactual oracle", exact: true }).click();
        await expect.poll(() => title(page)).toBe("Counterfactual oracle");
        await page.locator(".story-words", { hasText: "Nobody reads the answer" }).waitFor();
      }),
    60_000,
  );

  it(
    "lists models with tasks for teachers, by touch on a phone",
    () =>
      withPage(
        async (page) => {
          await page.evaluate(() => window.cidery.run("help.start"));
          await page.getByRole("button", { name: "For teachers" }).tap();
          await page.locator(".teaching").getByRole("button", { name: "Self-fulfilling" }).tap();
          await expect.poll(() => title(page)).toBe("Self-fulfilling prophecy");
          await page.locator(".story-words").waitFor();
        },
        "",
        { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
      ),
    60_000,
  );
});

describe("the help", () => {
  it(
    "has a line per badge in the criterion's words, the tutorial, and sources that link",
    () =>
      withPage(async (page) => {
        await runFromPalette(page, "help.glossary");
        await page.locator(".glossary", { hasText: "Is there a parametrisation" }).waitFor();
        expect(await page.locator(".glossary > div").count()).toBeGreaterThan(12);
        await page.getByRole("tab", { name: "Tutorial" }).click();
        await page.locator(".prose", { hasText: "Play the story" }).waitFor();
        await page.getByRole("tab", { name: "Sources" }).click();
        await page.locator('.sources a[href="https://arxiv.org/abs/1906.08663"]').waitFor();
      }),
    60_000,
  );

  it(
    "links the citation of a model",
    () =>
      withPage(async (page) => {
        await setText(page, 'model "A"\ncite "Everitt et al. 2019 (arXiv:1906.08663)"\nchance A\n');
        await page.getByRole("tab", { name: "Source" }).click();
        await page.locator('.source a[href="https://arxiv.org/abs/1906.08663"]').waitFor();
      }),
    60_000,
  );
});

describe("a link", () => {
  it(
    "keeps places, what is observed, the pinned verdict and the open tab",
    () =>
      withPage(async (page) => {
        await page.evaluate(() => window.cidery.run("answers.run"));
        await node(page, "opinion").locator(".bar", { hasText: "extreme" }).click();
        await node(page, "posts")
          .locator(".bar", { hasText: "balanced" })
          .click({ modifiers: ["Alt"] });
        const kept = ["opinion = extreme", "do(posts to show = balanced)"];
        for (const words of kept)
          await page.locator(".evidence .chip", { hasText: words }).waitFor();
        await page.getByRole("tab", { name: "Ask" }).click();
        await page.evaluate(() => {
          const { session } = window.cidery;
          session.select({
            pinnedVerdict: "instrumental-control-incentive|recommender|posts|influenced||",
          });
        });
        await settled(page);
        const before = await placesOf(page);
        const link = await sharedLink(page);
        await withPage(async (fresh) => {
          const tab = fresh.getByRole("tab", { name: "Ask" });
          await expect.poll(() => tab.getAttribute("aria-selected")).toBe("true");
          await node(fresh, "influenced").locator(".bars").waitFor();
          await settled(fresh);
          expect(await placesOf(fresh)).toEqual(before);
          expect(
            await fresh.evaluate(() => window.cidery.session.state().selection.pinnedVerdict),
          ).toContain("|influenced|");
          await fresh.getByRole("tab", { name: "Numbers" }).click();
          for (const words of kept)
            await fresh.locator(".evidence .chip", { hasText: words }).waitFor();
        }, link);
      }),
    60_000,
  );

  it(
    "says that only this computer can open it, until it leads elsewhere",
    () =>
      withPage(async (page) => {
        await runFromPalette(page, "file.share");
        await page.getByText("which only this computer can open").waitFor();
        await page.getByLabel("Address of the workbench").fill("https://example.org/cidery/");
        await page.getByText("which only this computer can open").waitFor({ state: "detached" });
        const values = await page
          .locator(".copyable input[readonly]")
          .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
        for (const value of values) expect(value).toContain("https://example.org/cidery/");
        await page.getByLabel("Address of the workbench").fill("example");
        await page.getByText("An address begins with").waitFor();
      }),
    60_000,
  );

  it(
    "of another engine says which incentives read differently",
    () =>
      withPage(
        async (page) => {
          await page
            .locator(".toast", { hasText: "value of information (agent, D, A) has come" })
            .waitFor();
          await page.locator(".toast", { hasText: "0.0.1" }).waitFor();
          await node(page, "U").waitFor();
        },
        `#${writeShareLink({
          text: "chance A\ndecision D\nutility U from A, D\n",
          engine: "0.0.1",
          seed: 1,
          view: { present: [] },
        })}`,
      ),
    60_000,
  );
});
