/**
 * One number in all faces: what the command prints as JSON, what the library answers and what the
 * workbench's worker shows are the same, for every number shown on every catalogue model. The
 * worker's functions run here without a browser; transport adds nothing to them.
 */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { NumbersResult } from "../apps/workbench/src/worker/messages.ts";
import { computeNumbers, type Evidence } from "../apps/workbench/src/worker/computeNumbers.ts";
import { searchMeter } from "../apps/workbench/src/worker/meter.ts";
import { runCommandLine } from "../packages/cidery/src/cli/index.ts";
import { fakeTerminal } from "../packages/cidery/test/fakeTerminal.ts";
import { type InfluenceDiagram, showValue, type Value } from "../packages/core/src/index.ts";
import { solveCompiled } from "../packages/core/src/solve/index.ts";
import {
  compileDiagram,
  expectation,
  query,
  SolveError,
  solveSingleAgent,
} from "../packages/core/src/doors/solve.ts";
import { catalogue, diagramOf } from "../packages/core/test/catalogueFiles.ts";

const root = join(import.meta.dirname, "..");

/** Questions about beliefs are asked of the command for so many nodes of a model. */
const MOST_ASKED = 3;

async function command(args: readonly string[]): Promise<Record<string, never>> {
  const terminal = fakeTerminal({ workingFolder: root });
  const code = await runCommandLine([...args, "--json"], terminal);
  if (code === 2) throw new Error(`cidery ${args.join(" ")}: ${terminal.complained()}`);
  return JSON.parse(terminal.printed()) as Record<string, never>;
}

function shown(
  diagram: InfluenceDiagram,
  slug: string,
  given: Partial<Evidence> = {},
): NumbersResult {
  return computeNumbers(
    diagram,
    {
      observed: [],
      forced: [],
      equilibrium: { chosen: 0, key: `${slug} ${JSON.stringify(given)}`, mixed: false },
      others: "uniform",
      deciding: "keep",
      ...given,
    },
    { progress: () => undefined, partial: () => undefined },
  );
}

function hasNumbers(diagram: InfluenceDiagram): boolean {
  try {
    compileDiagram(diagram);
    return true;
  } catch (error) {
    if (error instanceof SolveError) return false;
    throw error;
  }
}

const models = catalogue()
  .map((file) => ({
    slug: file.slug,
    path: join("models", `${file.slug}.cid`),
    diagram: diagramOf(file),
  }))
  .filter(({ diagram }) => hasNumbers(diagram));

/** Equal but for the rounding of another order of summation. */
function same(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

function deciders(diagram: InfluenceDiagram): string[] {
  return diagram.agents
    .filter((_, id) => diagram.structure.decisionsOf(id).length > 0)
    .map(({ name }) => name);
}

interface Answer {
  readonly label: string;
  readonly kind: "values" | "undecided";
  readonly values?: readonly number[];
  readonly missing?: unknown;
  readonly mixes?: unknown;
}

/** The number shown is the one answered, or one of those that optimal play allows. */
async function expectAnswered(
  path: string,
  question: string,
  numbers: readonly number[],
): Promise<number> {
  const { answers } = (await command(["query", path, question])) as unknown as {
    answers: readonly Answer[];
  };
  let compared = 0;
  for (const [i, { kind, values = [], missing, mixes }] of answers.entries()) {
    const number = numbers[i] as number;
    if (kind !== "values") continue;
    compared++;
    const isMixture =
      mixes !== undefined && Math.min(...values) <= number && number <= Math.max(...values);
    const found = values.some((value) => same(value, number)) || isMixture || missing !== undefined;
    expect(found, `${question}: ${number} is none of ${values.join(", ")}`).toBe(true);
  }
  return compared;
}

describe.each(models)("$slug", ({ slug, path, diagram }) => {
  const result = shown(diagram, slug);
  const utilities = Object.fromEntries(result.utilities);
  const acting = deciders(diagram);

  it("value and policies", async () => {
    const solved = (await command(["solve", path])) as unknown as {
      value: Record<string, number>;
      equilibrium?: string;
      policies: {
        decision: string;
        rows: { context: Value[]; distribution: Record<string, number>; reachable: boolean }[];
      }[];
    };
    if (solved.equilibrium !== undefined) {
      const listed = (await command(["equilibria", path, "--limit", "50"])) as unknown as {
        equilibria: { value: Record<string, number> }[];
      };
      const payoffs = listed.equilibria.map(({ value }) =>
        diagram.agents.map(({ name }) => value[name] ?? 0),
      );
      const mixed = { chosen: 0, key: `${slug} mixed`, mixed: true };
      const onPage = shown(diagram, slug, { equilibrium: mixed }).equilibria?.payoffs ?? [];
      const isIn = (one: readonly number[], all: readonly (readonly number[])[]): boolean =>
        all.some((other) => other.every((value, agent) => same(value, one[agent] as number)));
      expect(onPage.length).toBeGreaterThan(0);
      expect(onPage.every((one) => isIn(one, payoffs))).toBe(true);
      expect(payoffs.every((one) => isIn(one, onPage))).toBe(true);
      expect(
        isIn(
          diagram.agents.map(({ name }) => utilities[name] ?? 0),
          payoffs,
        ),
      ).toBe(true);
      return;
    }
    const library = solveCompiled(compileDiagram(diagram));
    for (const [agent, { name }] of diagram.agents.entries()) {
      expect(solved.value[name]).toBe(library.value.get(agent));
      expect(same(utilities[name] as number, solved.value[name] as number)).toBe(true);
    }
    for (const { decision, rows } of solved.policies) {
      const table = result.policies.find((one) => one.decision === decision);
      for (const [i, { distribution, reachable }] of rows.slice(0, 200).entries()) {
        const printed = table?.actions.map((action) => distribution[action]);
        expect(table?.rows[i]?.distribution).toEqual(printed);
        expect(table?.rows[i]?.reachable).toBe(reachable);
      }
    }
  });

  it.runIf(acting.length > 1)("the optimum of each agent, the others assumed", async () => {
    for (const agent of acting)
      for (const others of ["uniform", "best-reply", "equilibrium"] as const) {
        const solved = (await command([
          "solve",
          path,
          "--agent",
          agent,
          "--others",
          others,
        ])) as unknown as { value: Record<string, number>; others: { kind: string } };
        const id = diagram.agentId(agent) ?? -1;
        const library = solveSingleAgent(diagram, id, { others });
        expect(solved.value[agent]).toBe(library.value.get(id));
        expect(solved.others.kind).toBe(others);
      }
  });

  it("worth of information and control", async () => {
    for (const agent of acting) {
      const table = result.worths?.tables.find((one) => one.agent === agent);
      if (table === undefined) throw new Error(`no worth is shown for ${agent}`);
      if (table.values.length === 0) continue;
      const printed = (await command(["voi", path, "--agent", agent])) as unknown as {
        others: unknown;
        values: { decision: string; node: string; information?: unknown; control: unknown }[];
      };
      expect(table.others).toEqual(printed.others);
      for (const { kind, decision, node, gain } of table.values) {
        const row = printed.values.find(
          (one) => one.node === node && (kind === "control" || one.decision === decision),
        );
        expect(row?.[kind], `${kind} ${node} ${decision}`).toEqual(gain);
      }
    }
  });

  it("incentive meters", async () => {
    let admitted = 0;
    for (const agent of acting) {
      const printed = (await command(["meter", path, "--agent", agent])) as unknown as {
        others: { words?: string };
        readings: { decision: string; variable: string; graph: string; value: number }[];
      };
      for (const { decision, variable, graph, value } of printed.readings) {
        if (graph !== "admits") continue;
        admitted++;
        const reading = result.meters?.readings.find(
          (one) => one.decision === decision && one.node === variable,
        );
        if (reading === undefined) continue;
        expect(reading.value, `${decision} → ${variable}`).toBe(value);
        const words = result.meters?.others.find(({ of }) => of === agent)?.words;
        expect(words).toBe(printed.others.words);
      }
    }
    expect((result.meters?.readings.length ?? 0) + (result.meters?.left ?? 0)).toBe(admitted);
  });

  it("beliefs and expectations", async () => {
    const compiled = compileDiagram(diagram);
    const policy = new Map(
      diagram.structure.decisions.map((d) => {
        const rows = result.policies.find(
          ({ decision }) => decision === diagram.node(d).name,
        )?.rows;
        return [d, Float64Array.from((rows ?? []).flatMap(({ distribution }) => distribution))];
      }),
    );
    const isWhole = result.policies.every(({ rows }) => rows.length < 200);
    let asked = 0;
    for (const { id, name, kind } of diagram.nodes) {
      const belief = result.beliefs.get(name);
      const expected = result.expectations.get(name);
      if (isWhole && belief !== undefined) {
        const library = query(compiled, { of: [id], policy });
        if (library.kind === "impossible") throw new Error(name);
        for (const [i, p] of library.probabilities.entries())
          expect(same(p, belief.probabilities[i] as number), name).toBe(true);
      }
      if (isWhole && expected !== undefined) {
        const library = expectation(compiled, { of: id, policy });
        expect(library.kind === "expectation" && same(library.value, expected), name).toBe(true);
      }
      if (asked >= MOST_ASKED || (kind !== "utility" && belief === undefined)) continue;
      asked++;
      if (belief !== undefined) await expectAnswered(path, `P(${name})`, belief.probabilities);
      else if (expected !== undefined) await expectAnswered(path, `E(${name})`, [expected]);
    }
  });

  it("under an intervention on a decision", async () => {
    const [first] = diagram.structure.decisions;
    if (first === undefined) return;
    const { name, domain } = diagram.node(first);
    const value = domain?.kind === "finite" ? domain.values[0] : undefined;
    if (value === undefined) return;
    const set = shown(diagram, slug, { forced: [[name, value]] });
    const table = set.policies.find(({ decision }) => decision === name);
    expect(table?.set).toBe(showValue(value));
    expect(table?.rows.map(({ distribution }) => distribution[0])).toEqual([1]);
    expect(set.beliefs.get(name)?.probabilities[0]).toBe(1);
    // Worth and meter are of the model as written.
    expect(set.meters?.readings).toEqual(result.meters?.readings);
    expect(set.worths).toEqual(result.worths);
    const utility = diagram.nodes.find(({ kind }) => kind === "utility")?.name;
    if (utility === undefined) return;
    const expected = set.expectations.get(utility) as number;
    await expectAnswered(path, `E(${utility} | do(${name} = ${showValue(value)}))`, [expected]);
  });
});

it("a search for settings finds the same with the same seed", async () => {
  const { path, diagram } = models.find(({ slug }) => slug === "frameworks/current-rf") ?? {};
  if (path === undefined || diagram === undefined) throw new Error("the model is gone");
  const { readings } = (await command(["meter", path, "--search", "--seed", "3"])) as unknown as {
    readings: { decision: string; variable: string; found?: unknown }[];
  };
  const searched = readings.filter(({ found }) => found !== undefined);
  expect(searched.length).toBeGreaterThan(0);
  for (const { decision, variable, found } of searched) {
    const subject = {
      decision,
      node: variable,
      others: "uniform",
      policy: new Map(),
      seed: 3,
    } as const;
    const onPage = searchMeter(diagram, subject, () => undefined);
    expect(JSON.parse(JSON.stringify(onPage))).toEqual(found);
  }
});

it("most of the catalogue has numbers to compare", () => {
  expect(models.length).toBeGreaterThan(60);
});
