/**
 * The snippets of docs/web-pages.md as other tools make pages of them: Observable Framework, fetched from npm, and
 * Pandoc, which turns Quarto's text into pages. Without them the tests say loudly that they did not run.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, watchErrors } from "../../workbench/e2e/browser.ts";
import { serveFolder } from "../../workbench/e2e/serveFolder.ts";

const FRAMEWORK = "@observablehq/framework@1.13.4";
const root = resolve(import.meta.dirname, "../../..");
const page = readFileSync(join(root, "docs/web-pages.md"), "utf8");

let browser: Browser;
let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "cidery-pages-"));
  browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A folder that holds what the page says lies beside it. */
function withFiles(name: string): string {
  const place = join(folder, name);
  mkdirSync(place, { recursive: true });
  cpSync(join(root, "apps/element/dist/cidery-diagram.js"), join(place, "cidery-diagram.js"));
  cpSync(join(root, "models/frameworks/mdp.cid"), join(place, "model.cid"));
  return place;
}

/** How many arrows the page shows. */
async function arrows(place: string): Promise<number> {
  const served = await serveFolder(place);
  const tab = await browser.newPage({ viewport: { width: 1000, height: 700 } });
  const errors = watchErrors(tab);
  try {
    await tab.goto(`${served.url}/`, { timeout: 120_000 });
    const heads = tab.locator("cidery-diagram g:has(> title) > polygon.cid-head");
    await expect.poll(() => heads.first().isVisible(), { timeout: 60_000 }).toBe(true);
    // Framework's own style asks another host for its letters.
    expect(errors.filter((error) => !/404|ERR_NAME_NOT_RESOLVED/u.test(error))).toEqual([]);
    return await heads.count();
  } finally {
    await tab.close();
    served.close();
  }
}

/** Which arrows the model has: S1 → A1, S1 → S2, … */
const ARROWS = 9;

function pandoc(): string | undefined {
  const program = process.env["CIDERY_PANDOC"] ?? "pandoc";
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return program;
  } catch {
    console.error("!! NO PANDOC: what docs/web-pages.md says of Quarto is not rendered !!");
    return undefined;
  }
}

const PANDOC = pandoc();

describe("the snippets", () => {
  it.skipIf(PANDOC === undefined)(
    "for Quarto come through Pandoc, and the page shows the diagram",
    async () => {
      const [, block = ""] = /^````markdown\n([\s\S]*?)^````$/mu.exec(page) ?? [];
      expect(block).toContain("{=html}");
      const place = withFiles("quarto");
      writeFileSync(join(place, "page.qmd"), `---\ntitle: A page\n---\n\n${block}`);
      execFileSync(PANDOC ?? "", ["-f", "markdown", "-s", "page.qmd", "-o", "index.html"], {
        cwd: place,
      });
      expect(await arrows(place)).toBe(ARROWS);
    },
    240_000,
  );

  it("for Observable Framework are built, and the page shows the diagram", async () => {
    const lines = [...page.matchAll(/^```html\n([\s\S]*?)^```$/gmu)]
      .map(([, html = ""]) => html)
      .find((html) => html.includes("<cidery-diagram>"));
    const place = join(folder, "framework");
    withFiles("framework/src");
    writeFileSync(join(place, "package.json"), '{ "private": true, "type": "module" }');
    writeFileSync(join(place, "src/index.md"), `# A page\n\n${lines ?? ""}`);
    try {
      execFileSync("npx", ["--yes", "-p", FRAMEWORK, "observable", "build"], {
        cwd: place,
        stdio: "pipe",
      });
    } catch (error) {
      const said = String((error as { stderr?: Buffer }).stderr ?? error);
      if (!/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|E404/u.test(said)) throw new Error(said);
      console.error(`!! NO FRAMEWORK: ${FRAMEWORK} cannot be fetched; its page is not built !!`);
      return;
    }
    expect(await arrows(join(place, "dist"))).toBe(5);
  }, 400_000);
});
