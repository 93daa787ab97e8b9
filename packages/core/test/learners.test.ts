/** The learners, planners and fits agree with their documentation and with what is exported. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import * as front from "../src/doors/learn.ts";
import {
  FITS,
  FROM_EXAMPLES,
  GAME_LEARNERS,
  LEARNERS,
  PLANNERS,
  SOFT_CHOICES,
} from "../src/learn/index.ts";
import { withLearners } from "./learnersDocument.ts";

test("docs/solvers.md has the tables the declarations make (else: npm run renew)", () => {
  const page = readFileSync(resolve(import.meta.dirname, "../../../docs/solvers.md"), "utf8");
  expect(page).toBe(withLearners(page));
});

test("every planner, choice and fit of the tables is a function of the library", () => {
  const functions = new Map<string, unknown>(Object.entries(front));
  for (const { id } of [...FROM_EXAMPLES, ...PLANNERS, ...SOFT_CHOICES, ...FITS])
    expect(functions.get(id), id).toBeTypeOf("function");
});

test("no two learners share an id", () => {
  const ids = [...LEARNERS, ...GAME_LEARNERS, ...FROM_EXAMPLES].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
