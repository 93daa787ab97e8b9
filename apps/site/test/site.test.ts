/** The built documentation: no link leads nowhere, everything has its page, and pages can be read. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, posix, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FORMATS } from "../../../packages/core/src/formats/index.ts";
import { CRITERIA } from "../../../packages/core/src/incentives/index.ts";
import { DIAGNOSTICS } from "../../../packages/core/src/language/index.ts";
import { GAME_LEARNERS, LEARNERS } from "../../../packages/core/src/learn/index.ts";
import { GAME_SOLVERS, POLICY_SOLVERS } from "../../../packages/core/src/solve/index.ts";
import { type ServedWorkbench, serveWorkbench } from "../../../packages/cidery/src/cli/serve.ts";
import { launchBrowser, watchErrors } from "../../workbench/e2e/browser.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const DIST = join(ROOT, "apps/site/dist");
const files = new Set(
  readdirSync(DIST, { recursive: true, encoding: "utf8" }).map((path) =>
    path.replaceAll("\\", "/"),
  ),
);
const pages = [...files].filter((path) => path.endsWith(".html"));
const html = new Map(pages.map((path) => [path, readFileSync(join(DIST, path), "utf8")]));

interface Axe {
  readonly run: (root: Document) => Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly impact: string;
      readonly nodes: readonly { readonly html: string }[];
    }[];
  }>;
}

/** The workbench is beside the site where it is served, in the folder above. */
const WORKBENCH = "../";

interface Link {
  readonly from: string;
  readonly to: string;
  readonly anchor: string | undefined;
}

/** Links within the site, resolved. */
function linksOf(page: string, text: string): Link[] {
  return [...text.matchAll(/ (?:href|src|workbench)="([^"]*)"/gu)]
    .map(([, address = ""]) => address.replaceAll("&amp;", "&"))
    .filter((address) => !/^(?:https?|mailto):/u.test(address))
    .map((address) => {
      const [path = "", anchor] = address.split("#");
      const to = path === "" ? page : posix.join(posix.dirname(page), path);
      return { from: page, to, anchor };
    });
}

function isBroken({ to, anchor }: Link): boolean {
  if (to === WORKBENCH || to === `${WORKBENCH}index.html`) return false;
  if (!files.has(to)) return true;
  return (
    anchor !== undefined && !(html.get(to) ?? "").includes(` id="${decodeURIComponent(anchor)}"`)
  );
}

describe("links", () => {
  it("lead to a page, a heading or a file that is there", () => {
    const links = pages.flatMap((page) => linksOf(page, html.get(page) ?? ""));
    expect(links.length).toBeGreaterThan(5_000);
    expect(links.filter(isBroken)).toEqual([]);
  });

  it("would be seen to lead nowhere", () => {
    const wrong = linksOf(
      "criteria/intent.html",
      '<a href="../limits.html#none"><img src="x.png">',
    );
    expect(wrong.map(isBroken)).toEqual([true, true]);
  });

  it("lead from the first page to every other one", () => {
    const reached = new Set(["index.html"]);
    const open = ["index.html"];
    for (let page = open.pop(); page !== undefined; page = open.pop())
      for (const { to } of linksOf(page, html.get(page) ?? ""))
        if (html.has(to) && !reached.has(to)) {
          reached.add(to);
          open.push(to);
        }
    expect(pages.filter((page) => !reached.has(page))).toEqual([]);
  });
});

describe("there is a page for", () => {
  const folders = (path: string): string[] =>
    readdirSync(join(ROOT, path), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  const { exports } = JSON.parse(
    readFileSync(join(ROOT, "packages/core/package.json"), "utf8"),
  ) as { exports: Record<string, unknown> };
  const doors = Object.keys(exports)
    .filter((door) => !door.endsWith(".json"))
    .map((door) => (door === "." ? "core" : door.slice(2)));
  it.each([
    ["criteria", "criteria", CRITERIA.map(({ id }) => id)],
    ["diagnostics", "diagnostics", DIAGNOSTICS.map(({ code }) => code)],
    [
      "formats",
      "formats",
      FORMATS.filter((format) => format.read ?? format.write).map(({ id }) => id),
    ],
    ["solvers", "solvers", [...POLICY_SOLVERS, ...GAME_SOLVERS].map(({ id }) => id)],
    ["learners", "learners", [...LEARNERS, ...GAME_LEARNERS].map(({ id }) => id)],
    ["doors of the library", "api", doors],
    [
      "labs",
      "labs",
      folders("labs").filter((name) => !["src", "test", "dist", "node_modules"].includes(name)),
    ],
  ])("all %s", (_, folder, names) => {
    expect(names.length).toBeGreaterThan(9);
    expect(names.filter((name) => !files.has(`${folder}/${name}.html`))).toEqual([]);
  });
});

describe("a reader", () => {
  let browser: Browser;
  let served: ServedWorkbench;
  beforeAll(async () => {
    served = await serveWorkbench({ folder: DIST });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  async function read(
    address: string,
    options: Parameters<Browser["newContext"]>[0] = {},
  ): Promise<{ page: Page; errors: string[]; close: () => Promise<void> }> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      ...options,
    });
    const page = await context.newPage();
    const errors = watchErrors(page);
    await page.goto(served.url + address);
    return { page, errors, close: () => context.close() };
  }

  it.each(["index.html", "criteria/intent.html", "models/frameworks/mdp.html"])(
    "sees the model of %s live, with its arrows",
    async (address) => {
      const { page, errors, close } = await read(address);
      const heads = page.locator("cidery-diagram polygon.cid-head");
      await expect.poll(() => heads.count()).toBeGreaterThan(3);
      const link = await page.locator("cidery-diagram a").first().getAttribute("href");
      expect(new URL(link ?? "", served.url).hash).not.toBe("");
      expect(errors).toEqual([]);
      await close();
    },
  );

  it("finds a criterion, a diagnostic and a work by a few letters", async () => {
    const { page, errors, close } = await read("language.html");
    for (const [asked, found] of [
      ["value of info", "criteria/value-of-information.html"],
      ["probabilities-do", "diagnostics/probabilities-do-not-sum.html"],
      ["koller 2003", "bibliography.html#koller2003multi"],
    ] as const) {
      await page.getByRole("searchbox").fill(asked);
      await expect
        .poll(() =>
          page.locator("#found a").evaluateAll((all) => all.map((a) => a.getAttribute("href"))),
        )
        .toContainEqual(expect.stringContaining(found));
    }
    await page.getByRole("searchbox").fill("no such thing anywhere");
    await expect.poll(() => page.locator("#found").textContent()).toContain("Nothing is found");
    expect(errors).toEqual([]);
    await close();
  });

  const KINDS = [
    "index.html",
    "criteria/intent.html",
    "command.html",
    "catalogue.html",
    "solvers.html",
    "labs.html",
    "labs/ledger.html",
    "api/core.html",
    "bibliography.html",
    "diagnostics/mixed-domain.html",
  ];

  it.each(KINDS)("on a phone never scrolls %s sideways", async (address) => {
    const { page, close } = await read(address, { viewport: { width: 360, height: 640 } });
    await page.waitForLoadState("networkidle");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      360,
    );
    await page.getByText("Menu", { exact: true }).click();
    await page.getByRole("link", { name: "Known limits" }).first().waitFor();
    await close();
  });

  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  // Of each layout one: a page with a live model, long code, tables, headings, entries.
  const LAYOUTS = ["criteria/intent.html", "command.html", "labs/ledger.html", "bibliography.html"];
  it.each(LAYOUTS.flatMap((address) => [[address, "light"] as const, [address, "dark"] as const]))(
    "meets no barrier in %s, %s",
    async (address, colorScheme) => {
      const { page, close } = await read(address, { colorScheme });
      await page.waitForLoadState("networkidle");
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        const { axe: checker } = window as unknown as { axe: Axe };
        return (await checker.run(document)).violations
          .filter(({ impact }) => impact === "serious" || impact === "critical")
          .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      });
      expect(found).toEqual([]);
      await close();
    },
  );
});
