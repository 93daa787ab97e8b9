import { join } from "node:path";
import { expect, test } from "vitest";
import { LABS } from "../src/index.ts";
import { testLab } from "../test/labPromises.ts";
import { readDiagram } from "../test/readDiagram.ts";
import { OTHER_LABS } from "./drawings.ts";
import { alternativeDiagrams } from "./lab.ts";

testLab(alternativeDiagrams);

test("every other lab's first diagram is among the drawings", () => {
  const others = LABS.map(({ id }) => id).filter((id) => id !== alternativeDiagrams.id);
  expect([...OTHER_LABS].sort()).toEqual(others.sort());
});

test("every drawing has a verdict-robustness number, and some of them are below 100 %", () => {
  const context = {
    seed: 1,
    effort: "quick" as const,
    diagram: (file: string) => readDiagram(join(import.meta.dirname, file)),
    signal: { aborted: false },
    onProgress: () => {},
  };
  const numbers = Array.from({ length: OTHER_LABS.length + 1 }, (_, drawing) => {
    const rows = alternativeDiagrams.run({ drawing, changes: 1, quorum: 0.9 }, context);
    return rows[0]?.values["robustness"] ?? Number.NaN;
  });
  for (const share of numbers) {
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThanOrEqual(1);
  }
  expect(Math.min(...numbers)).toBeLessThan(1);
});
