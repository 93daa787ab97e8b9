import { expect, test } from "vitest";
import { testLab } from "../test/labPromises.ts";
import { ledger } from "./lab.ts";
import { ROLES } from "./parameters.ts";

testLab(ledger, 2);

test("every number is of the world, of the learners, or measured; no chance of an outcome is put in", () => {
  for (const { name, effort = false } of ledger.parameters)
    expect(ROLES[name], name).toBe(effort ? "learner" : "world");
  for (const { name } of ledger.measures) expect(ROLES[name], name).toBe("measured");
  expect(Object.keys(ROLES)).toHaveLength(ledger.parameters.length + ledger.measures.length);
});
