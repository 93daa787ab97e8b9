/** Incentives with all own decisions optimal, or with the rule of a later one held. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { eachTestOnAFreshPage } from "./freshPages.ts";
import { node, setText } from "./workbench.ts";

let page: Page;

eachTestOnAFreshPage((fresh) => {
  page = fresh;
});

const TAKES_OVER = `agent planner
decision D1 by planner
chance X from D1
decision D2 by planner sees X
utility U for planner from D2
`;

it("a verdict says what it would be with later rules held, and all can be read so", async () => {
  await setText(page, TAKES_OVER, "takesOver.cid");
  await node(page, "U").waitFor();
  const about = (key: string): ReturnType<Page["locator"]> =>
    page.locator(`.verdict[data-verdict="instrumental-control-incentive|planner|D1|X||${key}"]`);
  await about("").waitFor();
  expect(await about("").getAttribute("data-state")).toBe("absent");
  expect(await node(page, "X").getByText("ICI").count()).toBe(0);

  await about("").getByRole("button").first().click();
  const other = about("").locator(".other-reading");
  await other.getByText("Holding the rule of D2: present.").waitFor();
  await other.getByRole("button", { name: "Read all incentives so" }).click();

  await about("|D2").waitFor();
  expect(await about("|D2").getAttribute("data-state")).toBe("present");
  await node(page, "X").getByText("ICI").waitFor();
  expect(await page.locator("select.reading").inputValue()).toBe("D2");

  await page.locator("select.reading").selectOption("");
  await about("").waitFor();
  await expect.poll(() => node(page, "X").getByText("ICI").count()).toBe(0);
});

it("with one decision there is no reading to choose", async () => {
  await setText(page, "decision D\nchance X from D\nutility U from X\n", "one.cid");
  await node(page, "U").waitFor();
  await page.locator('.verdict[data-state="present"]').first().waitFor();
  expect(await page.locator("select.reading").count()).toBe(0);
});
