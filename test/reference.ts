/**
 * The reference material in ../shared (results recorded with other tools, benchmark networks and
 * games) is not part of this repository. Where it is absent, the conformance tests cannot run: they
 * are left out, neither passed nor failed, and the run says so before and after (and
 * so does scripts/count-tests.js). What the product needs for itself is tested without it.
 */
import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");

const FOLDERS = ["packages/core/test/conformance", "packages/cidery/test/conformance"];

/** The test files that compare with the reference material. */
export const CONFORMANCE = FOLDERS.map((folder) => `${folder}/**/*.test.ts`);

export function referenceIsThere(): boolean {
  return existsSync(resolve(root, "../shared/oracles"));
}

/** Undefined when everything runs. */
export function notRun(): string | undefined {
  if (referenceIsThere()) return undefined;
  const files = FOLDERS.flatMap((folder) => readdirSync(resolve(root, folder))).filter((file) =>
    file.endsWith(".test.ts"),
  );
  return `NOT RUN: ${files.length} conformance test files, because ${resolve(root, "../shared")} is absent`;
}

/** Called by vitest before the first test; what it returns, after the last. */
export function setup(): (() => void) | undefined {
  const message = notRun();
  if (message === undefined) return undefined;
  const say = (): void => console.warn(`\n${"!".repeat(message.length)}\n${message}\n`);
  say();
  return say;
}
