/** A claim is worth what its control denies. */
import { expect, test } from "vitest";
import type { LabClaim } from "./lab.ts";
import { checkLabClaim, seedsNeeded } from "./labClaim.ts";

const context = {
  effort: "quick" as const,
  diagram: () => {
    throw new Error("there is no diagram");
  },
  signal: { aborted: false },
  onProgress: () => {},
};

/** True of whatever is larger than two. */
function claim(of: number, instead: number, over: LabClaim["over"] = "once"): LabClaim {
  const check = (one: number) => ({ holds: one > 2, measured: `measured ${one}` });
  const control = { swap: "another number", check: () => check(instead) };
  return {
    id: "large",
    statement: "",
    provenance: "derived",
    over,
    check: () => check(of),
    control,
  };
}

test("a claim that its control denies holds, and says what the control measured", () => {
  const { outcome, control } = checkLabClaim(claim(3, 1), context);
  expect(outcome).toBe("holds");
  expect(control).toEqual({ holds: false, measured: "measured 1", swap: "another number" });
});

test("a claim that its control does not deny fails, and the message says which and why", () => {
  for (const over of ["once", "each-seed", "all-seeds"] as const) {
    const { outcome, holds, measured } = checkLabClaim(claim(3, 4, over), context);
    expect([outcome, holds]).toEqual(["fails", false]);
    const seeds = over === "each-seed" ? " at the first of 36 seeds, of which 36 agree" : "";
    expect(measured).toBe(
      `measured 3; but its control does not deny it (another number: measured 4${seeds}), so it says nothing`,
    );
  }
});

test("a control that agrees at the first seed by chance is asked of all of them", () => {
  const most = (share: number, agreeing: number): LabClaim => ({
    ...claim(3, 1, "each-seed"),
    share,
    seeds: 36,
    control: {
      swap: "another number",
      check: (_, [seed = 0]) => ({ holds: seed <= agreeing, measured: `seed ${seed}` }),
    },
  });
  const denied = checkLabClaim(most(0.6, 6), context);
  expect([denied.outcome, denied.control?.holds]).toEqual(["holds", false]);
  expect(denied.control?.measured).toBe("seed 1 at the first of 36 seeds, of which 6 agree");
  // Of 36, 18 may be a share of 0.6, and need not; 36 are one.
  const open = checkLabClaim(most(0.6, 18), context);
  expect([open.outcome, open.holds, open.control?.open]).toEqual(["open", false, true]);
  expect(open.measured).toContain("whether its control denies it more seeds would tell");
  expect(checkLabClaim(most(0.6, 36), context).outcome).toBe("fails");
});

test("a control that agrees at the only seed that is asked does not make a claim fail", () => {
  const { outcome, control } = checkLabClaim(claim(3, 4, "each-seed"), context, { count: 1 });
  expect([outcome, control?.open]).toEqual(["open", true]);
});

test("the control of a claim that fails is not asked", () => {
  const { outcome, control } = checkLabClaim(claim(1, 1), context);
  expect([outcome, control]).toEqual(["fails", undefined]);
});

test("a claim about each seed is asked of the fewest that can do, or of more that it names", () => {
  const each = claim(3, 1, "each-seed");
  expect(seedsNeeded(each)).toBe(36);
  expect(seedsNeeded({ ...each, share: 0.8 })).toBe(17);
  expect(seedsNeeded({ ...each, seeds: 200 })).toBe(200);
  expect(seedsNeeded({ ...each, seeds: 5 })).toBe(36);
  expect(seedsNeeded({ ...claim(3, 1), seeds: 200 })).toBe(1);
  const found = checkLabClaim({ ...each, seeds: 50 }, context);
  expect([found.asked, found.agree, found.outcome]).toEqual([50, 50, "holds"]);
});
