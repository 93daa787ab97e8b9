/**
 * The games of ../shared/oracles: all pure Nash and subgame-perfect equilibria with their expected
 * utilities, relevance, subgames, recall, and the regret of everything found with randomisation.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { OracleModel } from "./oracleDiagram.ts";
import type { InfluenceDiagram } from "../../src/model/index.ts";
import type { DiagramEquilibria, Policy } from "../../src/solve/index.ts";
import {
  compileDiagram,
  equilibria,
  fillFreeContexts,
  policyRegret,
} from "../../src/solve/index.ts";
import { analyse, relevanceGraph, subgames, sufficientRecall } from "../../src/structure/index.ts";
import { sharedFile } from "../shared.ts";
import { oracleDiagram } from "./oracleDiagram.ts";

interface ListedProfile {
  readonly policy: Readonly<Record<string, readonly unknown[]>>;
  readonly eu: Readonly<Record<string, number>>;
}

interface SolvedRule {
  readonly policy: Readonly<Record<string, readonly (readonly number[])[]>>;
  readonly max_regret: number;
}

interface GameModel extends OracleModel {
  readonly results: {
    readonly relevance_edges: readonly (readonly string[])[];
    readonly sufficient_recall: Readonly<Record<string, boolean>>;
    readonly subgame_decision_sets?: readonly (readonly string[])[] | null;
    readonly n_pure_profiles?: number | null;
    readonly n_pure_ne?: number | null;
    readonly n_pure_spe?: number | null;
    readonly pure_ne?: readonly ListedProfile[] | null;
    readonly pure_spe?: readonly ListedProfile[] | null;
    readonly ne_default_solver?: readonly SolvedRule[] | null;
    readonly n_ne_default_solver?: number | null;
  };
}

const games = ["random_macids.json", "examples.json"].flatMap((file) =>
  (JSON.parse(readFileSync(sharedFile(`oracles/${file}`), "utf8")) as GameModel[]).filter(
    (model) => model.kind === "MACID",
  ),
);
const numeric = games.filter((model) => (model.results.n_pure_profiles ?? null) !== null);

describe("the oracles' graphs", () => {
  it.each(games.map((model) => [model.id, model] as const))("%s", (_, model) => {
    const diagram = oracleDiagram(model);
    const { structure } = diagram;
    const analysis = analyse(structure);
    const { decisions, graph } = relevanceGraph(analysis);
    const name = (v: number): string => diagram.node(v).name;
    const edges = graph
      .edges()
      .map(([a, b]) => [name(decisions[a] as number), name(decisions[b] as number)].join());
    expect(edges.sort()).toEqual(model.results.relevance_edges.map((edge) => edge.join()).sort());
    for (const [agent, recalls] of Object.entries(model.results.sufficient_recall)) {
      expect(sufficientRecall(analysis, diagram.agentId(agent) as number)).toBe(recalls);
    }
    const sets = subgames(analysis).sets.map((set) => set.map(name).sort().join());
    const wanted = model.results.subgame_decision_sets;
    if (wanted) expect(sets.sort()).toEqual(wanted.map((set) => [...set].sort().join()).sort());
  });
});

describe("the oracles' pure equilibria", () => {
  it("are 45 games", () => {
    expect(numeric).toHaveLength(45);
  });

  it.each(numeric.map((model) => [model.id, model] as const))("%s", (_, model) => {
    const diagram = oracleDiagram(model);
    const { results } = model;
    const nash = equilibria(diagram, { kind: "pure" });
    expect(nash.count).toBe(results.n_pure_ne);
    if (results.pure_ne) expect(profiles(model, diagram, nash)).toEqual(listed(results.pure_ne));
    const perfect = equilibria(diagram, { kind: "subgame-perfect", randomise: "never" });
    expect(perfect.count).toBe(results.n_pure_spe);
    if (results.pure_spe) {
      expect(profiles(model, diagram, perfect)).toEqual(listed(results.pure_spe));
    }
    for (const one of [...nash.equilibria, ...perfect.equilibria]) {
      expect(one.regret).toBeLessThan(1e-9);
    }
  });
});

describe("the oracles' mixed equilibria", () => {
  it.each(numeric.map((model) => [model.id, model] as const))("%s", (_, model) => {
    const diagram = oracleDiagram(model);
    for (const kind of ["behavioural", "subgame-perfect"] as const) {
      const found = equilibria(diagram, { kind });
      expect(found.equilibria.length).toBeGreaterThan(0);
      for (const one of found.equilibria) expect(one.regret).toBeLessThan(1e-9);
    }
    // The checker agrees with the regret the oracle measured on the other solver's answers.
    const compiled = compileDiagram(diagram);
    for (const one of model.results.ne_default_solver ?? []) {
      const policy: Policy = new Map(
        Object.entries(one.policy).map(([name, rows]) => [
          diagram.idOf(name) as number,
          Float64Array.from(rows.flat()),
        ]),
      );
      expect(policyRegret(compiled, policy)).toBeCloseTo(one.max_regret, 9);
    }
  });

  it("are as many as the other solver's", () => {
    const counted = numeric.filter(
      (model) => typeof model.results.n_ne_default_solver === "number",
    );
    expect(counted).toHaveLength(17);
    for (const model of counted) {
      const found = equilibria(oracleDiagram(model), { kind: "mixed" });
      expect(found.equilibria.length, model.id).toBe(model.results.n_ne_default_solver);
    }
  });
});

function profiles(model: GameModel, diagram: InfluenceDiagram, found: DiagramEquilibria): string[] {
  const decisions = model.nodes.filter((node) => node.type === "decision");
  return found.equilibria
    .flatMap((one) =>
      [...fillFreeContexts(diagram, one)].map((policy) => {
        const eu = Object.fromEntries(
          diagram.agents.map((agent, id) => [agent.name, one.utilities[id] as number]),
        );
        const rules = Object.fromEntries(
          decisions.map((node) => {
            const values = node.domain ?? [];
            const rule = policy.get(diagram.idOf(node.name) as number) as Float64Array;
            const rows = Array.from({ length: rule.length / values.length }, (_, c) => {
              const row = rule.subarray(c * values.length, (c + 1) * values.length);
              return values[row.indexOf(1)];
            });
            return [node.name, rows];
          }),
        );
        return keyOf({ policy: rules, eu });
      }),
    )
    .sort();
}

function listed(profiles: readonly ListedProfile[]): string[] {
  return profiles.map(keyOf).sort();
}

function keyOf({ policy, eu }: ListedProfile): string {
  const rules = Object.keys(policy)
    .sort()
    .map((name) => `${name}: ${policy[name]?.join(" ")}`);
  const values = Object.keys(eu)
    .sort()
    .map((agent) => `${agent}: ${((eu[agent] as number) + 0).toFixed(8)}`);
  return [...rules, ...values].join(", ");
}
