/** What axe-core finds on a page, of whatever impact. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What is only there while colours change or numbers are worked out is not a violation. */
export async function expectNoViolations(page: Page): Promise<void> {
  await expect.poll(() => violations(page), { timeout: 20_000 }).toEqual([]);
}

async function violations(page: Page): Promise<string[]> {
  await page.waitForTimeout(400);
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe: checker } = window as unknown as {
      axe: { run: (root: Document, options: object) => Promise<{ violations: Violation[] }> };
    };
    return (await checker.run(document, { resultTypes: ["violations"] })).violations;
  });
  return found.map(
    ({ id, impact, nodes }) =>
      `${id} (${impact}): ${nodes
        .slice(0, 3)
        .map((one) => `${one.html.slice(0, 160)} — ${one.failureSummary.slice(0, 200)}`)
        .join(" | ")}`,
  );
}
