/** The documentation of the formats is what the registry says. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { formatsDocument } from "./formatsDocument.ts";

const page = resolve(import.meta.dirname, "../../../docs/formats.md");

test("docs/formats.md is current (else: npm run renew)", () => {
  expect(readFileSync(page, "utf8")).toBe(formatsDocument());
});
