/** One propagation gives what asking node by node gives, under evidence and interventions too. */
import { describe, expect, it } from "vitest";
import { Random } from "../../base/index.ts";
import { randomNumericDiagram } from "../../testing/randomNumericDiagram.ts";
import { loadModel } from "../../language/index.ts";
import {
  beliefs,
  compileDiagram,
  expectation,
  query,
  solveSingleAgent,
  uniformPolicy,
} from "../index.ts";

describe("beliefs of all nodes at once", () => {
  it("are those of single queries (150 random models)", () => {
    const random = Random.seeded(77);
    let impossible = 0;
    for (let i = 0; i < 150; i++) {
      const diagram = randomNumericDiagram(random, {
        nodes: 6,
        decisions: 2,
        agents: 2,
        values: 3,
      });
      const compiled = compileDiagram(diagram);
      const policy = uniformPolicy(diagram);
      const [seen, set] = random.shuffled(diagram.nodes.filter(({ kind }) => kind !== "utility"));
      const about = {
        policy,
        ...(i % 3 === 0 || seen === undefined ? {} : { given: { [seen.name]: 0 } }),
        ...(i % 2 === 0 || set === undefined ? {} : { do: { [set.name]: 1 } }),
      };
      const found = beliefs(compiled, about);
      for (const node of diagram.nodes) {
        if (node.kind === "utility") {
          const one = expectation(compiled, { of: node.id, ...about });
          expect(one.kind === "impossible").toBe(found.kind === "impossible");
          if (one.kind === "impossible" || found.kind === "impossible") continue;
          expect(found.expectations.get(node.id)).toBeCloseTo(one.value, 10);
          continue;
        }
        const one = query(compiled, { of: [node.id], ...about });
        expect(one.kind === "impossible").toBe(found.kind === "impossible");
        if (one.kind === "impossible" || found.kind === "impossible") {
          impossible++;
          continue;
        }
        expect(found.evidence).toBeCloseTo(one.evidence, 12);
        for (const [v, p] of one.probabilities.entries())
          expect(found.marginals[node.id]?.[v]).toBeCloseTo(p, 12);
      }
      if (found.kind === "impossible") continue;
      for (const d of diagram.structure.decisions) {
        const { parents } = diagram.node(d);
        const rows = found.contexts.get(d) ?? [];
        if (parents.length === 0) expect([...rows]).toEqual([1]);
        else {
          const one = query(compiled, { of: parents, ...about });
          if (one.kind === "impossible") throw new Error("it is possible");
          for (const [row, p] of one.probabilities.entries()) expect(rows[row]).toBeCloseTo(p, 12);
        }
      }
    }
    expect(impossible).toBeGreaterThan(0);
  });
});

it("knows how likely contexts are that no rule heeds, of utilities that are seen, too", () => {
  const { diagram } = loadModel(`agent one
chance X : {0..1} ~ bernoulli(0.25)
decision C : {0..1} by one
utility Paid for one = 2 * X
decision D : {0..1} by one sees Paid, X
utility U for one = D`);
  if (diagram === undefined) throw new Error("the model does not load");
  const found = beliefs(diagram, { policy: solveSingleAgent(diagram).policy });
  if (found.kind === "impossible") throw new Error("possible, but answered impossible");
  const d = diagram.nodes.findIndex(({ name }) => name === "D");
  expect([...(found.contexts.get(d) ?? [])]).toEqual([0.75, 0, 0, 0.25]);
});
