/** `<cidery-diagram>` in pages as docs/web-pages.md shows them: arrows, badges, sentences, troubles. */
import type { Browser, Page } from "playwright-core";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readShareLink } from "../../../packages/core/src/doors/session.ts";
import { launchBrowser, watchErrors } from "../../workbench/e2e/browser.ts";

const root = resolve(import.meta.dirname, "../../..");
const EXAMPLES = [
  ...readFileSync(resolve(root, "docs/web-pages.md"), "utf8").matchAll(/^```html\n(.*?)^```/gmsu),
].map(([, html]) => html ?? "");
const MODEL = readFileSync(resolve(root, "models/frameworks/mdp.cid"), "utf8");

let browser: Browser;
let server: Server;
let url = "";
let html = "";

beforeAll(async () => {
  const files: Readonly<Record<string, () => readonly [string, string]>> = {
    "/": () => ["text/html", `<!doctype html><meta charset="utf-8"><title>page</title>${html}`],
    "/cidery-diagram.js": () => [
      "text/javascript",
      readFileSync(resolve(root, "apps/element/dist/cidery-diagram.js"), "utf8"),
    ],
    "/model.cid": () => ["text/plain", MODEL],
  };
  server = createServer(({ url: path = "" }, answer) => {
    const file = files[path]?.();
    answer.writeHead(file === undefined ? 404 : 200, {
      "content-type": `${file?.[0] ?? "text/plain"}; charset=utf-8`,
      // A page with a strict policy can have it, but for the style of its own shadow tree.
      "content-security-policy": "default-src 'self'; style-src 'unsafe-inline'",
    });
    answer.end(file?.[1] ?? "");
  });
  await new Promise<void>((done) => {
    server.listen(0, "127.0.0.1", done);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

async function shown(
  body: string,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<{ page: Page; errors: string[]; close: () => Promise<void> }> {
  html = body;
  const context = await browser.newContext({ viewport: { width: 900, height: 700 }, ...options });
  const page = await context.newPage();
  const errors = watchErrors(page);
  await page.goto(url);
  await page.locator("cidery-diagram").locator("svg, [role=alert]").first().waitFor();
  return { page, errors, close: () => context.close() };
}

const SCRIPT = '<script type="module" src="cidery-diagram.js"></script>';
/** Each arrow has a title that names its ends; those of the legend have none. */
const arrowsIn = (page: Page, ofPath = ""): Promise<number> =>
  page.locator(`cidery-diagram g:has(> title) > polygon.cid-head${ofPath}`).count();

describe("the examples of docs/web-pages.md", () => {
  it("text between the tags is drawn with all its arrows and badges", async () => {
    const { page, errors, close } = await shown(EXAMPLES[0] ?? "");
    expect(await page.locator("cidery-diagram [data-node]").count()).toBe(4);
    expect(await arrowsIn(page)).toBe(5);
    await expect
      .poll(() => page.locator("cidery-diagram .said").textContent())
      .toContain("may want to change Influenced");
    expect(errors).toEqual([]);
    await close();
  });

  it("a file is drawn, and its link opens this very text", async () => {
    const { page, errors, close } = await shown(EXAMPLES[1] ?? "");
    expect(await arrowsIn(page)).toBeGreaterThan(3);
    const address = new URL((await page.locator("cidery-diagram a").getAttribute("href")) ?? "");
    expect(address.host).toBe("example.org");
    const link = readShareLink(address.hash, "0.1.0");
    expect(link.kind === "read" && link.document.text).toBe(MODEL);
    expect(errors).toEqual([]);
    await close();
  });
});

const CONTENT = `${SCRIPT}<cidery-diagram>
  decision Posts sees Opinions
  chance Opinions
  chance Influenced from Opinions, Posts
  utility Clicks from Influenced, Posts
</cidery-diagram>`;

describe("a reader", () => {
  it.each(["mouse", "keys", "touch"] as const)(
    "asks by %s why a badge is there, three times",
    async (by) => {
      const { page, errors, close } = await shown(CONTENT, { hasTouch: by === "touch" });
      const node = page.locator('cidery-diagram [data-node="Influenced"]');
      const said = page.locator("cidery-diagram .said");
      const first = await said.textContent();
      for (let time = 0; time < 3; time++) {
        if (by === "mouse") await node.hover();
        else if (by === "touch") await node.tap();
        else await node.focus();
        await expect.poll(() => said.textContent()).toMatch(/Posts it can influence Influenced/u);
        expect(await arrowsIn(page, "[class*=cid-path-fill]")).toBe(2);
        if (by === "mouse") await page.mouse.move(1, 690);
        else if (by === "touch") await page.locator('cidery-diagram [data-node="Clicks"]').tap();
        else await page.locator('cidery-diagram [data-node="Opinions"]').focus();
        if (by === "mouse") await expect.poll(() => said.textContent()).toBe(first);
        else
          await expect
            .poll(() => said.textContent())
            .not.toMatch(/Posts it can influence Influenced/u);
      }
      expect(errors).toEqual([]);
      await close();
    },
  );

  it("on a phone sees it whole or scrolls it in its own box", async () => {
    const { page, close } = await shown(CONTENT, { viewport: { width: 360, height: 640 } });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    await close();
  });

  it("in the dark reads light letters on a dark ground", async () => {
    const { page, close } = await shown(CONTENT, { colorScheme: "dark" });
    const colours = await page.locator("cidery-diagram figure").evaluate((figure) => {
      const { color, backgroundColor } = getComputedStyle(figure);
      return [color, backgroundColor].map((one) =>
        (one.match(/\d+/gu) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0),
      );
    });
    expect(colours[0]).toBeGreaterThan(600);
    expect(colours[1]).toBeLessThan(150);
    await close();
  });
});

describe("what cannot be shown is said in its place", () => {
  it.each([
    ["<cidery-diagram>chance X form Y</cidery-diagram>", "line 1"],
    ['<cidery-diagram src="none.cid"></cidery-diagram>', "404"],
    ['<cidery-diagram theme="pink">chance X</cidery-diagram>', "auto, light, dark"],
    ['<cidery-diagram criteria="hunger">chance X</cidery-diagram>', "no criterion hunger"],
    ['<cidery-diagram param="p">chance X</cidery-diagram>', "name=number"],
    ['<cidery-diagram param="q=1">param p = 1 in 0..1\nchance X</cidery-diagram>', "q"],
    [`<cidery-diagram>for t in 1..500 { chance X[t] }</cidery-diagram>`, "500 variables"],
  ])("%s", async (body, words) => {
    const { page, errors, close } = await shown(SCRIPT + body);
    expect(await page.locator("cidery-diagram [role=alert]").textContent()).toContain(words);
    // A missing file is in the browser's own log, too.
    expect(errors.filter((error) => !error.includes("404"))).toEqual([]);
    await close();
  });
});

describe("a script", () => {
  it("sets the text again and again, reads verdicts, and hears events", async () => {
    const { page, close } = await shown(CONTENT);
    const heard = await page.evaluate(async () => {
      const diagram = document.querySelector("cidery-diagram") as HTMLElement & {
        text: string;
        verdicts: readonly { kind: string }[];
      };
      const events: string[] = [];
      for (const kind of ["cidery-read", "cidery-trouble"])
        document.addEventListener(kind, ({ type }) => events.push(type));
      diagram.text = "chance A\nchance B from A\n";
      diagram.text = "chance ?";
      const none = diagram.verdicts.length;
      diagram.text = "decision D sees X\nchance X\nutility U from D, X\n";
      const some = diagram.verdicts.filter(({ kind }) => kind === "present").length;
      diagram.remove();
      document.body.append(diagram);
      return { events, none, some, text: diagram.text };
    });
    expect(heard.events).toEqual(["cidery-read", "cidery-trouble", "cidery-read", "cidery-read"]);
    expect(heard.none).toBe(0);
    expect(heard.some).toBeGreaterThan(0);
    expect(heard.text).toContain("decision D");
    await close();
  });
});
