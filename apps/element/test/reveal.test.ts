/** The element in slides of a real reveal.js, as docs/web-pages.md writes them. */
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser, watchErrors } from "../../workbench/e2e/browser.ts";

const root = resolve(import.meta.dirname, "../../..");
const read = (path: string): string => readFileSync(resolve(root, path), "utf8");
const page =
  [...read("docs/web-pages.md").matchAll(/^```html\n([\s\S]*?)^```/gmu)]
    .map(([, html = ""]) => html)
    .find((html) => html.includes("Reveal.initialize")) ?? "";

let browser: Browser;
let server: Server;

beforeAll(async () => {
  const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
    "/": ["text/html", `<!doctype html><meta charset="utf-8"><title>slides</title>${page}`],
    "/cidery-diagram.js": ["text/javascript", read("apps/element/dist/cidery-diagram.js")],
    "/reveal.js": ["text/javascript", read("node_modules/reveal.js/dist/reveal.js")],
    "/reveal.css": ["text/css", read("node_modules/reveal.js/dist/reveal.css")],
    "/model.cid": ["text/plain", read("models/frameworks/mdp.cid")],
  };
  server = createServer(({ url = "" }, answer) => {
    const file = files[url];
    answer.writeHead(file === undefined ? 404 : 200, { "content-type": file?.[0] ?? "text/plain" });
    answer.end(file?.[1] ?? "");
  });
  await new Promise<void>((done) => {
    server.listen(0, "127.0.0.1", done);
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

it("a slide shows the diagram with its arrows when it is turned to", async () => {
  const slides = await browser.newPage({ viewport: { width: 1000, height: 700 } });
  const errors = watchErrors(slides);
  await slides.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, {
    timeout: 120_000,
  });
  await slides.locator(".reveal.ready").waitFor();
  const heads = slides.locator("cidery-diagram polygon.cid-head");
  await slides.keyboard.press("ArrowRight");
  await expect.poll(() => heads.first().isVisible()).toBe(true);
  expect(await heads.count()).toBeGreaterThan(3);
  const box = await slides.locator("cidery-diagram").boundingBox();
  expect(box?.width).toBeGreaterThan(300);
  expect(errors.filter((error) => !error.includes("404"))).toEqual([]);
});
