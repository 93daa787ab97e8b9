import { expect, it } from "vitest";
import type { Claim, ClaimExpression, DiagramNode } from "../model/index.ts";
import { Random } from "../base/index.ts";
import { InfluenceDiagram } from "../model/index.ts";
import { smallRandomStructure } from "../testing/index.ts";
import { checkClaims } from "./checkClaims.ts";

const PREDICATES = ["info", "response", "control", "influence", "intent", "reachable", "requisite"];
const RUNS = 100;

function randomDiagram(seed: number): InfluenceDiagram {
  const structure = smallRandomStructure(Random.seeded(seed));
  const nodes = Array.from({ length: structure.graph.size }, (_, id): DiagramNode => {
    const kind = structure.kind(id);
    return {
      id,
      name: `V${id}`,
      kind,
      owners: structure.owners[id] ?? [],
      parents: [...structure.graph.parents(id)],
      mechanism: { kind: kind === "decision" ? "decision" : "unspecified" },
    };
  });
  const agents = Array.from({ length: structure.agentCount }, (_, i) => ({ name: `agent${i}` }));
  return InfluenceDiagram.of({ agents, nodes });
}

/** Outcomes of many claims about one diagram, which share its analysis. */
function outcomes(
  diagram: InfluenceDiagram,
  expressions: readonly ClaimExpression[],
  negated = false,
): string[] {
  const claims = expressions.map(
    (expression): Claim => ({
      text: "",
      expression,
      negated,
      addedEdges: [],
      removedEdges: [],
    }),
  );
  return checkClaims(diagram.with({ claims })).map((result) => result.outcome);
}

function call(name: string, ...parts: readonly string[]): ClaimExpression {
  const named = parts.map((part): ClaimExpression => ({ kind: "name", name: part }));
  return { kind: "call", name, arguments: named, given: [] };
}

it("a claim and its negation never both hold, and are open together", () => {
  const flipped: Readonly<Record<string, string>> = { holds: "fails", fails: "holds" };
  for (let seed = 0; seed < RUNS; seed++) {
    const diagram = randomDiagram(seed);
    const decision = diagram.nodes.find(({ kind }) => kind === "decision");
    if (decision === undefined) continue;
    const sentences = PREDICATES.flatMap((predicate) =>
      diagram.nodes.map(({ name }) => call(predicate, decision.name, name)),
    );
    const said = outcomes(diagram, sentences);
    expect(said).not.toContain("error");
    expect(outcomes(diagram, sentences, true)).toEqual(said.map((one) => flipped[one] ?? one));
  }
});

it("a set holds exactly the nodes of which the single claim holds", () => {
  for (let seed = 0; seed < RUNS; seed++) {
    const diagram = randomDiagram(seed);
    const actors = [
      ...diagram.agents.map(({ name }) => name),
      ...diagram.nodes.filter(({ kind }) => kind === "decision").map(({ name }) => name),
    ];
    const sets: ClaimExpression[] = [];
    const wanted: string[] = [];
    for (const predicate of PREDICATES) {
      for (const actor of actors) {
        const singles = diagram.nodes.map(({ name }) => call(predicate, actor, name));
        const said = outcomes(diagram, singles);
        const items = diagram.nodes
          .filter((_, i) => said[i] === "holds")
          .map(({ name }): ClaimExpression => ({ kind: "name", name }));
        sets.push({
          kind: "comparison",
          operator: "==",
          left: call(predicate, actor),
          right: { kind: "set", items, of: "all" },
        });
        wanted.push(said.includes("undecided") ? "undecided" : "holds");
      }
    }
    expect([seed, outcomes(diagram, sets)]).toEqual([seed, wanted]);
  }
});

it("checking leaves the diagram as it was", () => {
  const diagram = randomDiagram(7);
  const before = JSON.stringify([diagram.nodes, diagram.claims]);
  outcomes(
    diagram,
    PREDICATES.map((predicate) => call(predicate, "agent0", "V0")),
  );
  expect(JSON.stringify([diagram.nodes, diagram.claims])).toBe(before);
});
