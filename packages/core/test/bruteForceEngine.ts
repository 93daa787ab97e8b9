/**
 * An exact engine for small diagrams that shares nothing with the solvers: it walks through the
 * whole joint distribution for every question. Decisions that can be solved one after the other
 * (an acyclic relevance graph) are, against fully mixed play of the unsolved ones; otherwise all
 * pure policies or profiles are enumerated. Used to cross-check the numbers the catalogue claims.
 */
import type { Circumstances, ClaimEvent, ExactAnswer, ExactEngine } from "../src/check/index.ts";
import type { DiagramNode, InfluenceDiagram, Value } from "../src/model/index.ts";
import { causalByForce } from "./bruteForceCauses.ts";
import { topologicalOrder } from "../src/graph/index.ts";
import { analyse, relevanceEdges, soluble, subgames } from "../src/structure/index.ts";
import { eventHolds, quantityValue } from "../src/check/claimEvents.ts";
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

  const worlds = (when: Circumstances): Weighed[] => weighed(diagram, world, play().profile, when);
  const expectation = (when: Circumstances, what: (one: Weighed) => number): ExactAnswer<number> =>
    guarded(() => {
      const all = worlds(when);
      const mass = massOf(all);
      if (mass <= 0) return unknown("undefined", "the evidence has probability zero");
      return computed(all.reduce((sum, one) => sum + one.weight * what(one), 0) / mass);
    });
  /** Probabilities of the joint values of some nodes, by their JSON. */
  const joint = (nodes: readonly number[], when: Circumstances, event?: ClaimEvent) => {
    const all = worlds(when);
    const mass = massOf(all);
    const sums = new Map<string, number>();
    for (const one of all) {
      if (event !== undefined && !eventHolds(event, one.value)) continue;
      const key = JSON.stringify(nodes.map((node) => one.value(node)));
      sums.set(key, (sums.get(key) ?? 0) + one.weight / mass);
    }
    return { isPossible: mass > 0, sums };
  };
  const never = () => unknown("undefined", "the evidence has probability zero");

  return {
    value: (agent, when) => expectation(when, ({ payoffs }) => gainOf(diagram, agent, payoffs)),
    maximumExpectedUtility: (agent, when) =>
      guarded((): ExactAnswer<number> => {
        const { decisions } = diagram.structure;
        if (decisions.some((d) => diagram.structure.ownerOf(d) !== agent))
          throw new OutOfReach("several agents decide");
        const set = forcedOf(diagram, when);
        const free = decisions.filter((d) => !set.has(d));
        let best: number | undefined;
        for (const profile of pureRules(diagram, world, free)) {
          const all = weighed(diagram, world, profile, when);
          const mass = massOf(all);
          if (mass <= 0) continue;
          const value =
            all.reduce((sum, one) => sum + one.weight * gainOf(diagram, agent, one.payoffs), 0) /
            mass;
          if (best === undefined || value > best) best = value;
        }
        return best === undefined ? never() : computed(best);
      }),
    expectation: (of, when) =>
      expectation(when, (one) => {
        const value = quantityValue(of, one.value);
        if (typeof value !== "number") throw new OutOfReach("not a number");
        return value;
      }),
    probability: (event, when) =>
      expectation(when, (one) => (eventHolds(event, one.value) ? 1 : 0)),
    table: (nodes, event, when) =>
      guarded(() => {
        const { isPossible, sums } = joint(nodes, when, event);
        if (!isPossible) return never();
        return {
          kind: "known",
          rows: [...sums].map(([key, p]) => ({
            values: JSON.parse(key) as Value[],
            probabilities: [p],
          })),
        };
      }),
    explanation: (nodes, when) =>
      guarded(() => {
        const about = nodes ?? diagram.nodes.flatMap((n) => (n.kind === "utility" ? [] : [n.id]));
        const { isPossible, sums } = joint(about, when);
        if (!isPossible) return never();
        const most = Math.max(...sums.values());
        return {
          kind: "known",
          nodes: about,
          explanations: [...sums]
            .filter(([, p]) => p >= most * (1 - TOLERANCE))
            .map(([key]) => ({
              values: JSON.parse(key) as Value[],
              logProbability: Math.log(most),
            })),
          complete: true,
        };
      }),
    entropy: (nodes, when) =>
      guarded(() => {
        const { isPossible, sums } = joint(nodes, when);
        if (!isPossible) return never();
        return known([
          [...sums.values()].reduce((sum, p) => sum - (p > 0 ? p * Math.log2(p) : 0), 0),
        ]);
      }),
    values: (node) => guarded(() => known(valuesTaken(diagram, node))),
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
    causal: (question) =>
      guarded((): ExactAnswer<number> => {
        const random = randomBelowRoots(diagram);
        if (random) throw new OutOfReach("noise that is not in a root");
        const { profile } = play();
        const rule = (decision: number, context: string) => profile.get(decision)?.get(context);
        const value = causalByForce(diagram, rule, question);
        return value === undefined ? never() : computed(value);
      }),
    realised: () => unknown("out-of-reach", "not computed by brute force"),
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

function unknown(
  reason: "undefined" | "out-of-reach" | "needs-numbers",
  detail: string,
): { kind: "unknown"; reason: "undefined" | "out-of-reach" | "needs-numbers"; detail: string } {
  return { kind: "unknown", reason, detail };
}

function guarded<T extends { readonly kind: string }>(
  answer: () => T,
): T | ReturnType<typeof unknown> {
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
  return (
    profile: Profile,
    forced: ReadonlyMap<number, number | Float64Array>,
    visit: Visit,
  ): void => {
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
      if (fixed instanceof Float64Array) {
        for (const [x, share] of fixed.entries()) branch(x, share);
        return;
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

function randomBelowRoots(diagram: InfluenceDiagram): boolean {
  return diagram.nodes.some(
    ({ kind, mechanism, parents }) =>
      kind === "chance" && parents.length > 0 && "stochastic" in mechanism && mechanism.stochastic,
  );
}

/** Only when all randomness sits in roots: then a world is its roots, and can be replayed. */
function counterfactual(
  diagram: InfluenceDiagram,
  profile: Profile,
  event: ClaimEvent,
  when: Circumstances,
): ExactAnswer<number> {
  const roots = diagram.nodes.filter((node) => node.kind === "chance" && node.parents.length === 0);
  if (randomBelowRoots(diagram)) throw new OutOfReach("noise that is not in a root");
  const world = makeWorld(diagram);
  const actual = weighed(diagram, world, profile, { ...when, forced: [], randomised: [] });
  const mass = massOf(actual);
  let sum = 0;
  for (const one of actual) {
    if (one.weight === 0) continue;
    const replay = new Map<number, number | Float64Array>(
      roots.map(({ id }) => [id, positionOf(diagram, id, one.value(id) as Value)]),
    );
    for (const [node, position] of forcedOf(diagram, when)) replay.set(node, position);
    world(profile, replay, (positions, share, payoffs) => {
      const value = (node: number): Value | undefined => {
        const { kind, domain } = diagram.node(node);
        if (kind === "utility") return payoffs[node];
        return domain?.kind === "finite" ? domain.values[positions[node] as number] : undefined;
      };
      if (eventHolds(event, value)) sum += one.weight * share;
    });
  }
  return mass <= 0
    ? unknown("undefined", "the evidence has probability zero")
    : computed(sum / mass);
}

function forcedOf(
  diagram: InfluenceDiagram,
  when: Circumstances,
): Map<number, number | Float64Array> {
  return new Map<number, number | Float64Array>([
    ...when.forced.map(({ node, value }) => [node, positionOf(diagram, node, value)] as const),
    ...(when.randomised ?? []).map(({ node, weights }) => [node, weights] as const),
  ]);
}

function positionOf(diagram: InfluenceDiagram, node: number, value: Value): number {
  const domain = diagram.node(node).domain ?? finiteDomain([]);
  const position = domain.kind === "finite" ? indexInDomain(domain, value) : -1;
  if (position === -1) throw new OutOfReach(`${diagram.node(node).name} has no such value`);
  return position;
}

/** A world with its weight under the circumstances, and what each node is in it. */
interface Weighed {
  weight: number;
  readonly payoffs: Float64Array;
  readonly value: (node: number) => Value | undefined;
}

function weighed(
  diagram: InfluenceDiagram,
  world: World,
  profile: Profile,
  when: Circumstances,
): Weighed[] {
  const all: Weighed[] = [];
  world(profile, forcedOf(diagram, when), (positions, weight, payoffs) => {
    const at = positions.slice();
    const paid = payoffs.slice();
    const value = (node: number): Value | undefined => {
      const { kind, domain } = diagram.node(node);
      if (kind === "utility") return paid[node];
      return domain?.kind === "finite" ? domain.values[at[node] as number] : undefined;
    };
    all.push({ weight, payoffs: paid, value });
  });
  for (const one of all) if (!allows(when, one.value)) one.weight = 0;
  const soft = when.weighted ?? [];
  const positionIn = (one: Weighed, node: number): number =>
    positionOf(diagram, node, one.value(node) as Value);
  for (const { node, weights, meaning } of soft)
    if (meaning === "likelihood")
      for (const one of all) one.weight *= weights[positionIn(one, node)] as number;
  // Beliefs: proportional fitting of the worlds themselves.
  const beliefs = soft.filter(({ meaning }) => meaning === "distribution");
  for (let round = 0; round < (beliefs.length > 1 ? 400 : beliefs.length); round++)
    for (const { node, weights } of beliefs) {
      const sums = new Float64Array(weights.length);
      for (const one of all) {
        const x = positionIn(one, node);
        sums[x] = (sums[x] as number) + one.weight;
      }
      if (sums.some((sum, x) => sum === 0 && (weights[x] as number) > 0))
        throw new OutOfReach("this cannot be believed");
      for (const one of all) {
        const x = positionIn(one, node);
        if (one.weight > 0) one.weight *= (weights[x] as number) / (sums[x] as number);
      }
    }
  return all;
}

/** The domain, or what a utility pays at any values of its parents. */
function valuesTaken(diagram: InfluenceDiagram, id: number): Value[] {
  const { kind, domain, parents } = diagram.node(id);
  if (kind !== "utility") return domain?.kind === "finite" ? [...domain.values] : [];
  const reader = mechanismReader(diagram, id);
  const row = new Float64Array(1);
  const found = new Set<number>();
  const walk = (at: number[]): void => {
    if (at.length < parents.length) {
      for (let x = 0; x < (reader.parentSizes[at.length] as number); x++) walk([...at, x]);
      return;
    }
    reader.read(at, row);
    found.add(row[0] as number);
  };
  walk([]);
  return [...found].sort((a, b) => a - b);
}

function massOf(all: readonly Weighed[]): number {
  return all.reduce((sum, { weight }) => sum + weight, 0);
}

function allows(when: Circumstances, value: Weighed["value"]): boolean {
  return (
    when.given.every(({ node, value: wanted }) =>
      eventHolds({ kind: "is", node, value: wanted }, value),
    ) && (when.holding ?? []).every((event) => eventHolds(event, value))
  );
}

function gainOf(diagram: InfluenceDiagram, agent: number, payoffs: Float64Array): number {
  return diagram.structure.utilitiesOf(agent).reduce((sum, u) => sum + (payoffs[u] as number), 0);
}
