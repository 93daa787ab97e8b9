/** Random diagrams for property tests: acyclic, up to eight nodes, up to two agents. */
import * as fc from "fast-check";
import type { InfluenceDiagram } from "../src/model/index.ts";
import { smallDiagram } from "./smallDiagrams.ts";

export const randomDiagram: fc.Arbitrary<InfluenceDiagram> = fc
  .record({
    kinds: fc.array(fc.constantFrom("chance", "chance", "decision", "utility"), {
      minLength: 2,
      maxLength: 8,
    }),
    agents: fc.integer({ min: 1, max: 2 }),
    owners: fc.array(fc.nat(1), { minLength: 8, maxLength: 8 }),
    edges: fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 28, maxLength: 28 }),
    density: fc.integer({ min: 15, max: 60 }),
  })
  .map(({ kinds, agents, owners, edges, density }) => {
    const arrows = kinds.map((_, v) => `N${v}`);
    let next = 0;
    for (let v = 0; v < kinds.length; v++) {
      for (let p = 0; p < v; p++) {
        if ((edges[next++] ?? 0) < density) arrows.push(`N${p} -> N${v}`);
      }
    }
    const owned = (kind: string): string =>
      kinds
        .flatMap((other, v) => (other === kind ? [`N${v}@a${(owners[v] ?? 0) % agents}`] : []))
        .join(", ");
    return smallDiagram({
      arrows: arrows.join(", "),
      decisions: owned("decision"),
      utilities: owned("utility"),
    });
  });
