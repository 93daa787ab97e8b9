/** docs/tutorial.md, done in the workbench as it is written: see walk.ts. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { onePageForAllTests, startedForAllTests } from "./freshPages.ts";
import { stepsOf, walk } from "./walk.ts";

const page = onePageForAllTests(startedForAllTests());
const STEPS = stepsOf(
  readFileSync(resolve(import.meta.dirname, "../../../docs/tutorial.md"), "utf8"),
);

it("has steps for a quarter of an hour", () => expect(STEPS.length).toBeGreaterThan(15));

it.each(STEPS)("$text", (step) => walk(page(), step));
