/**
 * The content policy at work: what a model, a link or a lab could smuggle into the page does not
 * run and reaches nobody, and other sites frame the embedded view only.
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshPage, launchBrowser, startWorkbench } from "./browser.ts";

let browser: Browser;
let workbench: Awaited<ReturnType<typeof startWorkbench>>;
/** Another site: asked for a page, it frames the address in its query; it counts what reaches it. */
let other: Server;
let elsewhere = "";
const reached: string[] = [];

beforeAll(async () => {
  [browser, workbench] = await Promise.all([launchBrowser(), startWorkbench()]);
  other = createServer((request, response) => {
    const { searchParams, pathname } = new URL(request.url ?? "/", "http://other.example");
    if (pathname === "/frame") {
      response.setHeader("Content-Type", "text/html");
      response.end(
        `<iframe src="${searchParams.get("of") ?? ""}" width="900" height="500"></iframe>`,
      );
      return;
    }
    reached.push(pathname);
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.end("");
  });
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await Promise.all([browser.close(), workbench.close()]);
  other.close();
});

describe("a script that got into the page", () => {
  it("does not run, however it is written, and nothing leaves the page", async () => {
    const { page, context } = await freshPage(browser, workbench.url);
    await page.evaluate((address) => {
      const run = (work: () => unknown): void => {
        try {
          work();
        } catch {
          // Refused, as it should be.
        }
      };
      const box = document.createElement("div");
      document.body.append(box);
      box.innerHTML = `<img src="data:," onerror="document.title = 'ran'"><svg onload="document.title = 'ran'"></svg>
        <iframe srcdoc="<script>parent.document.title = 'ran'</script>"></iframe><img src="${address}/image">
        <style>@import "${address}/style"; body { background: url("${address}/background") }</style>`;
      const script = document.createElement("script");
      script.textContent = "document.title = 'ran'";
      document.body.append(script);
      const remote = document.createElement("script");
      remote.src = `${address}/script`;
      document.body.append(remote);
      const base = document.createElement("base");
      base.href = address;
      document.head.append(base);
      // Later, as a page would: what the test's own call evaluates is always allowed.
      setTimeout(() => run(() => Reflect.construct(Function, ["document.title = 'ran'"])()), 50);
      run(() => navigator.sendBeacon(`${address}/beacon`, "text"));
      run(() => new WebSocket(`${address.replace("http", "ws")}/socket`));
      fetch(`${address}/fetch`).catch(() => undefined);
    }, elsewhere);
    await page.waitForTimeout(500);
    expect(await page.title()).not.toBe("ran");
    expect(await page.evaluate(() => document.baseURI)).not.toContain(elsewhere);
    expect(reached).toEqual([]);
    await context.close();
  });
});

describe("another site", () => {
  it("frames the embedded view", async () => {
    const page = await browser.newPage();
    await page.goto(`${elsewhere}/frame?of=${encodeURIComponent(`${workbench.url}?embed`)}`);
    await page.frameLocator("iframe").locator(".app.embedded").waitFor();
    await page.close();
  });

  it("frames nothing else", async () => {
    for (const query of ["", "?live", "?embed&live"]) {
      const page = await browser.newPage();
      await page.goto(`${elsewhere}/frame?of=${encodeURIComponent(workbench.url + query)}`);
      await page.waitForTimeout(500);
      expect(await page.frameLocator("iframe").locator("#root").count(), query).toBe(0);
      await page.close();
    }
  });
});
