/** Every catalogue model opens, shows each verdict the library gives, and exports. */
import { allVerdicts, analyse, loadModel } from "@cidery/core";
import { modelInFile, verdictKey } from "@cidery/core/session";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { whereDifferent } from "../../../packages/core/src/language/index.ts";
import { freshPage } from "./browser.ts";
import { startedForAllTests } from "./freshPages.ts";
import { catalogue, runFromPalette, setText } from "./workbench.ts";

const started = startedForAllTests();
let page: Page;
let errors: string[];

const models = catalogue();
const texts = new Map(models.map(({ slug, text }) => [slug, text]));
/** Every so many models also make a PNG, which takes a second each. */
const PNG_EVERY = 12;

function resolve(path: string, from: string | undefined): string | undefined {
  const parts = (from ?? "").split("/").slice(0, -1);
  for (const part of path.replace(/\.cid$/u, "").split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return texts.get(parts.join("/")) ?? texts.get(path.replace(/\.cid$/u, ""));
}

beforeAll(async () => {
  ({ page, errors } = await freshPage(started.browser, started.server.url));
  // Files are kept in the page instead of being downloaded: three for each of all the models.
  await page.evaluate(() => {
    const blobs = new Map<string, Blob>();
    const { createObjectURL } = URL;
    URL.createObjectURL = (blob: Blob) => {
      const address = createObjectURL.call(URL, blob);
      blobs.set(address, blob);
      return address;
    };
    const files = new Map<string, Blob>();
    HTMLAnchorElement.prototype.click = function click() {
      const blob = blobs.get(this.href);
      if (blob !== undefined) files.set(this.download, blob);
    };
    Object.assign(window, { files });
  });
  await runFromPalette(page, "file.gallery");
  await page.waitForSelector(".card");
});

describe("the gallery", () => {
  it("has a card for every model, found by search", async () => {
    expect(await page.locator("[data-slug]").count()).toBe(models.length);
    await page.locator(".gallery-tools input").fill("off-switch game");
    await expect.poll(() => page.locator(".card").count()).toBeLessThan(models.length);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });
});

/** Runs an export command; the file's name and content, a PNG as its first bytes. */
async function exported(format: string): Promise<{ name: string; content: string; size: number }> {
  return page.evaluate(async (id) => {
    const { files } = window as unknown as { files: Map<string, Blob> };
    files.clear();
    window.cidery.run(`export.${id}`);
    while (files.size === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const [[name, blob]] = [...files] as [[string, Blob]];
    const content = await (id === "png" ? blob.slice(1, 4) : blob).text();
    return { name, content, size: blob.size };
  }, format);
}

describe("every catalogue model shows the library's verdicts and exports", () => {
  beforeAll(async () => {
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.selectOption(".filter select", "all");
    await page.locator(".chip.not-applicable").click();
  });
  for (const [index, { slug, text }] of models.entries()) {
    it(slug, async () => {
      const { diagram } = loadModel(text, { file: `${slug}.cid`, resolve });
      expect(diagram, "the model has no mistake").toBeDefined();
      if (diagram === undefined) return;
      const verdicts = allVerdicts(analyse(diagram.structure));
      await setText(page, text, `${slug}.cid`);
      await expect
        .poll(() => page.evaluate(() => window.cidery.session.state().diagram?.nodes.length))
        .toBe(diagram.nodes.length);
      // Two models can have as many verdicts, so the chips are read together until both are right.
      const counted = (): Promise<{ all: number; present: number }> =>
        page.evaluate(() => {
          const count = (chips: string): number =>
            [...document.querySelectorAll(chips)].reduce(
              (sum, b) => sum + Number(b.textContent),
              0,
            );
          return { all: count(".chips b"), present: count(".chip.present b") };
        });
      const present = verdicts.filter(({ kind }) => kind === "present").length;
      await expect.poll(counted).toEqual({ all: verdicts.length, present });
      if (await page.locator(".show-all").count()) await page.locator(".show-all").click();
      const expected = verdicts.map((one) => `${verdictKey(diagram, one)} ${one.kind}`).sort();
      // Those of the model before may be as many.
      const shown = (): Promise<string[]> =>
        page
          .locator(".tab-body .verdict")
          .evaluateAll((rows) =>
            rows
              .map((row) => `${row.getAttribute("data-verdict")} ${row.getAttribute("data-state")}`)
              .sort(),
          );
      await expect.poll(shown).toEqual(expected);

      await page.waitForSelector(".react-flow__node, .overview");
      for (const format of ["svg", "tikz", "json"]) {
        const file = await exported(format);
        const opened = await modelInFile({ name: file.name, content: file.content }, "0.1.0");
        if (!opened.ok) throw new Error(opened.diagnostics[0]?.message);
        if (format !== "json") expect(opened.value).toBe(text);
        else {
          const again = loadModel(opened.value).diagram;
          expect(again && whereDifferent(diagram, again)).toBeUndefined();
          expect(again).toBeDefined();
        }
      }
      if (index % PNG_EVERY === 0) {
        const file = await exported("png");
        expect(file.content).toBe("PNG");
        expect(file.size).toBeGreaterThan(1000);
      }
    });
  }

  it("without an error on the way", () => {
    expect(errors).toEqual([]);
  });
});
