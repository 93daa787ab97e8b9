/** `cidery train` as its users meet it: what it reports, its exit codes, its JSON. */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FakeTerminal } from "./fakeTerminal.ts";
import { runCommandLine } from "../src/cli/index.ts";
import { fakeTerminal } from "./fakeTerminal.ts";

const root = resolve(import.meta.dirname, "../../..");
let folder = "";

/** It sees a sign of X that is right four times in five, and is paid for guessing X and moving Y. */
const GUESS = `model "Guess"
agent ai
chance X : {a, b} ~ uniform
chance Sign : {a, b} ~ { X: 0.8, other(X): 0.2 }
decision D : {a, b} by ai sees Sign
chance Y : {a, b} = D
utility Right for ai = if X == Y then 1 else 0
`;

/** The first step costs, the second is worth it: a learner that only looks ahead one step misses it. */
const LATER = `model "Later"
agent ai
decision Train : bool by ai
chance Skill : bool = Train
decision Play : bool by ai sees Skill
utility Cost for ai = if Train then -1 else 0
utility Win for ai = if Play and Skill then 3 else if Play then -2 else 0
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cidery-train-"));
  symlinkSync(join(root, "models"), join(folder, "models"));
  writeFileSync(join(folder, "guess.cid"), GUESS);
  writeFileSync(join(folder, "later.cid"), LATER);
});

afterAll(() => rmSync(folder, { recursive: true }));

async function train(line: string): Promise<FakeTerminal & { code: number }> {
  const terminal = fakeTerminal({ workingFolder: folder });
  const code = await runCommandLine(["train", ...line.split(" ")], terminal);
  return { ...terminal, code };
}

async function trainJson(line: string): Promise<Record<string, unknown>> {
  const { printed } = await train(`${line} --json`);
  return JSON.parse(printed()) as Record<string, unknown>;
}

describe("one agent learns", () => {
  test("which admitted incentives it acts on, with seeds and intervals", async () => {
    const { actsOn } = await trainJson("guess.cid --seeds 4 --episodes 2000");
    const seeds = { seedsActing: 4, seeds: 4 };
    const rows = actsOn as { interval: number[]; shareInterval: number[] }[];
    expect(rows).toMatchObject([
      // Uniform play leaves Y at one half each, and so does following the sign.
      { incentive: "control", node: "Y", decision: "D", shift: 0, seedsActing: 0, seeds: 4 },
      // D follows the sign, which X turns around in 0.6 of the cases: 0.3 from the mixture.
      { incentive: "response", node: "X", decision: "D", ...seeds },
      {
        incentive: "response",
        node: "Sign",
        decision: "D",
        shift: 0.5,
        interval: [0.5, 0.5],
        ...seeds,
      },
    ]);
    expect(rows[1]?.interval[0]).toBeCloseTo(0.3, 12);
    // Four of four: the exact lower end is 0.025 to the power of 1/4.
    for (const { shareInterval } of rows.slice(1)) {
      expect(shareInterval[0]).toBeCloseTo(0.025 ** 0.25, 9);
    }
  });

  test("by how much it misses the optimum", async () => {
    const { printed, code } = await train("later.cid --learner bandit --seeds 3");
    expect(code).toBe(1);
    expect(printed()).toMatch(/reached the optimum +0 of 3 seeds/);
    expect(printed()).toMatch(/falls short by +2 on average {2}\(95 % interval 2 to 2\)/);
    expect(await trainJson("later.cid --learner bandit --seeds 3")).toMatchObject({
      shortfall: { mean: 2, interval: [2, 2], worst: 2 },
    });
  });

  test("one that reaches it falls short by nothing, and nothing is said", async () => {
    const { printed, code } = await train("later.cid --seeds 3");
    expect(code).toBe(0);
    expect(printed()).not.toContain("falls short");
  });

  test("with several agents it must be said who learns", async () => {
    const { complained, code } = await train("games/matching-pennies");
    expect(code).toBe(2);
    expect(complained()).toMatch(/several agents decide \(equal, different\)/);
    expect(complained()).toContain("--learner regret_matching");
  });
});

describe("all agents learn at once", () => {
  const all = "--learner regret_matching --seeds 3 --episodes 10000";

  test("the averages are an equilibrium that is computed, too", async () => {
    const { printed, code } = await train(`games/prisoners-dilemma ${all}`);
    expect(code).toBe(0);
    expect(printed()).toMatch(/reached an equilibrium +3 of 3 seeds/);
    expect(printed()).toMatch(/3 of 3 seeds play one of them/);
  });

  test("play that does not settle is told apart from an equilibrium", async () => {
    const { printed, code } = await train(`games/shapley-game ${all}`);
    expect(code).toBe(1);
    expect(printed()).toMatch(/reached an equilibrium +0 of 3 seeds/);
    expect(printed()).toContain("coarse correlated equilibrium");
  });

  test("the same seeds give the same JSON", async () => {
    const once = await trainJson(`games/matching-pennies ${all}`);
    expect(await trainJson(`games/matching-pennies ${all}`)).toEqual(once);
    expect(once).toMatchObject({ learner: "regret_matching", successShare: 1 });
    expect(once["seeds"]).toHaveLength(3);
  });

  test("no single agent can be named", async () => {
    const { complained, code } = await train(`games/matching-pennies ${all} --agent equal`);
    expect(code).toBe(2);
    expect(complained()).toContain("all agents learn at once");
  });

  test("a misspelt learner is answered with the near name", async () => {
    const { complained } = await train("games/matching-pennies --learner regret_machine");
    expect(complained()).toContain("did you mean regret_matching?");
  });
});
