import type { Lab, LabRow } from "@cidery/core/lab";
import { initialSettings } from "@cidery/core/lab";
import { LABS } from "cidery-labs";
import { expect, it } from "vitest";
import { deniedHere } from "./headlineHere.ts";

const offSwitch = LABS.find(({ id }) => id === "off-switch") as Lab;

/** A run of the two agents of the picture, which plan and look at no diagram. */
function rowsAt(beta: number): readonly LabRow[] {
  return offSwitch.run(
    { ...initialSettings(offSwitch), beta },
    {
      seed: 1,
      effort: "quick",
      agents: ["uncertain", "certain"],
      diagram: () => {
        throw new Error("no diagram is read");
      },
      signal: { aborted: false },
      onProgress: () => {},
    },
  );
}

it("says nothing against the sentence where it holds", () => {
  expect(deniedHere(offSwitch, [rowsAt(0)], { beta: 0 })).toEqual([]);
});

it("names what does not hold at other settings, and in how many runs", () => {
  const waits = "“A robot that knows what it does not know leaves the switch to the human”";
  const [erratic, rational] = [rowsAt(3), rowsAt(0)];
  expect(deniedHere(offSwitch, [erratic], { beta: 3 })).toEqual([`${waits} does not hold here`]);
  expect(deniedHere(offSwitch, [erratic, rational], { beta: 3 })).toEqual([
    `${waits} holds in 1 of 2 runs`,
  ]);
});

it("is silent before anything was run, and where no conclusion is about the two agents", () => {
  expect(deniedHere(offSwitch, [], {})).toBeUndefined();
  expect(deniedHere({ ...offSwitch, conclusions: [] }, [rowsAt(0)], {})).toBeUndefined();
});
