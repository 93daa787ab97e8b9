/** What was reported of one agent among others and of learners, as it must be (recorded copies). */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCommandLine } from "../src/cli/index.ts";
import { fakeTerminal } from "./fakeTerminal.ts";

let folder = "";

/** One agent has utilities and no decision. */
const BYSTANDER = `agent a
agent b
decision D : {x, y} by a
utility Ua for a = if D == x then 1 else 0
utility Ub for b = if D == x then 5 else 7
`;
/** A context of probability 0.009, which a rule may get wrong for 2 % of what is to be gained. */
const RARE = `agent robot
chance S : {common, rare} ~ { common: 0.991, rare: 0.009 }
decision D : {a, b} by robot sees S
utility R for robot = if (S == common and D == a) or (S == rare and D == b) then 1 else 0
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cidery-others-"));
  writeFileSync(join(folder, "bystander.cid"), BYSTANDER);
  writeFileSync(join(folder, "rare.cid"), RARE);
});

afterAll(() => rmSync(folder, { recursive: true }));

async function cidery(
  ...args: readonly string[]
): Promise<{ text: string; said: string; code: number }> {
  const terminal = fakeTerminal({ workingFolder: folder });
  const code = await runCommandLine(args, terminal);
  return { text: terminal.printed(), said: terminal.complained(), code };
}

it("an agent without decisions gets what uniform play of the others brings", async () => {
  const { text, code } = await cidery("solve", "bystander.cid", "--agent", "b");
  expect(code).toBe(0);
  expect(text).toContain("a chooses uniformly");
  expect(text).toContain("value for b: 6");
  const { text: played } = await cidery(
    "solve",
    "bystander.cid",
    "--agent",
    "b",
    "--others",
    "best-reply",
    "--json",
  );
  expect(JSON.parse(played)).toMatchObject({
    value: { a: 1, b: 5 },
    others: { kind: "best-reply", agents: ["a"] },
  });
});

it("what the others do must be one of the words, and somebody else's", async () => {
  const misspelt = await cidery("solve", "bystander.cid", "--agent", "b", "--others", "unifrom");
  expect(misspelt).toMatchObject({
    code: 2,
    said: expect.stringContaining("did you mean uniform?") as string,
  });
  const alone = await cidery("solve", "bystander.cid", "--agent", "a", "--others", "uniform");
  expect(alone).toMatchObject({
    code: 2,
    said: expect.stringContaining("nobody but a decides") as string,
  });
  const whose = await cidery("solve", "bystander.cid", "--others", "uniform");
  expect(whose).toMatchObject({ code: 2, said: expect.stringContaining("--agent NAME") as string });
});

it("a seed that answers a rare context wrongly has not reached the optimum", async () => {
  const plan = ["rare.cid", "--learner", "bandit", "--episodes", "60", "--seeds", "20"];
  const { text, code } = await cidery("train", ...plan, "--json");
  const report = JSON.parse(text) as {
    close: number;
    seeds: { value: number; reachesOptimum: boolean }[];
  };
  const wrong = report.seeds.filter(({ value }) => value < 1 - 1e-9);
  expect(wrong.length).toBeGreaterThan(0);
  expect(code).toBe(1);
  expect(report.seeds.filter((one) => !one.reachesOptimum)).toEqual(wrong);
  expect(report.close).toBe(20);
  const { text: told } = await cidery("train", ...plan);
  expect(told).toContain(`reached the optimum      ${20 - wrong.length} of 20 seeds`);
  expect(told).toContain("came within 2 % of it    20 of 20 seeds");
});

it("one seed has no interval, and says so", async () => {
  const { text } = await cidery("train", "rare.cid", "--episodes", "60", "--seeds", "1");
  expect(text).toMatch(/learnt, mean over seeds .*one seed says nothing about the spread/u);
});

it("a variable that cannot be asked about is refused, with the nearest name", async () => {
  const missing = await cidery("voi", "rare.cid", "--node", "Q");
  expect(missing).toMatchObject({
    code: 2,
    said: expect.stringContaining("no variable Q") as string,
  });
  const utility = await cidery("meter", "rare.cid", "R");
  expect(utility).toMatchObject({
    code: 2,
    said: expect.stringContaining("R is not a chance variable") as string,
  });
  const decision = await cidery("meter", "rare.cid", "--decision", "S");
  expect(decision).toMatchObject({
    code: 2,
    said: expect.stringContaining("S is not a decision of robot") as string,
  });
  const { text } = await cidery("meter", "rare.cid", "S");
  expect(text).toContain("nothing to steer");
});
