/** Settings typed by a user. */
import { expect, test } from "vitest";
import type { Lab } from "./index.ts";
import { labSettings } from "./index.ts";

test("settings outside a parameter's range are refused by name and bound", () => {
  const lab: Pick<Lab, "id" | "parameters"> = {
    id: "small",
    parameters: [
      {
        name: "T",
        title: "horizon",
        unit: "steps",
        initial: 3,
        range: [1, 9],
        whole: true,
        provenance: "assumption",
      },
    ],
  };
  expect(labSettings(lab as Lab, [["T", 4]])).toEqual({ T: 4 });
  expect(() => labSettings(lab as Lab, [["T", 10]])).toThrow("T = 10 is outside 1 … 9 steps");
  expect(() => labSettings(lab as Lab, [["T", 2.5]])).toThrow("whole number");
  expect(() => labSettings(lab as Lab, [["U", 1]])).toThrow("no parameter U");
});
