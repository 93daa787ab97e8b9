/** What comes out of the printer: the picture with what its badges mean, and pages over it in full, on light. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { onePageForAllTests, startedForAllTests } from "./freshPages.ts";
import { runFromPalette } from "./workbench.ts";

const started = startedForAllTests();

async function sheetsOf(page: Page): Promise<number> {
  const file = (await page.pdf({ format: "A4" })).toString("latin1");
  return (file.match(/\/Type\s*\/Page\b/gu) ?? []).length;
}

describe("on paper", () => {
  const page = onePageForAllTests(started, { colorScheme: "dark" });

  it("a picture has what its badges mean in its legend, whatever dialog is open", async () => {
    await runFromPalette(page(), "help.keys");
    await page().getByRole("dialog", { name: "Keys" }).waitFor();
    await page().waitForFunction(() => {
      window.dispatchEvent(new Event("beforeprint"));
      return document.querySelector(".print-sheet svg") !== null;
    });
    const legend = await page().locator(".print-sheet .cid-legend").textContent();
    for (const words of ["value of information", "response incentive", "control incentive"])
      expect(legend).toContain(words);
    await page().evaluate(() => window.dispatchEvent(new Event("afterprint")));
    expect(await sheetsOf(page())).toBe(1);
    await page().keyboard.press("Escape");
  });

  it("the help is printed to its end, and dark pages are printed light", async () => {
    await runFromPalette(page(), "help.tutorial");
    await page().locator(".help-page .prose").waitFor();
    const themes = page().evaluate(async () => {
      const seen: (string | undefined)[] = [];
      for (const event of ["beforeprint", "afterprint"]) {
        await new Promise((next) => addEventListener(event, next, { once: true }));
        seen.push(document.documentElement.dataset["theme"]);
      }
      return seen;
    });
    expect(await sheetsOf(page())).toBeGreaterThan(1);
    expect(await themes).toEqual(["light", "dark"]);
    await page().keyboard.press("Escape");
  });

  it("so is a lab", async () => {
    await page().evaluate(() => {
      location.hash = "#lab/prophecy";
    });
    await page().locator("#lab-claims").waitFor({ state: "attached" });
    expect(await sheetsOf(page())).toBeGreaterThan(3);
  });
});
