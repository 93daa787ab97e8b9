/** `cidery open` of a file that extends others: they are found where the file that says so lies, and followed. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { startWorkbench } from "./browser.ts";
import { startedForAllTests } from "./freshPages.ts";

const started = startedForAllTests();
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close().catch(() => undefined);
});

it("shows what its bases say, each relative to its own folder, and their changes", async () => {
  const folder = mkdtempSync(join(tmpdir(), "cidery-extends-"));
  mkdirSync(join(folder, "parts"));
  const file = join(folder, "m.cid");
  const deeper = join(folder, "parts", "deeper.cid");
  writeFileSync(deeper, "agent a\nchance Far : bool ~ bernoulli(0.5)\n");
  writeFileSync(
    join(folder, "parts", "base.cid"),
    'extends "deeper.cid"\ndecision D : bool by a sees Far\n',
  );
  writeFileSync(file, 'extends "parts/base.cid"\nutility U for a = if D == Far then 1 else 0\n');
  const server = await startWorkbench(file);
  closing.push(() => server.close());
  const context = await started.browser.newContext({ serviceWorkers: "block" });
  closing.push(() => context.close());
  const page = await context.newPage();
  await page.goto(server.url);
  await page.waitForSelector(".cm-content");
  const names = () =>
    page.evaluate(() =>
      window.cidery.session
        .state()
        .diagram?.nodes.map(({ name }) => name)
        .sort(),
    );
  await expect.poll(names).toEqual(["D", "Far", "U"]);

  writeFileSync(
    deeper,
    "agent a\nchance Far : bool ~ bernoulli(0.5)\nchance Further : bool = not Far\n",
  );
  await expect.poll(names).toEqual(["D", "Far", "Further", "U"]);
  // Nothing was written by that, and the text is the file's.
  const text = await page.evaluate(() => window.cidery.session.state().text);
  expect(text).toContain('extends "parts/base.cid"');

  writeFileSync(file, 'extends "../outside.cid"\n');
  const messages = () =>
    page.evaluate(() =>
      window.cidery.session
        .state()
        .diagnostics.map(({ message }) => message)
        .join("\n"),
    );
  await expect.poll(messages).toContain("lies outside the folder");
}, 90_000);
