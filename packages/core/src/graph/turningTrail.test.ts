import { expect, it } from "vitest";
import { Random } from "../base/index.ts";
import { allTrails, isActive } from "../testing/naiveSeparation.ts";
import { Digraph } from "./digraph.ts";
import { turningTrail } from "./turningTrail.ts";

it("finds a simple active trail that turns, exactly when listing all trails finds one", () => {
  const random = Random.seeded(31);
  let found = 0;
  for (let run = 0; run < 4_000; run++) {
    const size = 4 + random.below(4);
    const edges: [number, number][] = [];
    for (let b = 0; b < size; b++) {
      for (let a = 0; a < b; a++) if (random.unit() < 0.4) edges.push([a, b]);
    }
    const graph = Digraph.fromEdges(size, edges);
    const [start, to, ...rest] = random.shuffled(Array.from({ length: size }, (_, v) => v));
    if (start === undefined || to === undefined) continue;
    const given = rest.filter(() => random.unit() < 0.4);
    const firstStep = random.unit() < 0.5 ? "into" : "out-of";
    const turners = new Set(rest.filter(() => random.unit() < 0.8));
    const met = new Set([...rest.filter(() => random.unit() < 0.9), to]);
    const expected = allTrails(edges, start, to).some((trail) => {
      const down = trail.map((v, i) => graph.hasEdge(trail[i - 1] ?? -1, v)).slice(1);
      const turn = down.findIndex((step) => step !== down[0]);
      return (
        down[0] === (firstStep === "out-of") &&
        turn !== -1 &&
        turners.has(trail[turn] as number) &&
        trail.slice(1).every((v) => met.has(v)) &&
        isActive(edges, trail, given)
      );
    });
    const answer = turningTrail(graph, {
      start,
      to: [to],
      given,
      firstStep,
      mayTurn: (v) => turners.has(v),
      mayMeet: (v) => met.has(v),
    });
    expect(answer.kind, `run ${run}`).toBe(expected ? "trail" : "none");
    if (answer.kind !== "trail") continue;
    found++;
    expect(isActive(edges, answer.nodes, given)).toBe(true);
  }
  expect(found).toBeGreaterThan(300);
});

it("gives the start first, and does not come back to it", () => {
  const graph = Digraph.fromEdges(4, [
    [0, 1],
    [1, 2],
    [3, 2],
    [0, 3],
  ]);
  const question = { start: 0, to: [3], given: [2], firstStep: "out-of" } as const;
  expect(turningTrail(graph, question)).toEqual({ kind: "trail", nodes: [0, 1, 2, 3] });
  expect(turningTrail(graph, { ...question, to: [0] })).toEqual({ kind: "none" });
});

it("says so when the budget does not suffice", () => {
  // The only walk that turns comes back through node 1: not a trail, so the search must go on.
  const graph = Digraph.fromEdges(4, [
    [0, 1],
    [1, 2],
    [1, 3],
  ]);
  const question = { start: 0, to: [3], given: [2], firstStep: "out-of" } as const;
  expect(turningTrail(graph, question).kind).toBe("none");
  expect(turningTrail(graph, { ...question, budget: 0 }).kind).toBe("undecided");
  // At node 1 nothing leads to the end but back through node 1: one step, and that is enough to know.
  expect(turningTrail(graph, { ...question, budget: 1 }).kind).toBe("none");
  // With a node before it, it takes two.
  const longer = Digraph.fromEdges(5, [
    [0, 4],
    [4, 1],
    [1, 2],
    [1, 3],
  ]);
  expect(turningTrail(longer, { ...question, budget: 1 }).kind).toBe("undecided");
  expect(turningTrail(longer, { ...question, budget: 2 }).kind).toBe("none");
});

it("tries routes once that differ only in what lies behind", () => {
  // Decisions A1, A2, … between states: from each state to the next there are two ways, so that
  // the routes to the last one are 2^40. Nothing turns on the way but where the last decision is given.
  const links = 40;
  const state = (t: number): number => 2 * t;
  const choice = (t: number): number => 2 * t - 1;
  const edges: [number, number][] = [];
  for (let t = 1; t <= links; t++)
    edges.push(
      [state(t - 1), choice(t)],
      [state(t - 1), state(t)],
      [choice(t), state(t)],
      [state(t), 2 * links + t],
    );
  const graph = Digraph.fromEdges(3 * links + 1, edges);
  const ends = Array.from({ length: links }, (_, t) => 2 * links + 1 + t);
  const question = { start: choice(1), given: [choice(links)], firstStep: "out-of" } as const;
  expect(turningTrail(graph, { ...question, to: ends, budget: 5_000 })).toEqual({ kind: "none" });
  // With a second way to the first state the trail turns there and ends below it.
  const wider = graph.withEdges({ add: [[3 * links, state(1)]] });
  const to = [3 * links];
  expect(turningTrail(wider, { ...question, to }).kind).toBe("trail");
});
