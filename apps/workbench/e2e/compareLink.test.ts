/** A comparison as a link: whoever opens it sees both models side by side as they were shown. */
import { writeShareLink } from "@cidery/core/session";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { freshPage } from "./browser.ts";
import { startedForAllTests } from "./freshPages.ts";
import { catalogue, node, runFromPalette, setText } from "./workbench.ts";

const started = startedForAllTests();

async function withPage(work: (page: Page) => Promise<void>, address = ""): Promise<void> {
  const { page, context, errors } = await freshPage(
    started.browser,
    address.startsWith("http") ? address : started.server.url + address,
  );
  await work(page);
  expect(errors).toEqual([]);
  await context.close();
}

/** What *Compare* shows: titles, badges that came and went, words, settings. */
async function shown(page: Page): Promise<object> {
  await page.locator(".compare-side svg").nth(1).waitFor();
  return page.evaluate(() => ({
    titles: [...document.querySelectorAll(".compare-side h3")].map((one) => one.textContent),
    pictures: [...document.querySelectorAll(".compare-side svg")].map((one) => one.textContent),
    words: document.querySelector(".compare-words")?.textContent,
    all: document.querySelector<HTMLInputElement>(".compare-pick input")?.checked,
  }));
}

async function linkOf(page: Page): Promise<string> {
  const share = page.locator(".compare-pick").getByRole("button", { name: "Share" });
  if ((await share.getAttribute("aria-expanded")) !== "true") await share.click();
  const field = page.locator(".compare-link input");
  await field.waitFor();
  return field.inputValue();
}

async function expectSame(page: Page): Promise<void> {
  const [before, link] = [await shown(page), await linkOf(page)];
  await withPage(async (fresh) => {
    expect(await shown(fresh)).toEqual(before);
    // It is a copy to go on from: the link of what was opened shows the same again.
    const again = await linkOf(fresh);
    await withPage(async (third) => expect(await shown(third)).toEqual(before), again);
  }, link);
}

const NARROW = "agent a\nchance X\ndecision D sees X\nutility U from X, D\n";
const WIDE = "agent a\nchance X\nchance Y from X\ndecision D sees Y\nutility U from X, D\n";

describe("a link to a comparison", () => {
  it(
    "shows a catalogue model beside the document, with all criteria and sides swapped",
    () =>
      withPage(async (page) => {
        const oracle = catalogue().find(({ slug }) => slug === "frameworks/counterfactual-oracle");
        await setText(page, oracle?.text ?? "", "frameworks/counterfactual-oracle.cid");
        await runFromPalette(page, "view.compare");
        await page.selectOption("#compare-with", "model frameworks/self-fulfilling-prophecy");
        await expectSame(page);
        await page.getByLabel("all 14 criteria").check();
        await page.getByRole("button", { name: "Swap sides" }).click();
        await expectSame(page);
        await page.getByText("Only this computer can open it").waitFor();
      }),
    90_000,
  );

  it(
    "holds an older version, which nobody else has",
    () =>
      withPage(async (page) => {
        await setText(page, NARROW, "own.cid");
        await node(page, "U").waitFor();
        // Older versions are those left behind: a text in place of another.
        await runFromPalette(page, "file.gallery");
        await page.locator('[data-slug="frameworks/mdp"] .open').click();
        await expect.poll(() => page.locator("h1").textContent()).toMatch(/Markov/u);
        await setText(page, WIDE, "own.cid");
        await node(page, "Y").waitFor();
        await runFromPalette(page, "view.compare");
        const versions = page.locator('#compare-with optgroup[label="Older versions"] option');
        await expect.poll(() => versions.count()).toBeGreaterThan(0);
        const value = await versions.first().getAttribute("value");
        await page.selectOption("#compare-with", value ?? "");
        await expectSame(page);
      }),
    90_000,
  );

  it(
    "made by another engine says what either model reads differently",
    () =>
      withPage(
        async (page) => {
          const toast = page.locator(".toast", { hasText: "0.0.1" });
          await toast.getByText("value of information (agent, D, A) has come").waitFor();
          await toast.getByText("in the model it is compared with, ").waitFor();
          expect(await toast.textContent()).toContain("(a, D, X) has come");
          await page.locator(".compare-side svg").nth(1).waitFor();
        },
        `#${writeShareLink({
          text: "chance A\ndecision D\nutility U from A, D\n",
          engine: "0.0.1",
          seed: 1,
          view: { present: [], compare: { text: NARROW.replace(" sees X", ""), present: [] } },
        })}`,
      ),
    60_000,
  );

  it("with a model that has mistakes, or none at all, shows the document and says so", async () => {
    const link = (compare: unknown): string =>
      `#${writeShareLink({ text: NARROW, engine: "0.1.0", seed: 1, view: { compare } })}`;
    await withPage(
      async (page) => {
        await page.getByText("The other model has an error").waitFor();
        await page.keyboard.press("Escape");
        await node(page, "U").waitFor();
      },
      link({ text: "utility U = V" }),
    );
    await withPage(
      async (page) => {
        await node(page, "U").waitFor();
        expect(await page.locator(".dialog").count()).toBe(0);
      },
      link(["frameworks/mdp"]),
    );
  }, 60_000);
});

describe("a page that is loaded again while it compares", () => {
  const reload = async (page: Page): Promise<void> => {
    await page.reload();
    await page.locator(".compare-side svg").nth(1).waitFor();
  };

  it(
    "compares the same again, three times; once it is closed it stays closed",
    () =>
      withPage(async (page) => {
        const oracle = catalogue().find(({ slug }) => slug === "frameworks/counterfactual-oracle");
        await setText(page, oracle?.text ?? "", "frameworks/counterfactual-oracle.cid");
        await runFromPalette(page, "view.compare");
        await page.selectOption("#compare-with", "model frameworks/self-fulfilling-prophecy");
        await page.getByLabel("all 14 criteria").check();
        await page.getByRole("button", { name: "Swap sides" }).click();
        const before = await shown(page);
        for (let time = 0; time < 3; time++) {
          await reload(page);
          expect(await shown(page)).toEqual(before);
        }
        await page.keyboard.press("Escape");
        await page.locator(".dialog").waitFor({ state: "detached" });
        await page.reload();
        await node(page, "A").waitFor();
        expect(await page.locator(".dialog").count()).toBe(0);
      }),
    90_000,
  );

  it(
    "keeps what a link brought, which is nowhere else; another link shows its own document alone",
    () =>
      withPage(
        async (page) => {
          const before = await shown(page);
          await reload(page);
          expect(await shown(page)).toEqual(before);
          const plain = writeShareLink({ text: WIDE, engine: "0.1.0", seed: 1, view: {} });
          await page.goto(`${started.server.url}#${plain}`);
          await page.reload();
          await node(page, "Y").waitFor();
          expect(await page.locator(".dialog").count()).toBe(0);
        },
        `#${writeShareLink({ text: NARROW, engine: "0.1.0", seed: 1, view: { compare: { text: WIDE } } })}`,
      ),
    90_000,
  );
});
