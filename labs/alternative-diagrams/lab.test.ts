import { expect, test } from "vitest";
import { LABS } from "../src/index.ts";
import { testLab } from "../test/labPromises.ts";
import { OTHER_LABS } from "./drawings.ts";
import { alternativeDiagrams } from "./lab.ts";

testLab(alternativeDiagrams);

test("every other lab's first diagram is among the drawings", () => {
  const others = LABS.map(({ id }) => id).filter((id) => id !== alternativeDiagrams.id);
  expect([...OTHER_LABS].sort()).toEqual(others.sort());
});
