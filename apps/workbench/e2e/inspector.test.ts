/** The sheet of a node, the strip of new nodes, joining by name, the menu of the right button. */
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { freshPage } from "./browser.ts";
import { eachTestOnAFreshPage, startedForAllTests } from "./freshPages.ts";
import { centreOf, namesOf, node, selectNode, setText, settled, textOf } from "./workbench.ts";

const MODEL = `chance Weather : {sun, rain} ~ {sun: 0.7, rain: 0.3}
decision Go : {stay, go} sees Weather
utility Joy from Go, Weather = [[0, 1], [10, -5]]
`;

let page: Page;

eachTestOnAFreshPage((fresh) => {
  page = fresh;
});

beforeEach(async () => {
  await setText(page, MODEL, "trip.cid");
  await node(page, "Joy").waitFor();
  await settled(page);
});

const sheet = (): ReturnType<Page["locator"]> => page.locator(".node-sheet");
const undo = (): Promise<boolean> => page.evaluate(() => window.cidery.run("edit.undo"));

it("takes numbers by keys alone, three in a row, each one step for undo", async () => {
  await selectNode(page, "Joy");
  await page.keyboard.press("e");
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("INPUT");
  const cell = sheet().getByLabel("Utility when Go = stay, Weather = sun");
  await cell.focus();
  for (const value of ["2", "3.5", "-1"]) {
    await page.keyboard.type(value);
    await page.keyboard.press("Tab");
  }
  await expect.poll(() => textOf(page)).toContain("= [[2, 3.5], [-1, -5]]");
  // Tab has moved on to the last cell.
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(
    "Utility when Go = go, Weather = rain",
  );
  for (let time = 0; time < 3; time++) await undo();
  await expect.poll(() => textOf(page)).toBe(MODEL);
  await page.keyboard.press("Escape");
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-id")))
    .toBe("Joy");
});

it("does not take the focus from a field that is typed in before the sheet asks for it", async () => {
  await selectNode(page, "Joy");
  await page.evaluate(() => {
    const { requestAnimationFrame: next } = window;
    window.requestAnimationFrame = (run) => next(() => setTimeout(() => run(0), 700));
  });
  await page.keyboard.press("e");
  await sheet().getByLabel("Utility when Go = stay, Weather = sun").focus();
  await page.keyboard.type("2");
  await page.waitForTimeout(1500);
  await page.keyboard.type("5");
  await page.keyboard.press("Tab");
  await expect.poll(() => textOf(page)).toContain("= [[25, 1], [10, -5]]");
});

it("keeps the rest of a row of probabilities in step, and says what is not a number", async () => {
  await selectNode(page, "Weather");
  const sun = sheet().getByLabel("Probability of sun");
  for (const [typed, line] of [
    ["25%", "{sun: 0.25, rain: 0.75}"],
    ["1/8", "{sun: 0.125, rain: 0.875}"],
    ["0.123456", "{sun: 0.123456, rain: 0.876544}"],
  ] as const) {
    await sun.fill(typed);
    await sun.press("Enter");
    await expect.poll(() => textOf(page)).toContain(line);
  }
  await sun.fill("2");
  await sun.press("Enter");
  await page.locator(".toast", { hasText: "between 0 and 1" }).waitFor();
  expect(await textOf(page)).toContain("0.123456");
});

it("renames, labels, adds and removes values, cuts and draws arrows by mouse", async () => {
  await selectNode(page, "Weather");
  await sheet().getByLabel("Value 2 of Weather").fill("storm");
  await sheet().getByLabel("Value 2 of Weather").press("Enter");
  await expect.poll(() => textOf(page)).toContain("{sun: 0.7, storm: 0.3}");
  await sheet().getByRole("button", { name: "Value", exact: true }).click();
  await expect.poll(() => textOf(page)).toContain("{sun, storm, value3}");
  await page.keyboard.type("snow");
  await page.keyboard.press("Enter");
  await expect.poll(() => textOf(page)).toContain("{sun, storm, snow}");
  expect(await textOf(page)).toContain("[[0, 1, 1], [10, -5, -5]]");
  await sheet().getByRole("button", { name: "Remove the value storm" }).click();
  await expect.poll(() => textOf(page)).toContain("{sun, snow}");
  await sheet().getByLabel("Name", { exact: true }).fill("Sky");
  await sheet().getByLabel("Name", { exact: true }).press("Enter");
  await expect.poll(() => textOf(page)).toContain("sees Sky");
  await sheet().getByLabel("Label", { exact: true }).fill("the sky");
  await sheet().getByLabel("Label", { exact: true }).press("Tab");
  await expect.poll(() => textOf(page)).toContain('chance Sky "the sky"');
  await selectNode(page, "Go");
  await sheet().getByRole("button", { name: "Cut the arrow from the sky" }).click();
  await expect.poll(() => textOf(page)).toMatch(/decision Go : \{stay, go\}\n/u);
  await sheet().getByLabel("Draw an arrow to Go from").selectOption("Sky");
  await expect.poll(() => textOf(page)).toContain("sees Sky");
});

it("shows what each option is worth, the best one marked", async () => {
  await selectNode(page, "Go");
  await sheet().getByRole("button", { name: "Compute" }).click();
  await expect
    .poll(() => sheet().locator(".options tbody tr").allTextContents())
    .toEqual(["sun010 (best)go", "rain1 (best)-5stay"]);
  await sheet().getByRole("button", { name: "Set Go to go" }).click();
  await sheet().getByText("Go is set to go").waitFor();
});

it("makes nodes from the strip: three presses, three places; and one by dragging", async () => {
  const strip = page.locator(".node-strip");
  for (const [at, kind] of ["chance", "chance", "utility"].entries()) {
    await strip.getByRole("button", { name: kind }).click();
    await page.locator(".name-field").fill(`N${at}`);
    await page.keyboard.press("Enter");
    await node(page, `N${at}`).waitFor();
    await settled(page);
  }
  const places = await Promise.all(["N0", "N1", "N2"].map((name) => centreOf(page, name)));
  for (const [i, a] of places.entries())
    for (const b of places.slice(i + 1))
      expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(40);
  const from = await strip.getByRole("button", { name: "decision" }).boundingBox();
  const area = await page.locator(".canvas-area").boundingBox();
  if (from === null || area === null) throw new Error("no strip");
  const to = { x: area.x + area.width - 90, y: area.y + 70 };
  await page.mouse.move(from.x + 10, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
  await page.locator(".name-field").fill("Choice");
  await page.keyboard.press("Enter");
  await settled(page);
  const centre = await centreOf(page, "Choice");
  expect(Math.hypot(centre.x - to.x, centre.y - to.y)).toBeLessThan(14);
  expect(await namesOf(page)).toContain("Choice");
});

it("joins nodes by name with J, three in a row, and two that are selected at once", async () => {
  await setText(page, "chance A\nchance B\nchance C\nchance D\n", "four.cid");
  await node(page, "D").waitFor();
  for (const to of ["B", "C", "D"]) {
    await selectNode(page, "A");
    await page.keyboard.press("j");
    await page.getByLabel("Name of the node").fill(to);
    await page.keyboard.press("Enter");
    await page.locator(".connect-dialog").waitFor({ state: "detached" });
  }
  await expect
    .poll(() => textOf(page))
    .toBe("chance A\nchance B from A\nchance C from A\nchance D from A\n");
  await selectNode(page, "B");
  await page.evaluate(() => window.cidery.session.select({ nodes: ["B", "C"] }));
  await page.keyboard.press("j");
  await expect.poll(() => textOf(page)).toContain("chance C from A, B");
});

it("asks what becomes of the numbers when a node changes its kind, by key and on the sheet", async () => {
  await selectNode(page, "Go");
  await page.keyboard.press("c");
  const dialog = page.locator(".numbers-dialog");
  await dialog.getByText("compute that first").click();
  const played = dialog.getByLabel("As it is played now");
  await expect.poll(() => played.isEnabled()).toBe(true);
  await played.check();
  await dialog.locator(".text-diff .new", { hasText: "chance Go" }).waitFor();
  await dialog.getByRole("button", { name: "Do it" }).click();
  await expect
    .poll(() => textOf(page))
    .toContain("chance Go : {stay, go} from Weather ~ [[0, 1], [1, 0]]");
  await undo();
  await expect.poll(() => textOf(page)).toBe(MODEL);
  await selectNode(page, "Joy");
  await sheet().getByLabel("Kind").selectOption("chance");
  await dialog.getByRole("button", { name: "Do it" }).click();
  await expect
    .poll(() => textOf(page))
    .toContain("chance Joy : {-5, 0, 1, 10} from Go, Weather = [[0, 1], [10, -5]]");
  await undo();
  await selectNode(page, "Weather");
  await page.keyboard.press("d");
  await dialog.getByText("its own numbers go").waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect(await textOf(page)).toBe(MODEL);
});

it("shows what matters: a bar for every stated probability, its curve, and where the policy changes", async () => {
  await page.evaluate(() => window.cidery.run("answers.run"));
  await page.getByRole("button", { name: "Look", exact: true }).click();
  const bar = page.locator(".tornado button", { hasText: "P(Weather = rain)" });
  await bar.waitFor();
  expect(await bar.textContent()).toContain("0.2 to 0.4: optimum 8.2 to 6.4");
  await bar.click();
  await page.locator(".curve polyline").waitFor();
  await page.locator(".curve li", { hasText: "Go: go when Weather = sun; else stay" }).waitFor();
});

it("has a menu on the right button: of a node, of an arrow, of the canvas", async () => {
  await node(page, "Go").click({ button: "right" });
  await page.getByRole("menuitem", { name: /^Rename/u }).click();
  await page.locator(".name-field").fill("Leave");
  await page.keyboard.press("Enter");
  await node(page, "Leave").waitFor();
  await settled(page);
  await selectNode(page, "Joy");
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: /^Edit its sheet/u }).click();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest(".node-sheet") !== null))
    .toBe(true);
  const area = await page.locator(".canvas-area").boundingBox();
  if (area === null) throw new Error("no canvas");
  const at = { x: area.x + 60, y: area.y + 120 };
  await page.mouse.click(at.x, at.y, { button: "right" });
  await page.getByRole("menuitem", { name: "New utility node here" }).click();
  await page.locator(".name-field").fill("Cost");
  await page.keyboard.press("Enter");
  await settled(page);
  const centre = await centreOf(page, "Cost");
  expect(Math.hypot(centre.x - at.x, centre.y - at.y)).toBeLessThan(14);
});

describe("on a phone, by touch", () => {
  const started = startedForAllTests();

  it("the sheet unfolds, takes a number, observes and sets; no bar lies on a node", async () => {
    const { page: phone, context } = await freshPage(started.browser, started.server.url, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
    });
    await setText(phone, MODEL, "trip.cid");
    await node(phone, "Joy").waitFor();
    await settled(phone);
    for (const name of ["Weather", "Go", "Joy"]) {
      const [box, foot] = [
        await node(phone, name).boundingBox(),
        await phone.locator(".canvas-foot").boundingBox(),
      ];
      if (box === null || foot === null) throw new Error(`${name} is not on screen`);
      expect(box.y + box.height).toBeLessThanOrEqual(foot.y);
      expect(box.y).toBeGreaterThanOrEqual(0);
    }
    await node(phone, "Weather").tap();
    await phone.locator(".sheet-head").tap();
    const cell = phone.getByLabel("Probability of sun");
    await cell.tap();
    await cell.fill("0.6");
    await cell.press("Enter");
    await expect.poll(() => textOf(phone)).toContain("{sun: 0.6, rain: 0.4}");
    await node(phone, "Go").tap();
    await phone.locator(".node-sheet").getByRole("button", { name: "Compute" }).tap();
    await phone.getByRole("button", { name: "Set Go to stay" }).tap();
    await phone.locator(".node-sheet").getByText("Go is set to stay").waitFor();
    await node(phone, "Weather").tap();
    await phone.getByRole("button", { name: "Observe Weather = rain" }).tap();
    await expect
      .poll(() =>
        phone.getByRole("button", { name: "Observe Weather = rain" }).getAttribute("aria-pressed"),
      )
      .toBe("true");
    const small = await phone.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>(".node-sheet button, .canvas-foot button")]
        .map((one) => ({
          name: one.ariaLabel ?? one.textContent,
          box: one.getBoundingClientRect(),
        }))
        .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
        .map(({ name }) => name),
    );
    expect(small).toEqual([]);
    await context.close();
  });
});
