import { expect, it } from "vitest";
import { Random } from "../base/index.ts";
import { allTrails, isActive } from "../testing/naiveSeparation.ts";
import { smallRandomStructure } from "../testing/randomStructure.ts";
import { backDoorMarks } from "./backDoor.ts";

it("marks exactly the nodes into which listing all trails finds a back-door trail", () => {
  const random = Random.seeded(52);
  let marked = 0;
  for (let run = 0; run < 2_000; run++) {
    const { graph } = smallRandomStructure(random);
    const edges = graph.edges();
    const [target, ...rest] = random.shuffled(Array.from({ length: graph.size }, (_, v) => v));
    if (target === undefined) continue;
    const given = rest.filter(() => random.unit() < 0.35);
    const candidates = new Uint8Array(graph.size).fill(1);
    candidates[target] = 0;
    // Every third node is not asked about, whatever leads into it.
    for (const v of rest) if (v % 3 === 2) candidates[v] = 0;
    const marks = backDoorMarks(graph, [target], given, candidates);
    expect(marks[target]).toBe(0);
    for (const x of rest) {
      if (candidates[x] === 0) {
        expect(marks[x]).toBe(0);
        continue;
      }
      const others = given.filter((v) => v !== x);
      const expected = allTrails(edges, x, target).some(
        (trail) => graph.hasEdge(trail[1] as number, x) && isActive(edges, trail, others),
      );
      if ((marks[x] === 1) !== expected) throw new Error(`run ${run}: node ${x}`);
      marked += marks[x] as number;
    }
  }
  expect(marked).toBeGreaterThan(1_000);
});
