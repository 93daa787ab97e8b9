/**
 * The contract between graph and numbers, for any diagram. Soundness: where the graph shows no
 * control incentive of a decision on a variable, cutting that influence changes the optimal
 * utility by nothing, whatever the numbers. Completeness: where it shows one, some numbers make the
 * change visible. Numbers are drawn at random: two values for each variable, tables and utilities from
 * the seed, and so are the rules of the other agents, which to this one are mechanisms like any other.
 */
import type { InfluenceDiagram, Random } from "@cidery/core";
import { allVerdicts, analyse, InfluenceDiagram as Diagram } from "@cidery/core";
import { incentiveMeter } from "@cidery/core/solve";

export interface Pair {
  readonly decision: number;
  readonly node: number;
}

interface Pairs {
  /** The decision reaches the variable, but has no control incentive on it. */
  readonly without: readonly Pair[];
  readonly admitted: readonly Pair[];
}

/** Chance variables below each decision, by the verdict on them. */
function pairsOf(diagram: InfluenceDiagram): Pairs {
  const analysis = analyse(diagram.structure);
  const of = (criterion: string): Pair[] =>
    allVerdicts(analysis, { criteria: [criterion] })
      .filter(
        ({ kind, node }) =>
          kind === "present" && node !== undefined && diagram.node(node).kind === "chance",
      )
      .map(({ decision = 0, node = 0 }) => ({ decision, node }));
  const admitted = of("instrumental-control-incentive");
  const known = new Set(admitted.map(({ decision, node }) => `${decision},${node}`));
  const without = of("influence").filter(({ decision, node }) => !known.has(`${decision},${node}`));
  return { without, admitted };
}

/**
 * The same graph with two values for every variable and random numbers.
 * @param certain share of rows without chance
 */
export function randomNumbers(
  diagram: InfluenceDiagram,
  random: Random,
  certain = 0.5,
): InfluenceDiagram {
  const domain = { kind: "finite", values: [0, 1] } as const;
  const nodes = diagram.nodes.map(({ id, name, kind, owners, parents }) => {
    const rows = 2 ** parents.length;
    const common = { id, name, kind, owners, parents };
    if (kind === "decision") return { ...common, domain, mechanism: { kind: "decision" } as const };
    if (kind === "utility") {
      const seen = diagram.structure.graph.children(id).length > 0;
      const entries = Float64Array.from({ length: rows }, () =>
        seen ? random.below(2) : 2 * random.unit() - 1,
      );
      const mechanism = { kind: "table", stochastic: false, entries } as const;
      return { ...common, ...(seen ? { domain } : {}), mechanism };
    }
    const table = randomRows(rows, random, certain);
    return {
      ...common,
      domain,
      mechanism: { kind: "table", stochastic: true, entries: table } as const,
    };
  });
  return Diagram.of({ agents: diagram.agents, nodes });
}

/** Rows over two values. Certain ones on purpose: influence that hardly matters shows too little. */
function randomRows(rows: number, random: Random, certain: number): Float64Array {
  const ones = Float64Array.from({ length: rows }, () =>
    random.unit() < certain ? random.below(2) : random.unit(),
  );
  return Float64Array.from({ length: 2 * rows }, (_, i) => {
    const p = ones[i >> 1] as number;
    return i % 2 === 1 ? p : 1 - p;
  });
}

/** Rules of the agents other than the decision's own, drawn as the tables are. */
function randomRulesOfOthers(
  diagram: InfluenceDiagram,
  decision: number,
  random: Random,
): ReadonlyMap<number, Float64Array> {
  const { structure } = diagram;
  const owner = structure.ownerOf(decision);
  const others = structure.decisions.filter((d) => structure.ownerOf(d) !== owner);
  return new Map(
    others.map((d) => [d, randomRows(2 ** diagram.node(d).parents.length, random, 0.5)]),
  );
}

/** What cutting the influence changes; nothing when the solver could not prove both optima. */
export function changeByCutting(
  diagram: InfluenceDiagram,
  pair: Pair,
  random: Random,
): number | undefined {
  const { value, exact } = incentiveMeter(diagram, { decision: pair.decision }, pair.node, {
    reference: "uniform",
    policy: randomRulesOfOthers(diagram, pair.decision, random),
  });
  return exact ? Math.abs(value) : undefined;
}

export interface ContractReport {
  /** Draws in which a pair without incentive was asked about, and the largest change found. */
  readonly sound: { readonly asked: number; readonly largest: number };
  /** Admitted pairs, and those for which no draw showed a change. */
  readonly admitted: number;
  readonly notShown: readonly Pair[];
  /** Draws the solver could not prove. */
  readonly unproved: number;
}

/** Draws numbers `draws` times for soundness, and at most `tries` times for each admitted pair. */
export function checkContract(
  diagram: InfluenceDiagram,
  options: { readonly draws: number; readonly tries: number; readonly random: Random },
): ContractReport {
  const { draws, tries, random } = options;
  const { without, admitted } = pairsOf(diagram);
  let largest = 0;
  let asked = 0;
  let unproved = 0;
  for (let i = 0; i < draws && without.length > 0; i++) {
    const change = changeByCutting(
      randomNumbers(diagram, random),
      without[i % without.length] as Pair,
      random,
    );
    if (change === undefined) unproved++;
    else {
      asked++;
      largest = Math.max(largest, change);
    }
  }
  const notShown = admitted.filter((pair) => {
    for (let i = 0; i < tries; i++)
      if ((changeByCutting(randomNumbers(diagram, random), pair, random) ?? 0) > 1e-6) return false;
    return true;
  });
  return { sound: { asked, largest }, admitted: admitted.length, notShown, unproved };
}
