import { expect, test } from "vitest";
import type { EquilibriaCoverage } from "./coverage.ts";
import { equilibriaRemarks } from "./coverage.ts";

const coverage: EquilibriaCoverage = {
  pure: 2,
  mixed: 0,
  unlisted: 0,
  onlyElsewhere: 0,
  continua: false,
  continuaPoints: "none",
  mayMiss: "nothing",
  pureOnly: false,
  oneOnly: false,
};

test.each([
  { ...coverage, mayMiss: "mixed" as const },
  { ...coverage, continua: true, continuaPoints: "extreme" as const },
])("a list that was cut short does not say that all are listed", (found) => {
  const said = (unlisted: number): string =>
    equilibriaRemarks({ kind: "subgame-perfect", coverage: { ...found, unlisted } }).join("; ");
  expect(said(0)).toMatch(/are listed/);
  expect(said(3)).toMatch(/^2 of 5 are listed; .* are counted/);
});
