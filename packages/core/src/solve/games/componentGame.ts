/**
 * The game that some decisions of a diagram play with one another when all other rules are fixed,
 * in multilinear form: an agent's expected utility is a sum of terms, each the payoff of one
 * combination of (context, action) pairs times the probabilities with which the rules choose
 * those actions. All inference happens here, once; afterwards a policy profile costs a sweep over
 * the terms, not an inference.
 *
 * Each utility is summed out separately, over the decisions above it and what they see only, so
 * decisions that do not meet in a utility do not multiply.
 */
import type { NodeId } from "../../graph/index.ts";
import type { AgentId, Structure } from "../../model/index.ts";
import type { CompiledDiagram } from "../tables/compile.ts";
import type { Table } from "../tables/decisionProblem.ts";
import type { Policy } from "../tables/policy.ts";
import { descendants } from "../../graph/index.ts";
import { ancestralTables } from "../tables/ancestralTables.ts";
import { InfluenceTree } from "../policies/influenceTree.ts";
import { contextMap, mergePolicies, uniformPolicy } from "../tables/policy.ts";
import { analyse, perfectRecall } from "../../structure/index.ts";
import { SolveError } from "../tables/solveError.ts";
import { roundingFactor } from "../tables/tolerance.ts";

export interface PlayedDecision {
  readonly node: NodeId;
  readonly owner: AgentId;
  readonly contexts: number;
  readonly actions: number;
  /** Probability of each context when the playing decisions randomise: 0 means it cannot occur. */
  readonly contextWeight: Float64Array;
  /** Earlier decisions of the same owner whose context and action this one sees. */
  readonly recalls: readonly Recalled[];
}

/** What a context tells about an earlier decision. */
interface Recalled {
  /** Index into the game's decisions. */
  readonly decision: number;
  /** contextOf[context]: the earlier decision's context. */
  readonly contextOf: Int32Array;
  readonly actionOf: Int32Array;
}

/** Terms that all read the same decisions' rules. */
interface TermBlock {
  /** Indices into the game's decisions. */
  readonly decisions: readonly number[];
  /** rows[k][term]: which entry (context · actions + action) of the k-th decision's rule. */
  readonly entries: readonly Int32Array[];
  /** payoffs[agent index][term]. */
  readonly payoffs: readonly Float64Array[];
  /** errors[agent index][term]: how far rounding may have moved the payoff. */
  readonly errors: readonly Float64Array[];
}

export interface ComponentGame {
  readonly decisions: readonly PlayedDecision[];
  /** Owners of the decisions, ascending. */
  readonly agents: readonly AgentId[];
  readonly blocks: readonly TermBlock[];
  /** Does this agent have perfect recall in the diagram? */
  readonly remembers: (agent: AgentId) => boolean;
}

export const LARGEST_SCOPE = 2 ** 22;

/** Roundings a payoff's summands may have suffered in inference, each table entry's own included. */
const ROUNDINGS = 64;

/**
 * @param structure the diagram's structure as it is played (after interventions)
 * @param nodes the decisions that play
 * @param others rules of all other decisions that matter, or what makes them once it is known to fit
 * @param counted which of an agent's utilities: those its playing decisions influence, which is all
 *   that matters for equilibria, or all of them
 * @throws SolveError `missing-rule`, `game-too-large`
 */
export function componentGame(
  compiled: CompiledDiagram,
  structure: Structure,
  nodes: readonly NodeId[],
  others: Policy | (() => Policy),
  counted: "influenced" | "all" = "influenced",
): ComponentGame {
  const { diagram, sizes } = compiled;
  const { graph } = structure;
  const analysis = analyse(structure);
  const agents = [...new Set(nodes.map((d) => structure.ownerOf(d)))].sort((a, b) => a - b);
  const below = new Map(nodes.map((d) => [d, descendants(graph, [d])]));
  const blocks = new Map<string, { decisions: number[]; scope: number[]; tables: Table[][] }>();
  for (const [a, agent] of agents.entries()) {
    const own = nodes.filter((d) => structure.ownerOf(d) === agent);
    const utilities =
      counted === "all"
        ? structure.utilitiesOf(agent)
        : new Set(own.flatMap((d) => analysis.utilitiesBelow(d)));
    for (const utility of utilities) {
      for (const term of compiled.utilities.find((one) => one.node === utility)?.terms ?? []) {
        const decisions = nodes.flatMap((d, i) =>
          term.variables.some((v) => below.get(d)?.[v] === 1) ? [i] : [],
        );
        // What the agent cannot influence does not compete, however large.
        const competes = decisions.some((i) => structure.ownerOf(nodes[i] as number) === agent);
        if (!competes && counted === "influenced") continue;
        const key = decisions.join(" ");
        let block = blocks.get(key);
        if (block === undefined) {
          const families = decisions.flatMap((i) => [
            ...graph.parents(nodes[i] as number),
            nodes[i] as number,
          ]);
          block = { decisions, scope: [...new Set(families)], tables: agents.map(() => []) };
          blocks.set(key, block);
        }
        block.tables[a]?.push(term);
      }
    }
  }
  // Before any rule of that size is made.
  for (const { scope } of blocks.values()) requireScope(compiled, scope);
  const rules = typeof others === "function" ? others() : others;
  const left = new Map(nodes.map((d) => [d, ones(sizes, [...graph.parents(d), d])]));
  const open = mergePolicies(left, rules);
  const random = mergePolicies(uniformPolicy(diagram, nodes), rules);
  const played = nodes.map((node): PlayedDecision => {
    const parents = [...graph.parents(node)];
    return {
      node,
      owner: structure.ownerOf(node),
      contexts: parents.reduce((n, p) => n * (sizes[p] as number), 1),
      actions: sizes[node] as number,
      contextWeight: summedOut(compiled, random, parents, []).p,
      recalls: recalled(compiled, structure, nodes, node),
    };
  });
  return {
    decisions: played,
    agents,
    blocks: [...blocks.values()].map((block) => termBlock(compiled, open, played, block)),
    remembers: (agent) => perfectRecall(analysis, agent),
  };
}

function recalled(
  { sizes }: CompiledDiagram,
  structure: Structure,
  nodes: readonly NodeId[],
  later: NodeId,
): Recalled[] {
  const { graph } = structure;
  const seen = [...graph.parents(later)];
  return nodes.flatMap((earlier, decision) => {
    const family = [...graph.parents(earlier), earlier];
    const sameOwner = structure.ownerOf(earlier) === structure.ownerOf(later);
    if (earlier === later || !sameOwner || !family.every((v) => seen.includes(v))) return [];
    return {
      decision,
      contextOf: contextMap(sizes, seen, family.slice(0, -1)),
      actionOf: contextMap(sizes, seen, [earlier]),
    };
  });
}

function termBlock(
  compiled: CompiledDiagram,
  open: Policy,
  played: readonly PlayedDecision[],
  block: {
    readonly decisions: readonly number[];
    readonly scope: readonly number[];
    readonly tables: readonly Table[][];
  },
): TermBlock {
  const { sizes, diagram } = compiled;
  const all = block.tables.map((tables) => summedOut(compiled, open, block.scope, tables));
  const absolute = block.tables.map((tables, a) => {
    const sizes = tables.map(({ variables, values }) => ({
      variables,
      values: values.map(Math.abs),
    }));
    const alike = tables.every(({ values }) => values.every((x) => x >= 0));
    return alike
      ? (all[a] as { u: Float64Array }).u
      : summedOut(compiled, open, block.scope, sizes).u;
  });
  const weight = all[0]?.p as Float64Array;
  const kept: number[] = [];
  for (let i = 0; i < weight.length; i++) if ((weight[i] as number) > 0) kept.push(i);
  return {
    decisions: block.decisions,
    entries: block.decisions.map((d) => {
      const { node } = played[d] as PlayedDecision;
      const map = contextMap(sizes, block.scope, [...diagram.graph.parents(node), node]);
      return Int32Array.from(kept, (i) => map[i] as number);
    }),
    payoffs: all.map(({ u }) => Float64Array.from(kept, (i) => u[i] as number)),
    errors: absolute.map((u) =>
      Float64Array.from(kept, (i) => roundingFactor(ROUNDINGS) * (u[i] as number)),
    ),
  };
}

/**
 * Probability and weighted utility of every combination of the scope's values. A variable of one
 * value that sees the whole scope stands in for a decision, so that one cluster of the tree holds
 * it.
 */
function summedOut(
  compiled: CompiledDiagram,
  rules: Policy,
  scope: readonly number[],
  utilities: readonly Table[],
): { readonly p: Float64Array; readonly u: Float64Array } {
  requireScope(compiled, scope);
  const targets = [...scope, ...utilities.flatMap((table) => table.variables)];
  const tree = new InfluenceTree({
    sizes: [...compiled.sizes, 1],
    chance: ancestralTables(compiled, rules, targets),
    utilities,
    decisions: [{ variable: compiled.sizes.length, parents: scope }],
  });
  tree.activateAll();
  return tree.actionTable(0);
}

/** @throws SolveError `game-too-large` */
function requireScope(compiled: CompiledDiagram, scope: readonly number[]): void {
  const entries = scope.reduce((n, v) => n * (compiled.sizes[v] as number), 1);
  if (entries <= LARGEST_SCOPE) return;
  const names = scope.map((v) => compiled.diagram.node(v).name).join(", ");
  throw new SolveError(
    "game-too-large",
    `the decisions of one component and what they see (${names}) have ${entries.toPrecision(3)} combinations of values, more than ${LARGEST_SCOPE}`,
    "let the decisions see less, or with fewer values",
  );
}

function ones(sizes: readonly number[], scope: readonly number[]): Float64Array {
  return new Float64Array(scope.reduce((n, v) => n * (sizes[v] as number), 1)).fill(1);
}
