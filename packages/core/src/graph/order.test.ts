/** Which of several right answers is given: orders, ties, first and shortest ones. */
import { describe, expect, it } from "vitest";
import { Random } from "../base/index.ts";
import { stronglyConnectedComponents } from "./components.ts";
import { Digraph, type Link } from "./digraph.ts";
import { dominatorTree } from "./dominators.ts";
import { ancestors, descendants, findCycle, topologicalOrder } from "./order.ts";
import {
  dConnected,
  dSeparated,
  FROM_CHILD,
  FROM_PARENT,
  GIVEN,
  OPENER,
  opensTowardsParents,
  Separation,
} from "./separation.ts";
import { SeparationTree } from "./separationTree.ts";
import { activelyReached, activeTrail, directedPath } from "./trail.ts";
import { turningTrail } from "./turningTrail.ts";

function randomLinks(random: Random, size: number, share: number, acyclic: boolean): Link[] {
  const links: Link[] = [];
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++)
      if (a !== b && (!acyclic || a < b) && random.unit() < share) links.push([a, b]);
  return random.shuffled(links);
}

describe("a digraph", () => {
  it("is the same from parents, from edges and from flat arrays", () => {
    const random = Random.seeded(71);
    for (let run = 0; run < 200; run++) {
      const size = random.below(7);
      const links = randomLinks(random, size, 0.4, false);
      const graph = Digraph.fromEdges(size, links);
      const parents = Array.from({ length: size }, (_, v) =>
        links.filter(([, to]) => to === v).map(([from]) => from),
      );
      expect(graph).toMatchObject({ size, edgeCount: links.length });
      expect(Digraph.fromParents(parents)).toEqual(graph);
      expect(Digraph.fromCompressedParents(graph.parentOffsets, graph.parentTargets)).toEqual(
        graph,
      );
      for (let v = 0; v < size; v++) {
        expect([...graph.parents(v)]).toEqual(parents[v]);
        const children = links.filter(([from]) => from === v).map(([, to]) => to);
        expect([...graph.children(v)]).toEqual(children.sort((a, b) => a - b));
        for (let w = 0; w < size; w++)
          expect(graph.hasEdge(w, v)).toBe(parents[v]?.includes(w) === true);
      }
      expect(graph.edges()).toEqual(parents.flatMap((list, v) => list.map((p) => [p, v])));
    }
  });

  it("gets new edges after old ones, and keeps itself where nothing changes", () => {
    const random = Random.seeded(72);
    for (let run = 0; run < 200; run++) {
      const size = 1 + random.below(6);
      const graph = Digraph.fromEdges(size, randomLinks(random, size, 0.4, false));
      const [from, to] = [random.below(size), random.below(size)];
      const more = graph.withEdge(from, to);
      if (graph.hasEdge(from, to)) expect(more).toBe(graph);
      else {
        const expected = [...graph.edges(), [from, to]] as Link[];
        expect(more).toEqual(Digraph.fromEdges(size, expected));
      }
      const add = randomLinks(random, size, 0.3, false);
      const remove = randomLinks(random, size, 0.3, false);
      const isIn = (list: readonly Link[], [a, b]: Link): boolean =>
        list.some(([x, y]) => x === a && y === b);
      const kept = graph.edges().filter((link) => !isIn(remove, link));
      const changed = graph.withEdges({ add, remove });
      expect(changed).toEqual(
        Digraph.fromEdges(size, [...kept, ...add.filter((link) => !isIn(kept, link))]),
      );
      expect(graph.withEdges({})).toEqual(graph);
      const none = new Uint8Array(graph.edgeCount);
      expect(graph.withoutSlots(none)).toEqual(graph);
      expect(graph.withoutSlots(none.fill(1)).edgeCount).toBe(0);
    }
  });
});

describe("orders", () => {
  it("take what became free first, the lowest of those free from the start", () => {
    // 3 and 1 are free; 3 frees 0 only after 1 has freed 2.
    const graph = Digraph.fromParents([[3], [], [1], []]);
    expect([...(topologicalOrder(graph) ?? [])]).toEqual([1, 3, 2, 0]);
    const random = Random.seeded(73);
    for (let run = 0; run < 300; run++) {
      const size = random.below(8);
      const graph = Digraph.fromEdges(size, randomLinks(random, size, 0.3, random.below(2) === 0));
      const waiting = Array.from({ length: size }, (_, v) => graph.parents(v).length);
      const queue = [...waiting.keys()].filter((v) => waiting[v] === 0);
      for (const v of queue)
        for (const w of graph.children(v)) {
          waiting[w] = (waiting[w] as number) - 1;
          if (waiting[w] === 0) queue.push(w);
        }
      const order = topologicalOrder(graph);
      expect(order && [...order]).toEqual(queue.length === size ? queue : undefined);
    }
  });

  it("of components: sinks first, each ascending", () => {
    const random = Random.seeded(74);
    for (let run = 0; run < 500; run++) {
      const size = random.below(9);
      const graph = Digraph.fromEdges(size, randomLinks(random, size, 0.25, false));
      const parts = stronglyConnectedComponents(graph);
      for (const part of parts) expect(part).toEqual([...part].sort((a, b) => a - b));
      const place = new Map(parts.flatMap((part, i) => part.map((v) => [v, i] as const)));
      expect(place.size).toBe(size);
      for (const [a, b] of graph.edges())
        expect(place.get(b) as number).toBeLessThanOrEqual(place.get(a) as number);
    }
    // Entered at 2, and listed from the lowest.
    const ring = Digraph.fromEdges(4, [
      [0, 3],
      [3, 2],
      [2, 1],
      [1, 3],
    ]);
    expect(stronglyConnectedComponents(ring)).toEqual([[1, 2, 3], [0]]);
  });

  it("of a cycle: along its arrows, no node twice", () => {
    const random = Random.seeded(75);
    let found = 0;
    for (let run = 0; run < 300; run++) {
      const size = random.below(8);
      const graph = Digraph.fromEdges(size, randomLinks(random, size, 0.25, false));
      const cycle = findCycle(graph);
      expect(cycle === undefined).toBe(topologicalOrder(graph) !== undefined);
      if (cycle === undefined) continue;
      found++;
      expect(new Set(cycle).size).toBe(cycle.length);
      for (const [i, v] of cycle.entries())
        expect(graph.hasEdge(v, cycle[(i + 1) % cycle.length] as number)).toBe(true);
    }
    expect(found).toBeGreaterThan(100);
  });

  it("reach from several starts, each of them included", () => {
    const graph = Digraph.fromEdges(6, [
      [0, 1],
      [1, 2],
      [3, 2],
      [4, 5],
    ]);
    expect([...descendants(graph, [1, 3, 1])]).toEqual([0, 1, 1, 1, 0, 0]);
    expect([...ancestors(graph, [2, 5])]).toEqual([1, 1, 1, 1, 1, 1]);
    expect([...ancestors(graph, [])]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe("sweeps", () => {
  it("use a buffer as if it were new, and mark openers up to the roots", () => {
    const graph = Digraph.fromEdges(5, [
      [0, 1],
      [1, 2],
      [3, 4],
    ]);
    const separation = new Separation(graph);
    const flags = separation.sweep([3], [4]);
    const fresh = separation.sweep([0], [2]);
    expect(separation.sweep([0], [2], flags)).toBe(flags);
    expect(flags).toEqual(fresh);
    expect([...fresh]).toEqual([
      FROM_CHILD | OPENER,
      FROM_PARENT | OPENER | FROM_CHILD,
      FROM_PARENT | GIVEN | OPENER,
      0,
      0,
    ]);
  });

  it("say whether they may leave a node towards a parent, for every flag", () => {
    for (let flag = 0; flag < 16; flag++) {
      const [child, parent, given, opener] = [1, 2, 4, 8].map((bit) => (flag & bit) !== 0);
      expect(opensTowardsParents(flag), `flag ${flag}`).toBe(
        (child === true && given !== true) || (parent === true && opener === true),
      );
    }
  });

  it("leave sources that are given where they are, and list what is reached in order", () => {
    const graph = Digraph.fromEdges(4, [
      [3, 1],
      [1, 0],
      [0, 2],
    ]);
    expect(dConnected(graph, [1], [])).toEqual([0, 1, 2, 3]);
    expect(dConnected(graph, [1], [0])).toEqual([1, 3]);
    expect(dConnected(graph, [1], [1])).toEqual([]);
    expect(dSeparated(graph, [], [1], [])).toBe(true);
    expect(dSeparated(graph, [1, 1], [], [0])).toBe(true);
    const tree = new SeparationTree(graph, [1, 1], [0]);
    const walk: number[] = [];
    tree.walkTo(3, (v) => void walk.push(v));
    expect(walk).toEqual([3, 1]);
  });
});

describe("paths", () => {
  it("are found from each of several starts, the shortest, the first of equals", () => {
    const random = Random.seeded(76);
    for (let run = 0; run < 500; run++) {
      const size = 1 + random.below(7);
      const graph = Digraph.fromEdges(size, randomLinks(random, size, 0.3, random.below(2) === 0));
      const some = (): number[] =>
        Array.from({ length: size }, (_, v) => v).filter(() => random.below(3) === 0);
      const [from, to, barred] = [some(), some(), new Set(some())];
      // A start may be left and an end met, whatever is to be avoided.
      const distance = new Map(from.map((v) => [v, 0]));
      for (const [v, steps] of distance) {
        if (barred.has(v) && steps > 0) continue;
        if (to.includes(v)) continue;
        for (const w of graph.children(v)) if (!distance.has(w)) distance.set(w, steps + 1);
      }
      const least = Math.min(...to.map((v) => distance.get(v) ?? Infinity));
      const path = directedPath(graph, from, to, (v) => barred.has(v));
      expect(path === undefined, `run ${run}`).toBe(least === Infinity);
      if (path === undefined) continue;
      expect(path.length).toBe(least + 1);
      expect(from).toContain(path[0]);
      expect(to).toContain(path.at(-1));
      for (const [i, v] of path.entries())
        if (i > 0) expect(graph.hasEdge(path[i - 1] as number, v)).toBe(true);
      for (const v of path.slice(1, -1)) expect(barred.has(v)).toBe(false);
    }
    const graph = Digraph.fromEdges(4, [
      [0, 2],
      [0, 3],
      [1, 2],
    ]);
    expect(directedPath(graph, [1, 0], [2])).toEqual([1, 2]);
    expect(directedPath(graph, [0, 1], [2])).toEqual([0, 2]);
    expect(directedPath(graph, [0], [3, 2])).toEqual([0, 2]);
  });

  it("that are active: up before down, none through another start", () => {
    // 1 ← 0 → 2, 1 → 3 ← 2: both ways from 0 to 3 are as long.
    const graph = Digraph.fromEdges(4, [
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 3],
    ]);
    expect(activeTrail(graph, [0], [3], [])).toEqual([0, 1, 3]);
    expect(activeTrail(graph, [0, 1], [3], [])).toEqual([1, 3]);
    expect(activeTrail(graph, [3], [1], [])).toEqual([3, 1]);
    // The ways of both parents meet in what is given; a parent comes before a child.
    expect(activeTrail(graph, [1], [2], [3])).toEqual([1, 0, 2]);
    expect(activeTrail(graph, [1], [2], [3, 0])).toEqual([1, 3, 2]);
    expect(activeTrail(graph, [1], [2], [0])).toBeUndefined();
    expect([...activelyReached(graph, 1, [0], () => false)]).toEqual([1, 1, 0, 1]);
    expect([...activelyReached(graph, 1, [], (v) => v === 0)]).toEqual([1, 1, 0, 1]);
  });
});

describe("trails that turn", () => {
  it("may turn and meet anywhere unless told", () => {
    const fork = Digraph.fromEdges(3, [
      [1, 0],
      [1, 2],
    ]);
    const question = { start: 0, to: [2], given: [], firstStep: "into" } as const;
    expect(turningTrail(fork, question)).toEqual({ kind: "trail", nodes: [0, 1, 2] });
    expect(turningTrail(fork, { ...question, firstStep: "out-of" })).toEqual({ kind: "none" });
    expect(turningTrail(fork, { ...question, mayTurn: () => false })).toEqual({ kind: "none" });
    expect(turningTrail(fork, { ...question, mayMeet: (v) => v !== 1 })).toEqual({ kind: "none" });
    expect(turningTrail(fork, { ...question, given: [1] })).toEqual({ kind: "none" });
    // Going on straight is not a turn.
    const chain = Digraph.fromEdges(3, [
      [0, 1],
      [1, 2],
    ]);
    expect(turningTrail(chain, { ...question, firstStep: "out-of" })).toEqual({ kind: "none" });
  });

  it("ask only about the first turn", () => {
    // 0 ← 1 → 2 ← 3: turns at 1, and again at 2, which is observed.
    const graph = Digraph.fromEdges(4, [
      [1, 0],
      [1, 2],
      [3, 2],
    ]);
    const question = { start: 0, to: [3], given: [2], firstStep: "into" } as const;
    const answer = turningTrail(graph, { ...question, mayTurn: (v) => v === 1 });
    expect(answer).toEqual({ kind: "trail", nodes: [0, 1, 2, 3] });
    expect(turningTrail(graph, { ...question, mayTurn: (v) => v === 2 })).toEqual({ kind: "none" });
  });

  it("are searched for to the end where the shortest walk comes back, within a budget of steps", () => {
    // Out along 0 → 1 → 2, which is observed: the walk turns there and comes back to 1, from where it
    // reaches 3. The trail takes the way round over 4 and 5.
    const graph = Digraph.fromEdges(7, [
      [0, 1],
      [1, 2],
      [1, 3],
      [0, 4],
      [4, 2],
      [5, 2],
      [5, 6],
      [6, 3],
    ]);
    const question = { start: 0, to: [3], given: [2], firstStep: "out-of" } as const;
    const answer = turningTrail(graph, question);
    expect(answer.kind).toBe("trail");
    if (answer.kind !== "trail") return;
    expect(new Set(answer.nodes).size).toBe(answer.nodes.length);
    const budgets = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12].map(
      (budget) => turningTrail(graph, { ...question, budget }).kind,
    );
    const enough = budgets.indexOf("trail");
    expect(enough).toBeGreaterThan(0);
    expect(budgets.slice(0, enough)).toEqual(Array.from({ length: enough }, () => "undecided"));
    expect(new Set(budgets.slice(enough))).toEqual(new Set(["trail"]));
  });
});

describe("dominators", () => {
  it("hold among reachable nodes from any root, with loops, and for one node", () => {
    const random = Random.seeded(77);
    for (let run = 0; run < 300; run++) {
      const size = 1 + random.below(12);
      const graph = Digraph.fromEdges(size, randomLinks(random, size, 1.6 / size, false));
      const root = random.below(size);
      const tree = dominatorTree({
        size,
        root,
        successors: (v, visit) => graph.children(v).forEach((w) => visit(w)),
        predecessors: (v, visit) => graph.parents(v).forEach((w) => visit(w)),
      });
      const reach = (without: number): Uint8Array =>
        without === root
          ? new Uint8Array(size)
          : descendants(
              graph.withEdges({ remove: graph.edges().filter((link) => link.includes(without)) }),
              [root],
            );
      const all = descendants(graph, [root]);
      for (let a = 0; a < size; a++) {
        expect(tree.reachable(a)).toBe(all[a] === 1);
        if (all[a] === 0) continue;
        const left = reach(a);
        for (let b = 0; b < size; b++)
          if (all[b] === 1) expect(tree.dominates(a, b)).toBe(a === b || left[b] === 0);
      }
    }
  });
});
