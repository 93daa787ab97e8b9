/**
 * For test files in which every test has a page in a profile of its own: starts and ends browser
 * and server, and fails the test whose page reported an error.
 */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { freshPage, launchBrowser, startWorkbench } from "./browser.ts";

/** @param prepare is given the page before each test */
export function eachTestOnAFreshPage(prepare: (page: Page) => void | Promise<void>): void {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof startWorkbench>>;
  let context: BrowserContext;
  let errors: string[];
  beforeAll(async () => {
    browser = await launchBrowser();
    server = await startWorkbench();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  beforeEach(async () => {
    const fresh = await freshPage(browser, server.url);
    ({ context, errors } = fresh);
    await prepare(fresh.page);
  });
  afterEach(async () => {
    expect(errors).toEqual([]);
    await context.close();
  });
}
