/**
 * Browser, server and pages for a test file: started before its tests and ended after them. A page
 * that reported an error fails its test.
 */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { freshPage, launchBrowser, startWorkbench } from "./browser.ts";
import { settled } from "./workbench.ts";

interface Started {
  browser: Browser;
  server: Awaited<ReturnType<typeof startWorkbench>>;
}

/** Filled before the first test (and before what `beforeAll` does afterwards). */
export function startedForAllTests(): Readonly<Started> {
  const started: Partial<Started> = {};
  beforeAll(async () => {
    started.browser = await launchBrowser();
    started.server = await startWorkbench();
  });
  afterAll(async () => {
    await started.browser?.close();
    await started.server?.close();
  });
  return started as Started;
}

/**
 * Every test has a page in a profile of its own.
 * @param prepare is given the page before each test
 */
export function eachTestOnAFreshPage(prepare: (page: Page) => void | Promise<void>): void {
  const started = startedForAllTests();
  let context: BrowserContext;
  let errors: string[];
  beforeEach(async () => {
    const fresh = await freshPage(started.browser, started.server.url);
    ({ context, errors } = fresh);
    await prepare(fresh.page);
  });
  afterEach(async () => {
    expect(errors).toEqual([]);
    await context.close();
  });
}

/**
 * One page in a profile of its own for the tests of a group, which may not report an error.
 * @returns the page, from the first test on
 */
export function onePageForAllTests(
  started: Readonly<Started>,
  options: Parameters<typeof freshPage>[2] = {},
): () => Page {
  let fresh: Awaited<ReturnType<typeof freshPage>>;
  beforeAll(async () => {
    fresh = await freshPage(started.browser, started.server.url, options);
    await settled(fresh.page);
  });
  afterAll(async () => {
    expect(fresh.errors).toEqual([]);
    await fresh.context.close();
  });
  return () => fresh.page;
}
