/** `solve` beside the optimum, and two-way sensitivity: text, JSON and files say the same. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { runCommandLine } from "../src/cli/index.ts";
import { fakeTerminal } from "./fakeTerminal.ts";

const folder = mkdtempSync(join(tmpdir(), "cidery-analysis-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function cidery(
  ...args: readonly string[]
): Promise<{ text: string; said: string; code: number }> {
  const terminal = fakeTerminal({ workingFolder: folder });
  const code = await runCommandLine(args, terminal);
  return { text: terminal.printed(), said: terminal.complained(), code };
}

const WILDCATTER = "textbooks/oil-wildcatter";

it("prints the strategy as a tree, and writes it", async () => {
  const { text } = await cidery("solve", WILDCATTER, "--tree", "--write", "plan.csv");
  expect(text).toContain("└ test = true  22.5");
  expect(text).toMatch(/├ seismic = closed or open {2}59 %/u);
  expect(text).toMatch(/└ seismic = diffuse {2}41 % {2}-10/u);
  expect(text).toContain("expected utility of wildcatter");
  expect(text).toContain("wrote plan.csv");
  expect(readFileSync(join(folder, "plan.csv"), "utf8").split("\n")).toHaveLength(4);
  await cidery("solve", WILDCATTER, "--write", "plan.svg");
  expect(readFileSync(join(folder, "plan.svg"), "utf8")).toContain("closed or open");
  const { text: json } = await cidery("solve", WILDCATTER, "--tree", "--json");
  const { strategy } = JSON.parse(json) as { strategy: { value: number; branches: unknown[] } };
  expect(strategy.value).toBeCloseTo(22.5, 10);
  expect(strategy.branches).toHaveLength(1);
  const { said, code } = await cidery("solve", WILDCATTER, "--write", "plan.txt");
  expect(code).toBe(2);
  expect(said).toContain("end in .svg, .csv or .json");
});

it("finds the best policy for a cautious judge, and what it gives", async () => {
  const { text } = await cidery("solve", WILDCATTER, "--attitude", "cvar=0.2", "--tree", "--risk");
  expect(text).toContain("certainty equivalent: 0");
  expect(text).toContain("└ test = false  0");
  expect(text).toContain("never reached");
  const { text: json } = await cidery(
    "solve",
    WILDCATTER,
    "--attitude",
    "exponential=1e6",
    "--json",
  );
  const found = JSON.parse(json) as { certaintyEquivalent: number; mean: number; optimal: boolean };
  expect(found.mean).toBeCloseTo(22.5, 9);
  expect(found.certaintyEquivalent).toBeCloseTo(22.5, 1);
  expect(found.optimal).toBe(true);
  for (const [attitude, words] of [
    ["cvar=2", "at most 1"],
    ["exponential=0", "above 0"],
    ["exponential", "not a number"],
    ["brave=1", "no such attitude"],
    ["logarithmic=1", "eats up the wealth"],
  ] as const) {
    const { said, code } = await cidery("solve", WILDCATTER, "--attitude", attitude);
    expect(code, attitude).toBe(2);
    expect(said, attitude).toContain(words);
  }
});

it("names dominated options, also of a game's equilibrium", async () => {
  const { text } = await cidery("solve", "games/taxi-competition", "--tree", "--dominance");
  expect(text).toMatch(/D2\s+D1 = e\s+e\s+c\s+its best outcome/u);
  expect(text).toContain("everybody together");
  const { text: json } = await cidery("solve", WILDCATTER, "--dominance", "--json");
  const { dominance } = JSON.parse(json) as {
    dominance: { decision: string; options: unknown[]; dominated: unknown[] }[];
  };
  expect(dominance.filter(({ decision }) => decision === "drill").length).toBeGreaterThan(2);
  const { said, code } = await cidery("solve", "games/taxi-competition", "--attitude", "cvar=0.5");
  expect(code).toBe(2);
  expect(said).toContain("--agent NAME");
});

it("moves two at once", async () => {
  const two = ["P(oil = dry)", "P(seismic = closed | test = true, oil = dry)"];
  const { text } = await cidery(
    "sensitivity",
    WILDCATTER,
    ...two,
    "--steps",
    "2",
    "--plot",
    "g.svg",
  );
  expect(text).toContain("110 a");
  expect(text).toMatch(/a {2}test: false; drill/u);
  expect(readFileSync(join(folder, "g.svg"), "utf8")).toContain("<svg");
  const { text: json } = await cidery("sensitivity", WILDCATTER, ...two, "--steps", "2", "--json");
  const grid = JSON.parse(json) as {
    values: number[][];
    policies: string[][];
    proved: boolean[][];
  };
  expect(grid.values[0]).toEqual([110, 110, 110]);
  expect(grid.proved.flat().every(Boolean)).toBe(true);
  const { said, code } = await cidery("sensitivity", WILDCATTER, "P(oil = dry)", "P(oil = wet)");
  expect(code).toBe(2);
  expect(said).toContain("one row");
});
