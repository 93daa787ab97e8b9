/** Facts of structures against their definitions, and large ones against plain recomputation. */
import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import { Digraph, type NodeId } from "../graph/index.ts";
import { CHANCE, DECISION, Structure, UTILITY } from "../model/index.ts";
import { NaiveCriteria } from "../testing/naiveCriteria.ts";
import { separatedInMoralGraph } from "../testing/naiveSeparation.ts";
import { randomStructure, smallRandomStructure } from "../testing/randomStructure.ts";
import {
  analyse,
  components,
  family,
  mechanisedGraph,
  mechanismEdges,
  minimalReduction,
  ownCycle,
  ownReduction,
  ownReductionCycle,
  perfectRecall,
  reduce,
  reductionKnowingChoices,
  relevanceEdges,
  relevanceGraph,
  relevanceGraphOf,
  relianceCycle,
  soluble,
  solubleWithLink,
  subgames,
  sufficientRecall,
  survivingLinks,
  terminalEdges,
  utilitiesBelowIn,
} from "./index.ts";
import { LABELS_PER_BLOCK, LinkPorts } from "./linkPorts.ts";

const nodesOf = (structure: Structure): number[] =>
  Array.from({ length: structure.graph.size }, (_, v) => v);

function each(
  count: number,
  seed: number,
  check: (structure: Structure, run: number) => void,
): void {
  const random = Random.seeded(seed);
  for (let run = 0; run < count; run++) check(smallRandomStructure(random), run);
}

/** Letters for kinds (C, D, U; agent 0 owns), arrows as pairs. */
function drawn(kinds: string, arrows: readonly (readonly [number, number])[]): Structure {
  const codes = kinds
    .split("")
    .map((kind) => (kind === "C" ? CHANCE : kind === "D" ? DECISION : UTILITY));
  return new Structure({
    graph: Digraph.fromEdges(codes.length, arrows),
    kinds: Uint8Array.from(codes),
    agentCount: 1,
    owners: codes.map((code) => (code === CHANCE ? [] : [0])),
  });
}

describe("an analysis", () => {
  it("marks what is below, above, owned, and computes each once", () => {
    each(300, 81, (structure) => {
      const analysis = analyse(structure);
      const naive = new NaiveCriteria(structure);
      const nodes = nodesOf(structure);
      expect(analysis.severalAgents).toBe(structure.agentCount > 1);
      for (const d of structure.decisions) {
        const below = nodes.map((v) => Number(naive.reaches(d, v)));
        expect([...analysis.below(d)]).toEqual(below);
        expect(analysis.below(d)).toBe(analysis.below(d));
        expect(analysis.utilitiesBelow(d)).toEqual(naive.utilitiesBelow(d));
        expect(utilitiesBelowIn(structure, structure.graph, d)).toEqual(naive.utilitiesBelow(d));
        expect(family(structure.graph, d)).toEqual([...naive.parents(d), d]);
        expect(analysis.decisionSweep(d)).toBe(analysis.decisionSweep(d));
      }
      for (let agent = 0; agent < structure.agentCount; agent++) {
        const own = structure.utilitiesOf(agent);
        const above = nodes.map((v) => Number(own.some((u) => naive.reaches(v, u))));
        expect([...analysis.aboveUtilities(agent)]).toEqual(above);
      }
    });
    let computed = 0;
    const analysis = analyse(drawn("DU", [[0, 1]]));
    for (let i = 0; i < 3; i++) analysis.once("nothing", () => void computed++);
    expect(computed).toBe(1);
  });

  it("holds decisions as chance nodes, in any order, the rest as it is", () => {
    const structure = drawn("DDCDU", [
      [0, 2],
      [1, 2],
      [2, 3],
      [3, 4],
    ]);
    const analysis = analyse(structure);
    const held = analysis.holding([1, 0, 1]);
    expect(held).toBe(analysis.holding([0, 1]));
    expect(held).not.toBe(analysis.holding([0]));
    expect(held.structure.decisions).toEqual([3]);
    expect(held.structure.owners.slice(0, 2)).toEqual([[], []]);
    expect(held.graph).toBe(structure.graph);
    expect(structure.decisions).toEqual([0, 1, 3]);
    expect(analysis.holding([])).toBe(analysis);
    expect(() => analysis.holding([2])).toThrow("node 2 is not a decision to hold");
  });
});

describe("mechanisms", () => {
  it("a rule answers to exactly the mechanisms of what is r-reachable", () => {
    each(300, 82, (structure, run) => {
      const naive = new NaiveCriteria(structure);
      const n = structure.graph.size;
      const expected = structure.decisions.flatMap((d) =>
        nodesOf(structure)
          .filter((v) => v !== d && naive.rReachable(d, v))
          .map((v) => [v, d]),
      );
      const analysis = analyse(structure);
      expect(mechanismEdges(analysis), `run ${run}`).toEqual(expected);
      const whole = mechanisedGraph(analysis);
      expect(whole.size).toBe(2 * n);
      expect(whole.objectEdges).toEqual(structure.graph.edges());
      expect(whole.functionEdges).toEqual(nodesOf(structure).map((v) => [n + v, v]));
      expect(whole.mechanismEdges).toEqual(expected.map((edge) => edge.map((v) => n + v)));
      const terminal = structure.decisions.flatMap((d) =>
        naive
          .utilitiesBelow(d)
          .filter((u) =>
            naive.reaches(
              d,
              u,
              structure.utilities.filter((v) => v !== u),
            ),
          )
          .map((u) => [u, d]),
      );
      expect(terminalEdges(analysis), `run ${run}`).toEqual(terminal);
    });
  });
});

describe("circles of reliance", () => {
  it("are circles, within the agent where asked, and there whenever there are some", () => {
    const seen = { any: 0, own: 0, reduced: 0 };
    each(1500, 83, (structure, run) => {
      const analysis = analyse(structure);
      const naive = new NaiveCriteria(structure);
      const random = Random.seeded(run);
      const isCircle = (cycle: readonly NodeId[], among: NaiveCriteria): boolean =>
        cycle.length > 1 &&
        new Set(cycle).size === cycle.length &&
        cycle.every((d, i) => among.rReachable(d, cycle[(i + 1) % cycle.length] as number));
      const { raw, cycle } = soluble(analysis);
      expect(cycle === undefined).toBe(raw);
      if (cycle !== undefined) {
        seen.any++;
        expect(isCircle(cycle, naive)).toBe(true);
      }
      for (let agent = 0; agent < structure.agentCount; agent++) {
        const own = structure.decisionsOf(agent);
        const mine = ownCycle(analysis, agent);
        expect(mine === undefined).toBe(naive.soluble(own));
        expect(sufficientRecall(analysis, agent)).toBe(mine === undefined);
        const left = ownReductionCycle(analysis, agent);
        const reduced = naive.reduced(random, own);
        expect(left === undefined, `run ${run}`).toBe(naive.soluble(own) || reduced.soluble(own));
        for (const [one, among] of [
          [mine, naive],
          [left, reduced],
        ] as const) {
          if (one === undefined) continue;
          expect(isCircle(one, among)).toBe(true);
          for (const d of one) expect(own).toContain(d);
        }
        seen.own += mine === undefined ? 0 : 1;
        seen.reduced += left === undefined ? 0 : 1;
      }
    });
    expect(Math.min(seen.any, seen.own, seen.reduced)).toBeGreaterThan(10);
  });

  it("come from a graph among decisions, its components relied-upon first", () => {
    each(500, 84, (structure) => {
      const analysis = analyse(structure);
      const naive = new NaiveCriteria(structure);
      const { decisions } = structure;
      const expected = decisions.flatMap((d) =>
        decisions.filter((o) => o !== d && naive.rReachable(d, o)).map((o) => [d, o]),
      );
      expect(relevanceEdges(analysis)).toEqual(expected);
      const relevance = relevanceGraph(analysis);
      expect(relevance.decisions).toEqual(decisions);
      const again = relevanceGraphOf(structure, structure.graph, decisions);
      expect(again.graph.edges()).toEqual(relevance.graph.edges());
      expect(relianceCycle(relevance) === undefined).toBe(naive.soluble());
      for (const part of components(analysis))
        for (const d of part)
          for (const o of part) {
            const seen = new Set([d]);
            for (const v of seen) for (const [a, b] of expected) if (a === v) seen.add(b as number);
            expect(seen.has(o)).toBe(true);
          }
    });
  });
});

describe("perfect recall", () => {
  it("is an order in which each decision sees what earlier ones saw and did", () => {
    let recalled = 0;
    each(1000, 85, (structure, run) => {
      const naive = new NaiveCriteria(structure);
      const analysis = analyse(structure);
      const ordered = (rest: readonly number[], known: readonly number[]): boolean =>
        rest.length === 0 ||
        rest.some((d) => {
          const parents = naive.parents(d);
          if (!known.every((v) => parents.includes(v))) return false;
          return ordered(
            rest.filter((o) => o !== d),
            [...known, ...parents, d],
          );
        });
      for (let agent = 0; agent < structure.agentCount; agent++) {
        const own = structure.decisionsOf(agent);
        const expected = ordered(own, []);
        expect(perfectRecall(analysis, agent), `run ${run}`).toBe(expected);
        if (expected && own.length > 1) recalled++;
      }
    });
    expect(recalled).toBeGreaterThan(30);
  });
});

describe("drawn by hand", () => {
  it("a utility behind another is not an end in itself", () => {
    expect(
      terminalEdges(
        analyse(
          drawn("DUU", [
            [0, 1],
            [1, 2],
          ]),
        ),
      ),
    ).toEqual([[1, 0]]);
  });

  it("what comes first is told by what is seen, not by numbers", () => {
    const backwards = drawn("DDU", [
      [1, 0],
      [0, 2],
      [1, 2],
    ]);
    expect(perfectRecall(analyse(backwards), 0)).toBe(true);
    expect(
      perfectRecall(
        analyse(
          drawn("DDU", [
            [0, 2],
            [1, 2],
          ]),
        ),
        0,
      ),
    ).toBe(false);
  });

  it("ends of more than one word of labels keep their places", () => {
    // 34 observations of the first decision; the second sees none yet, and both are paid together.
    const seen = Array.from({ length: 34 }, (_, v) => v);
    const structure = drawn(`${"C".repeat(34)}DDU`, [
      ...seen.map((v): [number, number] => [v, 34]),
      [34, 36],
      [35, 36],
    ]);
    const ports = new LinkPorts(structure, structure.graph, 34, seen, "end");
    for (const x of seen) {
      const words = [0, 1].map((block) => ports.connected(block, x, 35));
      const bit = 1 << ((x % LABELS_PER_BLOCK) + 1);
      expect(words).toEqual(x < LABELS_PER_BLOCK ? [bit, 0] : [0, bit]);
    }
  });
});

describe("reductions", () => {
  it("say for each link what separates it, as things stood", () => {
    each(500, 86, (structure) => {
      let edges = structure.graph.edges();
      for (const { link, given, utilities } of minimalReduction(analyse(structure)).removed) {
        const [x, d] = link;
        const now = new NaiveCriteria(structure, edges);
        expect(utilities).toEqual(now.utilitiesBelow(d));
        // Of links that go together each is separated without those that went before it.
        expect(new Set(given)).toEqual(new Set([...now.parents(d), d].filter((v) => v !== x)));
        expect(separatedInMoralGraph(edges, [x], utilities, given)).toBe(true);
        edges = edges.filter(([a, b]) => a !== x || b !== d);
      }
      expect(minimalReduction(analyse(structure)).graph.edges()).toEqual(edges);
      const own = ownReduction(analyse(structure), 0);
      for (const { link } of own.removed) expect(structure.decisionsOf(0)).toContain(link[1]);
    });
  });

  it("with known choices drop links while what is known without them separates or determines", () => {
    let more = 0;
    const random = Random.seeded(87);
    for (let run = 0; run < 1000; run++) {
      const structure = smallRandomStructure(random, { agents: 2 });
      const agent = random.below(structure.agentCount);
      const own = structure.decisionsOf(agent);
      const before = ownReduction(analyse(structure), agent);
      const { graph, removed } = reductionKnowingChoices(analyse(structure), agent);
      expect(removed.slice(0, before.removed.length)).toEqual(before.removed);
      let edges = before.graph.edges();
      const known = (d: number, x: number): Set<number> => {
        const parents = (v: number): number[] => edges.filter(([, b]) => b === v).map(([a]) => a);
        const all = new Set(parents(d).filter((v) => v !== x));
        for (let size = -1; size !== all.size; ) {
          size = all.size;
          for (const e of own) if (e !== d && parents(e).every((p) => all.has(p))) all.add(e);
        }
        return all;
      };
      const mayGo = (x: number, d: number): boolean => {
        const set = known(d, x);
        const given = [...set, d].filter((v) => v !== x);
        const utilities = new NaiveCriteria(structure, edges).utilitiesBelow(d);
        return set.has(x) || separatedInMoralGraph(edges, [x], utilities, given);
      };
      for (const { link, given, utilities } of removed.slice(before.removed.length)) {
        more++;
        const [x, d] = link;
        expect(own).toContain(d);
        expect(mayGo(x, d), `run ${run}: ${x} → ${d}`).toBe(true);
        expect(new Set(given)).toEqual(new Set([...known(d, x), d].filter((v) => v !== x)));
        expect(utilities).toEqual(new NaiveCriteria(structure, edges).utilitiesBelow(d));
        edges = edges.filter(([a, b]) => a !== x || b !== d);
      }
      expect(graph.edges().sort()).toEqual([...edges].sort());
      for (const [x, d] of edges)
        if (own.includes(d)) expect(mayGo(x, d), `run ${run}: ${x} → ${d} stays`).toBe(false);
    }
    expect(more).toBeGreaterThan(100);
  });
});

describe("many decisions", () => {
  /** Enough decisions for two words of labels, one agent or two. */
  const large = (random: Random): Structure => {
    const agents = 1 + random.below(2);
    const decisions = LABELS_PER_BLOCK + 2 + random.below(4);
    return randomStructure(random, {
      nodes: decisions + 12 + agents * 3,
      decisions,
      agents,
      density: 1 + random.unit(),
      utilities: 3,
      noForgetting: false,
    });
  };

  it("one more link: who is soluble with it, and where it survives, as if asked one by one", () => {
    const random = Random.seeded(88);
    const seen = { soluble: 0, not: 0, survives: 0, goes: 0 };
    for (let run = 0; run < 12; run++) {
      const structure = large(random);
      const analysis = analyse(structure);
      const { graph, decisions } = structure;
      for (let asked = 0; asked < 4; asked++) {
        const d = random.pick(decisions);
        const below = analysis.below(d);
        const some =
          random.below(2) === 0 ? decisions : structure.decisionsOf(structure.ownerOf(d));
        const with0 = solubleWithLink(analysis, d, some);
        const stays = survivingLinks(analysis, d, some);
        for (const x of nodesOf(structure)) {
          if (below[x] === 1) {
            expect([with0[x], stays[x]]).toEqual([0, 0]);
            continue;
          }
          const more = graph.withEdge(x, d);
          const acyclic = relianceCycle(relevanceGraphOf(structure, more, some)) === undefined;
          expect(with0[x] === 1, `run ${run}: ${x} → ${d}`).toBe(acyclic);
          seen[acyclic ? "soluble" : "not"]++;
          const left = reduce(structure, more, some).graph.hasEdge(x, d);
          expect(stays[x] === 1, `run ${run}: ${x} → ${d} stays`).toBe(left);
          seen[left ? "survives" : "goes"]++;
        }
      }
    }
    expect(Math.min(seen.not, seen.survives, seen.goes)).toBeGreaterThan(50);
  });

  it("ports tell what a link connects, for mechanisms and for ends, in every block", () => {
    const random = Random.seeded(89);
    for (let run = 0; run < 30; run++) {
      const structure = run % 2 === 0 ? large(random) : smallRandomStructure(random);
      const { graph, decisions } = structure;
      const d0 = random.pick(decisions);
      const analysis = analyse(structure);
      for (const kind of ["mechanism", "end"] as const) {
        const labels = kind === "mechanism" ? decisions : [...graph.parents(d0)];
        const ports = new LinkPorts(structure, graph, d0, labels, kind);
        expect(ports.blockCount).toBe(Math.ceil(labels.length / LABELS_PER_BLOCK));
        expect([...ports.below]).toEqual([...analysis.below(d0)]);
        const joined = (edges: [number, number][], label: number): boolean => {
          const owner = structure.ownerOf(d0);
          const reach = new NaiveCriteria(structure, edges);
          const utilities = structure.utilitiesOf(owner).filter((u) => reach.reaches(d0, u));
          const given = family(graph, d0).filter((v) => kind === "mechanism" || v !== label);
          const end = kind === "mechanism" ? graph.size : label;
          const all: [number, number][] = kind === "mechanism" ? [...edges, [end, label]] : edges;
          return !separatedInMoralGraph(all, [end], utilities, given);
        };
        const others = random.shuffled(decisions.filter((d) => d !== d0)).slice(0, 3);
        for (const d of others) {
          const xs = nodesOf(structure).filter((x) => analysis.below(d)[x] === 0);
          for (const x of random.shuffled(xs).slice(0, 6)) {
            if (graph.hasEdge(x, d)) continue;
            for (const [i, label] of labels.entries()) {
              if (joined(graph.edges(), label)) continue;
              const word = ports.connected(Math.floor(i / LABELS_PER_BLOCK), x, d);
              const found = (word & (1 << ((i % LABELS_PER_BLOCK) + 1))) !== 0;
              expect(found, `run ${run}, ${kind} of ${label}, ${x} → ${d} for ${d0}`).toBe(
                joined([...graph.edges(), [x, d]], label),
              );
            }
          }
        }
      }
    }
  });

  it("ports tell which rules matter to utilities that the link adds, in the second block too", () => {
    // 0 → x → its utility; the link x → 34 puts the other utility below 0, to which 32, 33 and 34 lead.
    const [x, near, far] = [35, 36, 37];
    const structure = drawn(`${"D".repeat(35)}CUU`, [
      [0, x],
      [x, near],
      [32, far],
      [33, far],
      [34, far],
    ]);
    const { graph, decisions } = structure;
    const ports = new LinkPorts(structure, graph, 0, decisions, "mechanism");
    const words = [0, 1].map((block) => ports.connected(block, x, 34));
    const told = decisions.filter(
      (_, i) =>
        ((words[Math.floor(i / LABELS_PER_BLOCK)] as number) &
          (1 << ((i % LABELS_PER_BLOCK) + 1))) !==
        0,
    );
    expect(told).toEqual([32, 33, 34]);
  });

  it("labels meet at a node that a utility reaches too, and at no other", () => {
    // Both 4 and 5 come of 0, which is seen; the utility leads to 5 alone.
    const structure = drawn("CCDUCC", [
      [0, 2],
      [1, 2],
      [2, 3],
      [0, 4],
      [0, 5],
      [3, 5],
    ]);
    const ports = new LinkPorts(structure, structure.graph, 2, [0, 1], "end");
    expect([4, 5].map((v) => ports.meeting(0, v))).toEqual([0, 2]);
  });
});

describe("subgames", () => {
  it("are listed largest first, then by number, and the whole game is among those cut", () => {
    const apart = drawn("DDDUUU", [
      [0, 3],
      [1, 4],
      [2, 5],
    ]);
    expect(subgames(analyse(apart))).toEqual({
      sets: [[0, 1, 2], [0, 1], [0, 2], [1, 2], [0], [1], [2]],
      complete: true,
    });
    const cut = subgames(analyse(apart), 4);
    expect(cut.complete).toBe(false);
    expect(cut.sets[0]).toEqual([0, 1, 2]);
    expect(cut.sets.length).toBeLessThanOrEqual(5);
    expect(subgames(analyse(apart), 7).complete).toBe(true);
    expect(subgames(analyse(apart), 6).complete).toBe(false);
    expect(subgames(analyse(drawn("CU", [[0, 1]])))).toEqual({ sets: [], complete: true });
  });
});
