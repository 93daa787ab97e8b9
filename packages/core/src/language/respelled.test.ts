/** Models with names and labels of any text are written, read, asked and taken in as JSON alike. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Claim, ClaimExpression, InfluenceDiagram, Value } from "../model/index.ts";
import { Random } from "../base/index.ts";
import { randomDiagram, respelled } from "../testing/index.ts";
import {
  checkedText,
  format,
  fromJson,
  loadModel,
  parseClaim,
  toJson,
  whereDifferent,
} from "./index.ts";
import { printClaimSentence } from "./print/printClaim.ts";
import { Spelling } from "./print/spelling.ts";

const seeds = fc.integer({ min: 0, max: 1_000_000 });

/** Claims about random variables, values and agents of a diagram, with the text of the writer. */
function withClaims(diagram: InfluenceDiagram, random: Random): InfluenceDiagram {
  const spelling = new Spelling(diagram);
  const claims: Claim[] = [];
  const named = (name: string): ClaimExpression => ({ kind: "name", name });
  const add = (expression: ClaimExpression, parts: Partial<Claim> = {}): void => {
    const claim = { expression, negated: false, addedEdges: [], removedEdges: [], ...parts };
    claims.push({ ...claim, text: printClaimSentence(claim, spelling) });
  };
  for (const node of diagram.nodes) {
    const other = random.pick(diagram.nodes);
    const [value] = node.domain?.kind === "finite" ? node.domain.values : [];
    if (value !== undefined && node.kind !== "utility") {
      add({
        kind: "comparison",
        operator: "<=",
        left: {
          kind: "call",
          name: "P",
          arguments: [{ kind: "assignment", target: node.name, value: { kind: "value", value } }],
          given: [],
        },
        right: { kind: "value", value: 1 },
      });
    }
    if (node.kind === "decision" && diagram.agents.length > 0) {
      const owner = diagram.agents[node.owners[0] as number]?.name as string;
      add(
        {
          kind: "call",
          name: "control",
          arguments: [named(node.name), named(other.name)],
          given: [],
        },
        { negated: random.below(2) === 0, citation: random.pick(["a", '"q"\n']) },
      );
      if (value !== undefined)
        add({
          kind: "comparison",
          operator: "==",
          left: {
            kind: "call",
            name: "policy",
            receiver: owner,
            arguments: [named(node.name)],
            given: [],
          },
          right: Array.isArray(value)
            ? { kind: "tuple", items: value.map((part: Value) => ({ kind: "value", value: part })) }
            : { kind: "value", value },
        });
    }
    add(
      { kind: "call", name: "path", arguments: [named(node.name), named(other.name)], given: [] },
      { addedEdges: [{ from: node.name, to: other.name }], note: "why" },
    );
  }
  return diagram.with({ claims });
}

describe("a model with names of any text", () => {
  it("is written and read back, its claims too", () => {
    fc.assert(
      fc.property(seeds, fc.boolean(), (seed, bare) => {
        const random = Random.seeded(seed);
        const plain = randomDiagram(random, {
          nodes: 1 + random.below(8),
          agents: 2,
          structureOnly: bare,
        });
        const diagram = withClaims(respelled(plain, random), random);
        const text = checkedText(diagram);
        if (!text.ok) throw new Error(JSON.stringify(text.diagnostics));
        const again = loadModel(format(text.value)).diagram as InfluenceDiagram;
        expect(whereDifferent(diagram, again)).toBeUndefined();
        for (const claim of diagram.claims) {
          const asked = parseClaim(claim.text, diagram);
          expect(asked.ok && asked.value.expression, claim.text).toMatchObject(claim.expression);
        }
      }),
      { seed: 17, numRuns: 100 },
    );
  });

  it("is taken in as JSON, and given back", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = Random.seeded(seed);
        const plain = randomDiagram(random, { nodes: 1 + random.below(8), agents: 3 });
        const diagram = withClaims(respelled(plain, random), random);
        const json: unknown = JSON.parse(JSON.stringify(toJson(diagram)));
        const read = fromJson(json);
        if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
        expect(whereDifferent(diagram, read.value)).toBeUndefined();
        expect(toJson(read.value)).toEqual(json);
      }),
      { seed: 18, numRuns: 80 },
    );
  });
});
