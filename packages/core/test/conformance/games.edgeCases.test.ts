/** The games of ../shared/oracles/edge_cases.json and the game numbers of ../shared/theory/claims.json. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { OracleModel } from "./oracleDiagram.ts";
import type { InfluenceDiagram } from "../../src/model/index.ts";
import { bimatrixGame } from "../../src/model/index.ts";
import {
  equilibria,
  extremeEquilibria,
  pureChoices,
  pureEquilibria,
  rationalOutcomes,
} from "../../src/solve/index.ts";
import { analyse, relevanceGraph } from "../../src/structure/index.ts";
import { publishedModels } from "../publishedClaims.ts";
import { sharedFile } from "../shared.ts";
import { oracleDiagram } from "./oracleDiagram.ts";

interface EdgeCase extends OracleModel {
  readonly expected: unknown;
}

const cases = JSON.parse(readFileSync(sharedFile("oracles/edge_cases.json"), "utf8")) as EdgeCase[];

function edgeCase(id: string): { diagram: InfluenceDiagram; expected: unknown } {
  const found = cases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no ${id} in edge_cases.json`);
  return { diagram: oracleDiagram(found), expected: found.expected };
}

function choices(diagram: InfluenceDiagram, name: string, kind: "pure" | "subgame-perfect") {
  const id = diagram.idOf(name) as number;
  const { domain } = diagram.node(id);
  const values = domain?.kind === "finite" ? domain.values : [];
  return equilibria(diagram, { kind }).equilibria.map((one) =>
    pureChoices(one.policy.get(id) as Float64Array, values.length)?.map((a) => values[a]),
  );
}

describe("edge cases with several agents", () => {
  it("edge-06: do() on an unsorted domain under the subgame-perfect policies", () => {
    const { diagram, expected } = edgeCase("edge-06");
    for (const [action, wanted] of Object.entries(expected as Record<string, number[]>)) {
      const { outcomes } = rationalOutcomes(diagram, { postPolicy: { D1: action } });
      expect(outcomes.map((one) => one.utilities)).toEqual([wanted]);
    }
  });

  it("edge-07: the rule of the subgame-perfect equilibrium, by value", () => {
    const { diagram, expected } = edgeCase("edge-07");
    const { e, c } = expected as Record<string, string>;
    expect(choices(diagram, "D2", "subgame-perfect")).toEqual([[e, c]]);
  });

  it("edge-09: a hidden cause of an observation", () => {
    const { diagram, expected } = edgeCase("edge-09");
    expect(choices(diagram, "UM", "pure")).toEqual(expected);
  });

  it.each(["edge-10", "edge-11", "edge-23"])("%s: numbers of equilibria", (id) => {
    const { diagram, expected } = edgeCase(id);
    const wanted = expected as { n_pure_ne?: number; n_pure_spe: number };
    const perfect = equilibria(diagram, { kind: "subgame-perfect", randomise: "never" });
    expect(perfect.count).toBe(wanted.n_pure_spe);
    if (wanted.n_pure_ne !== undefined) {
      expect(equilibria(diagram, { kind: "pure" }).count).toBe(wanted.n_pure_ne);
    }
  });

  it("edge-17: names do not change relevance", () => {
    const { diagram, expected } = edgeCase("edge-17");
    const { decisions, graph } = relevanceGraph(analyse(diagram.structure));
    const name = (i: number): string => diagram.node(decisions[i] as number).name;
    expect(graph.edges().map(([a, b]) => [name(a), name(b)])).toEqual(expected);
  });
});

describe("published numbers of games", () => {
  const claims = publishedModels().flatMap((model) => model.claims);
  const count = (game: string, type: string): unknown =>
    claims.find(
      (one) =>
        one.query === "numeric-ne-count" && one.args["game"] === game && one.args["type"] === type,
    )?.expected;

  it("simultaneous moves", () => {
    const dilemma = bimatrixGame(
      [
        [-1, -3],
        [0, -2],
      ],
      [
        [-1, 0],
        [-3, -2],
      ],
    );
    const found = pureEquilibria(dilemma).equilibria;
    expect(found.length).toBe(
      count("prisoners dilemma: U1=[[-1,-3],[0,-2]] (rows c,d), U2 transpose", "pure"),
    );
    expect(found[0]?.payoffs[0]).toBe(-2);
    const pennies = bimatrixGame([
      [1, -1],
      [-1, 1],
    ]);
    expect(pureEquilibria(pennies).equilibria.length).toBe(count("matching pennies", "pure"));
    expect(extremeEquilibria(pennies).equilibria.length).toBe(
      count("matching pennies", "all mixed"),
    );
    const sexes = bimatrixGame(
      [
        [3, 0],
        [0, 2],
      ],
      [
        [2, 0],
        [0, 3],
      ],
    );
    expect(extremeEquilibria(sexes).equilibria.length).toBe(
      count("battle of sexes U1=[[3,0],[0,2]] U2=[[2,0],[0,3]]", "all mixed"),
    );
  });

  it("taxi competition, and with a tie", () => {
    const taxi = publishedModels().find((model) => model.id === "hammond-taxi");
    const spe = taxi?.claims.filter((one) => one.query === "numeric-spe") ?? [];
    const ne = taxi?.claims.find((one) => one.query === "numeric-ne-count");
    const { diagram } = edgeCase("edge-06");
    expect(equilibria(diagram, { kind: "pure" }).count).toBe(ne?.expected);
    const perfect = equilibria(diagram);
    const wanted = spe[0]?.expected as Record<string, unknown>;
    expect(perfect.count).toBe(wanted["count"]);
    expect(perfect.equilibria[0]?.utilities).toEqual([wanted["EU1"], wanted["EU2"]]);
    expect(choices(diagram, "D1", "subgame-perfect")).toEqual([[wanted["D1"]]]);
    const u2 = diagram.idOf("U2") as number;
    const nodes = diagram.nodes.map((node) =>
      node.id === u2
        ? {
            ...node,
            mechanism: {
              kind: "table",
              stochastic: false,
              entries: Float64Array.of(2, 3, 5, 5),
            } as const,
          }
        : node,
    );
    const tied = equilibria(diagram.with({ nodes }));
    expect(spe[1]?.expected).toMatchObject({ count: tied.count });
  });
});
