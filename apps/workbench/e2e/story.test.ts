/** The steps of a model: on the page, in a frame and as slides; tasks hide the answers and see when they are done. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { freshPage } from "./browser.ts";
import { startedForAllTests } from "./freshPages.ts";
import { clickArrow, node, runFromPalette, setText, settled } from "./workbench.ts";

const started = startedForAllTests();

const words = (page: Page): Promise<string | null> =>
  page.locator(".story-words > p").textContent();

async function withPage(
  work: (page: Page) => Promise<void>,
  options: Parameters<typeof freshPage>[2] = {},
  extra = "",
): Promise<void> {
  const { page, context, errors } = await freshPage(
    started.browser,
    started.server.url + extra,
    options,
  );
  await work(page);
  expect(errors).toEqual([]);
  await context.close();
}

const pinnedOn = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => window.cidery.session.state().selection.pinnedVerdict);

describe("the story of the opening example", () => {
  it(
    "is played by mouse: each step lights what it is about, and pins what it pins",
    () =>
      withPage(async (page) => {
        await page.getByRole("button", { name: "Play the story" }).click();
        expect(await words(page)).toContain("paid in clicks");
        await page.waitForSelector('.react-flow__node[data-id="opinion"] .variable.dimmed');
        expect(await node(page, "posts").locator(".variable.dimmed").count()).toBe(0);
        await page.getByRole("button", { name: "Next step" }).click();
        await page.getByRole("button", { name: "Next step" }).click();
        expect(await words(page)).toContain("change what its user thinks");
        await expect.poll(() => pinnedOn(page)).toContain("instrumental-control-incentive");
        await page.getByRole("button", { name: "More" }).click();
        await page.locator(".story-more p", { hasText: "the path leads" }).waitFor();
        await page.getByRole("button", { name: "Leave the story" }).click();
        expect(await page.locator(".story-words").count()).toBe(0);
        expect(await pinnedOn(page)).toBeUndefined();
      }),
    40_000,
  );

  it(
    "does not pin what comes after the story was left",
    () =>
      withPage(async (page) => {
        let bring = (): void => undefined;
        const wanted = new Promise<void>((resolve) => {
          bring = resolve;
        });
        await page.route(/stepClaims-[^/]*\.js$/u, async (route) => {
          await wanted;
          await route.continue();
        });
        await page.getByRole("button", { name: "Play the story" }).click();
        await page.getByRole("button", { name: "Next step" }).click();
        const asked = page.waitForRequest(/stepClaims-[^/]*\.js$/u);
        await page.getByRole("button", { name: "Next step" }).click();
        await asked;
        await page.getByRole("button", { name: "Leave the story" }).click();
        const came = page.waitForResponse(/stepClaims-[^/]*\.js$/u);
        bring();
        await came;
        await page.waitForTimeout(500);
        expect(await pinnedOn(page)).toBeUndefined();
      }),
    40_000,
  );

  it(
    "is played by keys, and its task is done by deleting an arrow",
    () =>
      withPage(async (page) => {
        await node(page, "posts").focus();
        await page.keyboard.press("Shift+P");
        await page.waitForSelector(".story-words");
        for (let step = 1; step < 5; step++) {
          await page.keyboard.press("ArrowRight");
          await page.waitForFunction(
            (at) => document.querySelector(".story-turn")?.textContent?.includes(`${at}`),
            step + 1,
          );
        }
        expect(await words(page)).toContain("Cut one arrow");
        await page.getByText("Not done yet.").waitFor();
        // The answers would give it away.
        expect(await page.locator(".agent-card").count()).toBe(0);
        expect(await page.locator(".badge").count()).toBe(0);
        await page.getByText("Answers are hidden").waitFor();
        await settled(page);
        await clickArrow(page, "influenced", "clicks");
        await page.keyboard.press("Delete");
        await page.locator(".numbers-dialog button[type=submit]").click();
        await page.locator(".story-task .done").waitFor();
        // And are back when it is.
        await page.locator(".agent-card").first().waitFor();
        await page.keyboard.press("Control+z");
        await page.getByText("Not done yet.").waitFor();
      }),
    60_000,
  );

  it(
    "shows the answers to who gives up, and a hint",
    () =>
      withPage(async (page) => {
        await page.evaluate(() => window.cidery.run("view.story"));
        for (let step = 1; step < 5; step++)
          await page.getByRole("button", { name: "Next step" }).click();
        await page.getByRole("button", { name: "Hint" }).click();
        await page.locator(".story-more p", { hasText: "press Delete" }).waitFor();
        await page.getByRole("button", { name: "Show the answers" }).click();
        await page.locator(".agent-card").first().waitFor();
        await page.getByRole("button", { name: "Hide the answers" }).click();
        await page.locator(".agent-card").first().waitFor({ state: "detached" });
      }),
    40_000,
  );

  it(
    "is left when another model is opened, and not offered where there are no steps",
    () =>
      withPage(async (page) => {
        await page.evaluate(() => window.cidery.run("view.story"));
        await page.waitForSelector(".story-words");
        await page.evaluate(() => window.cidery.run("file.new"));
        await page.waitForSelector(".story-words", { state: "detached" });
        expect(await page.getByRole("button", { name: "Play the story" }).count()).toBe(0);
      }),
    40_000,
  );
});

describe("slides", () => {
  it(
    "show picture and steps alone; arrow keys turn them wherever the focus is, Escape ends them",
    () =>
      withPage(async (page) => {
        await runFromPalette(page, "view.present");
        await page.waitForSelector(".app.presenting");
        expect(await page.locator(".topbar").isVisible()).toBe(false);
        expect(await page.locator(".pane.answers").isVisible()).toBe(false);
        await page.locator(".canvas-area").focus();
        await page.keyboard.press("ArrowRight");
        expect(await words(page)).toContain("extreme users click more");
        await page.keyboard.press("PageUp");
        expect(await words(page)).toContain("paid in clicks");
        await page.keyboard.press("Escape");
        await page.waitForSelector(".topbar");
        expect(await page.locator(".app.presenting").count()).toBe(0);
      }),
    40_000,
  );
});

describe("a frame in another page", () => {
  it.each([
    ["a wide one", { viewport: { width: 720, height: 440 } }],
    ["on a phone", { viewport: { width: 390, height: 520 }, hasTouch: true, isMobile: true }],
  ])(
    "plays the story by touch or mouse, with arrows: %s",
    (_, options) =>
      withPage(
        async (page) => {
          const press = page.getByRole("button", { name: "Play the story" });
          if ("hasTouch" in options) await press.tap();
          else await press.click();
          await page.waitForFunction(() => document.querySelectorAll(".link-target").length > 4);
          for (let step = 1; step < 5; step++) {
            const next = page.getByRole("button", { name: "Next step" });
            if ("hasTouch" in options) await next.tap();
            else await next.click();
          }
          expect(await words(page)).toContain("Cut one arrow");
          const way = await page
            .getByRole("link", { name: "Do it in Cidery" })
            .getAttribute("href");
          expect(way).toContain("#");
          expect(way).not.toContain("embed");
        },
        options,
        "?embed",
      ),
    40_000,
  );
});

describe("a task about numbers", () => {
  it(
    "is judged by the solver, in the background",
    () =>
      withPage(async (page) => {
        await setText(
          page,
          `chance W : bool ~ bernoulli(0.3)
decision D : bool
utility U = number(D == W)
ask "Make true the better answer" until policy(D) == true
`,
        );
        await page.getByRole("button", { name: "Play the story" }).click();
        await page.getByText("Not done yet.").waitFor();
        await page.evaluate(() => {
          const { session } = window.cidery;
          session.setText(session.state().text.replace("0.3", "0.6"), "type");
        });
        await page.locator(".story-task .done").waitFor();
      }),
    40_000,
  );
});
