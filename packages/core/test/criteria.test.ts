/** The vocabulary, the criteria and their documentation agree. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { CRITERIA } from "../src/incentives/index.ts";
import { PREDICATES } from "../src/model/index.ts";
import { criteriaDocument } from "./criteriaDocument.ts";

const page = resolve(import.meta.dirname, "../../../docs/criteria.md");

test("docs/criteria.md is what the declarations say (else: npm run renew)", () => {
  expect(readFileSync(page, "utf8")).toBe(criteriaDocument());
});

test("no two predicates or criteria share a name", () => {
  const predicates = PREDICATES.flatMap(({ name, aliases }) => [name, ...aliases]);
  expect(new Set(predicates).size).toBe(predicates.length);
  const criteria = CRITERIA.map(({ id }) => id);
  expect(new Set(criteria).size).toBe(criteria.length);
});
