/**
 * An exact engine for small diagrams that shares nothing with the solvers: it walks through the
 * whole joint distribution for every question. Decisions that can be solved one after the other
 * (an acyclic relevance graph) are, against fully mixed play of the unsolved ones; otherwise all
 * pure policies or profiles are enumerated. Used to cross-check the numbers the catalogue claims.
 */
import type { Circumstances, ClaimEvent, ExactAnswer, ExactEngine } from "../src/check/index.ts";
import type { DiagramNode, InfluenceDiagram, Value } from "../src/model/index.ts";
import { topologicalOrder } from "../src/graph/index.ts";
import { analyse, relevanceEdges, soluble, subgames } from "../src/structure/index.ts";
import { finiteDomain, indexInDomain, mechanismReader } from "../src/model/index.ts";

/** A pure rule: the action's position per context. Unlisted contexts are mixed uniformly. */
type Rule = Map<string, number>;
type Profile = ReadonlyMap<number, Rule>;
/** A world: one position per node (−1: a utility nobody sees), with its weight and payoffs. */
type Visit = (positions: Int32Array, weight: number, payoffs: Float64Array) => void;

const LIMIT = 200_000;
const TOLERANCE = 1e-9;

class OutOfReach extends Error {}

export function bruteForceEngine(diagram: InfluenceDiagram): ExactEngine {
  let solved: { profile: Profile; optimal: ReadonlyMap<number, Map<string, number[]>> } | undefined;
  const world = makeWorld(diagram);
  const play = () => (solved ??= solve(diagram, world));

  const expectation = (
    when: Circumstances,
    what: (positions: Int32Array, payoffs: Float64Array) => number,
  ): ExactAnswer<number> =>
    guarded(() => {
      let mass = 0;
      let sum = 0;
      world(play().profile, forcedOf(diagram, when), (positions, weight, payoffs) => {
        if (!consistent(diagram, positions, when)) return;
        mass += weight;
        sum += weight * what(positions, payoffs);
      });
      if (mass <= 0) return unknown("undefined", "the evidence has probability zero");
      return computed(sum / mass);
    });

  return {
    value: (agent, when) =>
      expectation(when, (_, payoffs) =>
        diagram.structure.utilitiesOf(agent).reduce((sum, u) => sum + (payoffs[u] as number), 0),
      ),
    expectation: (node, when) =>
      expectation(when, (positions, payoffs) => {
        const { kind, domain } = diagram.node(node);
        if (kind === "utility") return payoffs[node] as number;
        const value =
          domain?.kind === "finite" ? domain.values[positions[node] as number] : undefined;
        if (typeof value !== "number") throw new OutOfReach("not a number");
        return value;
      }),
    probability: (event, when) =>
      expectation(when, (positions) => (happens(diagram, event, positions) ? 1 : 0)),
    policy: (decision, when) =>
      guarded(() => {
        const { parents, domain } = diagram.node(decision);
        if (domain?.kind !== "finite") throw new OutOfReach("no domain");
        const contexts = play().optimal.get(decision) ?? new Map<string, number[]>();
        const actions = new Set<number>();
        for (const [key, best] of contexts) {
          const seen = key === "" ? [] : key.split(",").map(Number);
          const fits = when.given.every(({ node, value }) => {
            const own = diagram.node(node).domain;
            const at = parents.indexOf(node);
            return at !== -1 && own?.kind === "finite" && indexInDomain(own, value) === seen[at];
          });
          if (fits) for (const action of best) actions.add(action);
        }
        if (actions.size === 0) return unknown("undefined", "this context is never reached");
        return known([...actions].map((action) => domain.values[action] as Value));
      }),
    counterfactual: (event, when) =>
      guarded(() => counterfactual(diagram, play().profile, event, when)),
    equilibria: (kind) =>
      guarded(() => {
        if (kind === "mixed") throw new OutOfReach("mixed equilibria are not enumerated here");
        return known([countEquilibria(diagram, world, kind === "subgame_perfect")]);
      }),
    informationValue: (decision, node) =>
      guarded(() => {
        const { parents } = diagram.node(decision);
        const others = parents.filter((v) => v !== node);
        const agent = diagram.structure.ownerOf(decision);
        const best = (seen: readonly number[]): number =>
          bestValue(change(diagram, { ...diagram.node(decision), parents: seen }), agent);
        return computed(best([...others, node]) - best(others));
      }),
    controlValue: (node, agent) =>
      guarded(() => {
        const before = diagram.node(node);
        const after: DiagramNode = {
          ...before,
          kind: "decision",
          owners: [agent],
          mechanism: { kind: "decision" },
        };
        return computed(bestValue(change(diagram, after), agent) - bestValue(diagram, agent));
      }),
    incentiveMeter: () => unknown("out-of-reach", "not computed by brute force"),
  };
}

function bestValue(diagram: InfluenceDiagram, agent: number): number {
  const answer = bruteForceEngine(diagram).value(agent, { given: [], forced: [] });
  if (answer.kind === "unknown") throw new OutOfReach(answer.detail);
  return answer.values[0] as number;
}

function change(diagram: InfluenceDiagram, node: DiagramNode): InfluenceDiagram {
  return diagram.with({ nodes: diagram.nodes.map((old) => (old.id === node.id ? node : old)) });
}

function known<T>(values: readonly T[]): ExactAnswer<T> {
  return { kind: "known", values };
}

/** A sum over worlds with utilities of ordinary size. */
function computed(value: number): ExactAnswer<number> {
  return { kind: "known", values: [value], precision: { kind: "sum", scale: () => 10 } };
}

function unknown<T>(
  reason: "undefined" | "out-of-reach" | "needs-numbers",
  detail: string,
): ExactAnswer<T> {
  return { kind: "unknown", reason, detail };
}

function guarded<T>(answer: () => ExactAnswer<T>): ExactAnswer<T> {
  try {
    return answer();
  } catch (fault) {
    if (fault instanceof OutOfReach) return unknown("out-of-reach", fault.message);
    if (fault instanceof Error && fault.name === "MechanismError") {
      return unknown("needs-numbers", fault.message);
    }
    throw fault;
  }
}

function makeWorld(diagram: InfluenceDiagram) {
  const order = topologicalOrder(diagram.graph) ?? [];
  const readers = diagram.nodes.map((node) => {
    let reader: ReturnType<typeof mechanismReader> | undefined;
    const rows = new Map<string, Float64Array>();
    return (positions: Int32Array): Float64Array => {
      const at = node.parents.map((p) => positions[p] as number);
      const key = at.join();
      let row = rows.get(key);
      if (row === undefined) {
        reader ??= mechanismReader(diagram, node.id);
        row = new Float64Array(reader.rowSize);
        reader.read(at, row);
        rows.set(key, row);
      }
      return row;
    };
  });
  return (profile: Profile, forced: ReadonlyMap<number, number>, visit: Visit): void => {
    const positions = new Int32Array(diagram.nodes.length).fill(-1);
    const payoffs = new Float64Array(diagram.nodes.length);
    let steps = 0;
    const walk = (at: number, weight: number): void => {
      if (++steps > LIMIT) throw new OutOfReach("the joint distribution is too large");
      const v = order[at];
      if (v === undefined) return visit(positions, weight, payoffs);
      const node = diagram.node(v);
      const branch = (position: number, probability: number): void => {
        if (probability <= 0) return;
        positions[v] = position;
        walk(at + 1, weight * probability);
      };
      const fixed = forced.get(v);
      const size = node.domain?.kind === "finite" ? node.domain.values.length : 0;
      if (node.kind === "utility") {
        payoffs[v] = (readers[v] as (p: Int32Array) => Float64Array)(positions)[0] as number;
        const { domain } = node;
        return branch(
          domain?.kind === "finite" ? indexInDomain(domain, payoffs[v] as number) : 0,
          1,
        );
      }
      if (fixed !== undefined) return branch(fixed, 1);
      if (node.kind === "decision") {
        if (size === 0) throw new OutOfReach(`${node.name} has no domain`);
        const action = profile.get(v)?.get(contextOf(node, positions));
        if (action !== undefined) return branch(action, 1);
        for (let a = 0; a < size; a++) branch(a, 1 / size);
        return;
      }
      const row = (readers[v] as (p: Int32Array) => Float64Array)(positions);
      for (let x = 0; x < row.length; x++) branch(x, row[x] as number);
    };
    walk(0, 1);
  };
}

type World = ReturnType<typeof makeWorld>;

function contextOf(node: DiagramNode, positions: Int32Array): string {
  return node.parents.map((p) => positions[p] as number).join();
}

/** Relied-upon decisions first, each against mixed play of the rest; or by enumeration. */
function solve(diagram: InfluenceDiagram, world: World) {
  const analysis = analyse(diagram.structure);
  const profile = new Map<number, Rule>();
  const optimal = new Map<number, Map<string, number[]>>();
  if (soluble(analysis).raw) {
    const left = new Set(diagram.structure.decisions);
    const relies = relevanceEdges(analysis);
    while (left.size > 0) {
      const next = [...left].find((d) => !relies.some(([from, to]) => from === d && left.has(to)));
      if (next === undefined) throw new OutOfReach("a circle of reliance");
      left.delete(next);
      const best = bestReplies(diagram, world, profile, next);
      optimal.set(next, best);
      profile.set(next, new Map([...best].map(([key, actions]) => [key, actions[0] as number])));
    }
    return { profile, optimal };
  }
  const candidates = equilibriumProfiles(diagram, world, false);
  const [first] = candidates;
  if (first === undefined) throw new OutOfReach("no pure equilibrium");
  const worth = (one: Profile): number => payoffOf(diagram, world, one, 0);
  const best =
    diagram.agents.length > 1
      ? first
      : candidates.reduce((a, b) => (worth(b) > worth(a) + TOLERANCE ? b : a), first);
  if (diagram.agents.length > 1 && candidates.length > 1)
    throw new OutOfReach("several equilibria");
  for (const d of diagram.structure.decisions) {
    const rule = best.get(d) ?? new Map<string, number>();
    optimal.set(d, new Map([...rule].map(([key, action]) => [key, [action]])));
  }
  return { profile: best, optimal };
}

function bestReplies(
  diagram: InfluenceDiagram,
  world: World,
  profile: Profile,
  decision: number,
): Map<string, number[]> {
  const node = diagram.node(decision);
  const size = node.domain?.kind === "finite" ? node.domain.values.length : 0;
  const utilities = diagram.structure.utilitiesOf(diagram.structure.ownerOf(decision));
  const sums = new Map<string, Float64Array>();
  world(profile, new Map(), (positions, weight, payoffs) => {
    const key = contextOf(node, positions);
    let row = sums.get(key);
    if (row === undefined) sums.set(key, (row = new Float64Array(size)));
    const gain = utilities.reduce((sum, u) => sum + (payoffs[u] as number), 0);
    row[positions[decision] as number] =
      (row[positions[decision] as number] as number) + weight * gain;
  });
  return new Map(
    [...sums].map(([key, row]) => {
      const top = Math.max(...row);
      const near = TOLERANCE * Math.max(1, Math.abs(top));
      return [key, [...row.keys()].filter((a) => (row[a] as number) >= top - near)] as const;
    }),
  );
}

function payoffOf(
  diagram: InfluenceDiagram,
  world: World,
  profile: Profile,
  agent: number,
): number {
  const utilities = diagram.structure.utilitiesOf(agent);
  let sum = 0;
  world(profile, new Map(), (_, weight, payoffs) => {
    for (const u of utilities) sum += weight * (payoffs[u] as number);
  });
  return sum;
}

/** All pure rules for some decisions, over all contexts that occur under mixed play. */
function* pureRules(diagram: InfluenceDiagram, world: World, decisions: readonly number[]) {
  const slots: { decision: number; key: string; size: number }[] = [];
  for (const decision of decisions) {
    const node = diagram.node(decision);
    const keys = new Set<string>();
    world(new Map(), new Map(), (positions) => keys.add(contextOf(node, positions)));
    const size = node.domain?.kind === "finite" ? node.domain.values.length : 0;
    for (const key of keys) slots.push({ decision, key, size });
  }
  if (slots.reduce((product, { size }) => product * size, 1) > 5_000) {
    throw new OutOfReach("too many pure policies");
  }
  const choice = new Int32Array(slots.length);
  for (;;) {
    const profile = new Map<number, Rule>(decisions.map((d) => [d, new Map<string, number>()]));
    slots.forEach(({ decision, key }, i) => profile.get(decision)?.set(key, choice[i] as number));
    yield profile as Profile;
    let i = slots.length - 1;
    for (; i >= 0; i--) {
      choice[i] = (choice[i] as number) + 1;
      if ((choice[i] as number) < (slots[i] as { size: number }).size) break;
      choice[i] = 0;
    }
    if (i < 0) return;
  }
}

function equilibriumProfiles(diagram: InfluenceDiagram, world: World, perfect: boolean): Profile[] {
  const { structure } = diagram;
  const all = [...pureRules(diagram, world, structure.decisions)];
  const sets = perfect ? subgames(analyse(structure)).sets : [structure.decisions];
  const alternatives = new Map<string, Profile[]>();
  const isEquilibrium = (profile: Profile, set: readonly number[]): boolean => {
    // Decisions outside the subgame play mixed; inside, no agent gains by changing its rules.
    const inside = new Map([...profile].filter(([d]) => set.includes(d)));
    return diagram.agents.every((_, agent) => {
      const own = set.filter((d) => structure.ownerOf(d) === agent);
      if (own.length === 0) return true;
      const key = own.join();
      if (!alternatives.has(key)) alternatives.set(key, [...pureRules(diagram, world, own)]);
      const now = payoffOf(diagram, world, inside, agent);
      return (alternatives.get(key) ?? []).every(
        (other) =>
          payoffOf(diagram, world, new Map([...inside, ...other]), agent) <= now + TOLERANCE,
      );
    });
  };
  return all.filter((profile) => sets.every((set) => isEquilibrium(profile, set)));
}

function countEquilibria(diagram: InfluenceDiagram, world: World, perfect: boolean): number {
  return equilibriumProfiles(diagram, world, perfect).length;
}

/** Only when all randomness sits in roots: then a world is its roots, and can be replayed. */
function counterfactual(
  diagram: InfluenceDiagram,
  profile: Profile,
  event: ClaimEvent,
  when: Circumstances,
): ExactAnswer<number> {
  const roots = diagram.nodes.filter((node) => node.kind === "chance" && node.parents.length === 0);
  const random = diagram.nodes.filter(
    ({ kind, mechanism, parents }) =>
      kind === "chance" && parents.length > 0 && "stochastic" in mechanism && mechanism.stochastic,
  );
  if (random.length > 0) throw new OutOfReach("noise that is not in a root");
  const world = makeWorld(diagram);
  let mass = 0;
  let sum = 0;
  world(profile, new Map(), (positions, weight) => {
    if (!consistent(diagram, positions, when)) return;
    mass += weight;
    const replay = new Map(roots.map(({ id }) => [id, positions[id] as number]));
    for (const [node, position] of forcedOf(diagram, when)) replay.set(node, position);
    world(profile, replay, (other, share) => {
      if (happens(diagram, event, other)) sum += weight * share;
    });
  });
  return mass <= 0
    ? unknown("undefined", "the evidence has probability zero")
    : computed(sum / mass);
}

function forcedOf(diagram: InfluenceDiagram, when: Circumstances): Map<number, number> {
  return new Map(when.forced.map(({ node, value }) => [node, positionOf(diagram, node, value)]));
}

function positionOf(diagram: InfluenceDiagram, node: number, value: Value): number {
  const domain = diagram.node(node).domain ?? finiteDomain([]);
  const position = domain.kind === "finite" ? indexInDomain(domain, value) : -1;
  if (position === -1) throw new OutOfReach(`${diagram.node(node).name} has no such value`);
  return position;
}

function consistent(
  diagram: InfluenceDiagram,
  positions: Int32Array,
  when: Circumstances,
): boolean {
  return when.given.every(
    ({ node, value }) => positions[node] === positionOf(diagram, node, value),
  );
}

function happens(diagram: InfluenceDiagram, event: ClaimEvent, positions: Int32Array): boolean {
  switch (event.kind) {
    case "is":
      return positions[event.node] === positionOf(diagram, event.node, event.value);
    case "not":
      return !happens(diagram, event.event, positions);
    case "all":
      return event.events.every((part) => happens(diagram, part, positions));
    case "any":
      return event.events.some((part) => happens(diagram, part, positions));
  }
}
