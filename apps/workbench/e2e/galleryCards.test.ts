/** Cards of the gallery on a machine that is busy: names at once, and pictures although it is never idle. */
import { describe, expect, it } from "vitest";
import { onePageForAllTests, startedForAllTests } from "./freshPages.ts";
import { runFromPalette } from "./workbench.ts";

const started = startedForAllTests();

describe("on a machine that is never idle, the gallery", () => {
  const page = onePageForAllTests(started);

  it("has every name before the first picture, and then draws what is in view", async () => {
    await page().evaluate(() => {
      window.requestIdleCallback = () => 0;
      const watch = new MutationObserver(() => {
        const names = [...document.querySelectorAll(".card .open")];
        if (names.length === 0) return;
        watch.disconnect();
        const named = names.every(({ textContent }) => textContent !== "");
        const drawn = document.querySelectorAll(".card .picture > svg").length;
        Object.assign(window, { atFirst: { named, drawn } });
      });
      watch.observe(document.body, { childList: true, subtree: true });
    });
    await runFromPalette(page(), "file.gallery");
    await page().locator(".card .picture > svg").nth(5).waitFor({ state: "attached" });
    const atFirst = await page().evaluate(
      () => (window as unknown as { readonly atFirst: unknown }).atFirst,
    );
    expect(atFirst).toEqual({ named: true, drawn: 0 });
    await page().keyboard.press("Escape");
  });
});
