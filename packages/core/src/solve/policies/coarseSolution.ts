/**
 * A policy and true bounds for a diagram whose own tables take too long: what is larger than a
 * budget is left out. Decisions ignore observations until their rules and the cluster tree fit;
 * utilities that are too wide, or hang on what was not read, count with what their formulas say they
 * lie between. So
 *
 *   V*(kept, coarse rules) + Σ least(left out)  ≤  V*  ≤  V⁺(kept) + Σ most(left out),
 *
 * for a rule that ignores an observation is a rule of the diagram itself (docs/theory.md T19), and
 * V⁺(kept) is the optimum of the kept utilities where no observation that matters was ignored, else
 * the sum of what each could reach alone. Cost: that of a problem of the budget's size.
 */
import type { AgentId, InfluenceDiagram } from "../../model/index.ts";
import type {
  ChanceTable,
  DecisionProblem,
  DecisionSlot,
  Table,
} from "../tables/decisionProblem.ts";
import type { CompileOptions, PartOfDiagram } from "../tables/compile.ts";
import type { Policy } from "../tables/policy.ts";
import type { ProblemSolution } from "./solveProblem.ts";
import type { Solution } from "./solution.ts";
import type { OthersOptions, OthersPlay } from "./othersPlay.ts";
import { compilePart } from "../tables/compile.ts";
import { contextCount, tableSize } from "../tables/decisionProblem.ts";
import { Sum } from "../tables/tolerance.ts";
import { SolveError } from "../tables/solveError.ts";
import { widenRule } from "../tables/policy.ts";
import { describeQuickly } from "./describeRules.ts";
import { MAX_TREE_ENTRIES, planTree } from "./treePlan.ts";
import { reduceProblem } from "./reduction.ts";
import { isSoluble } from "./solubility.ts";
import { soleDecider } from "./agentProblem.ts";
import { solveProblem, wideRules } from "./solveProblem.ts";

/** Entries of all tables that are read, for each entry of the largest. */
const TABLES = 8;
/** Full rules larger than this are left out of the policy; their rows are listed all the same. */
const MOST_RULE_ENTRIES = 2 ** 22;
/** So many utilities are bounded one by one. */
const MOST_ALONE = 64;
/** In larger diagrams, walking the graph for each takes too long. */
const MOST_WALKED = 500;
/** Stands for a table that was not read: only its variables count. */
const UNREAD = new Float64Array(0);

type Term = PartOfDiagram["terms"][number];

/**
 * The answer of a problem of at most `budget` table entries, marked as stopped; undefined where
 * the others' play would itself have to be solved for.
 * @throws SolveError as solving does, for what it reads
 */
export function coarseSolution(
  diagram: InfluenceDiagram,
  agent: AgentId | undefined,
  options: CompileOptions & OthersOptions,
  budget: number,
): Solution | undefined {
  const owner = agent ?? soleDecider(diagram);
  const part = compilePart(diagram, options, budget, TABLES * budget);
  const assumed = assumption(diagram, part, owner, options);
  if (assumed === undefined) return undefined;
  const { others, slots, rules } = assumed;
  const { structure } = diagram;
  const judge = owner ?? structure.owners[structure.decisions[0] ?? 0]?.[0] ?? 0;
  const own = part.terms.filter((term) => term.owners.includes(judge));
  const known = readVariables(diagram, part, slots, rules, budget);
  const isKept = ({ values, variables }: Term): boolean =>
    values !== undefined && values.length <= budget && variables.every((v) => known[v] === 1);
  const whole: DecisionProblem = {
    sizes: part.sizes,
    chance: everyTable(diagram, part, slots, rules),
    decisions: slots,
    utilities: own.map(({ variables, values }) => ({ variables, values: values ?? UNREAD })),
  };
  const tables: readonly Table[] = own.filter(isKept) as readonly (Table & Term)[];
  const found = fitting(whole, tables, known, budget);
  // By term, not by table: those with the same formula share one.
  const kept = new Set<unknown>(found.problem.utilities);
  const leftOut = own.filter((term) => !kept.has(term));
  const { solved } = found;
  const low = new Sum();
  const high = new Sum();
  low.add(solved.lower);
  high.add(
    found.cut.length === 0 ? solved.upper : highestAlone(whole, tables, known, budget, kept),
  );
  for (const { range } of leftOut) {
    low.add(range[0]);
    high.add(range[1]);
  }
  const most = new Sum();
  for (const { range } of own) most.add(range[1]);
  const [least, reached, atMost] = [low.bounded(), high.bounded(), most.bounded()];
  const lower = leftOut.length === 0 ? solved.lower : least.value - least.error;
  const upper = Math.max(
    lower,
    Math.min(
      leftOut.length === 0 && found.cut.length === 0 ? solved.upper : reached.value + reached.error,
      atMost.value + atMost.error,
    ),
  );
  const coarse = wideRules(solved, diagram);
  const { policies } = describeQuickly(solved, coarse);
  const { problem: reduced, removed } = reduceProblem(whole);
  return {
    value: new Map(leftOut.length === 0 ? [[judge, solved.value]] : []),
    others,
    policy: new Map([...others.policy, ...widened(diagram, part, found.problem, coarse)]),
    policies: policies.map((rule) => ({
      ...rule,
      rows: rule.rows.map((row) => ({
        ...row,
        // What else is as good is not known of the diagram itself.
        ties: row.distribution.flatMap((p, a) => (p > 0 ? [a] : [])),
      })),
    })),
    optimal: false,
    shortfall: upper - lower,
    bounds: [lower, upper],
    method: solved.method,
    soluble: isSoluble(reduced),
    reduction: removed.map(({ from, decision }) => ({ from, decision })),
    ties: [],
    coarse: {
      ignored: found.cut,
      boundedOnly: [...new Set(leftOut.map(({ node }) => node))],
    },
    stopped: true,
  };
}

interface Assumed {
  readonly others: OthersPlay;
  /** The agent's own free decisions, those above first. */
  readonly slots: readonly DecisionSlot[];
  /** Rules of all other decisions; undefined stands for every action equally likely. */
  readonly rules: ReadonlyMap<number, Float64Array | undefined>;
}

/** What the others do, without their rules where these would be large and are known to be even. */
function assumption(
  diagram: InfluenceDiagram,
  { order, sizes }: PartOfDiagram,
  owner: AgentId | undefined,
  { others = "uniform", policy = new Map() }: OthersOptions,
): Assumed | undefined {
  const isGiven = typeof others === "object" && "kind" in others;
  if (others !== "uniform" && !isGiven) return undefined;
  const { structure } = diagram;
  const fixed: Policy = isGiven ? others.policy : policy;
  const rules = new Map<number, Float64Array | undefined>(fixed);
  const slots: DecisionSlot[] = [];
  const even = new Map<number, Float64Array>();
  const agents = new Set<AgentId>();
  for (const d of order) {
    const { kind, parents } = diagram.node(d);
    if (kind !== "decision" || rules.has(d)) continue;
    const who = structure.ownerOf(d);
    if (owner === undefined || who === owner) {
      slots.push({ variable: d, parents });
      continue;
    }
    agents.add(who);
    rules.set(d, undefined);
    const size = tableSize(sizes, [...parents, d]);
    if (size <= MOST_RULE_ENTRIES)
      even.set(d, new Float64Array(size).fill(1 / (sizes[d] as number)));
  }
  if (isGiven) return { others, slots, rules };
  const given = [...fixed.keys()];
  const kind = agents.size > 0 ? "uniform" : given.length > 0 ? "given" : "nobody";
  const play = { kind, agents: [...agents], given, policy: new Map([...fixed, ...even]) } as const;
  return { others: play, slots, rules };
}

/** 1 for variables whose own tables, and those of all above them, were read; free decisions are. */
function readVariables(
  diagram: InfluenceDiagram,
  { order, chance }: PartOfDiagram,
  slots: readonly DecisionSlot[],
  rules: Assumed["rules"],
  budget: number,
): Uint8Array {
  const known = new Uint8Array(chance.length);
  for (const { variable } of slots) known[variable] = 1;
  for (const v of order) {
    const { kind, parents } = diagram.node(v);
    if (known[v] === 1) continue;
    const rule = rules.get(v);
    const isEven = kind === "decision" && rules.has(v) && rule === undefined;
    const isRead =
      kind === "decision" ? rule !== undefined && rule.length <= budget : chance[v] !== undefined;
    if (isEven || (isRead && parents.every((p) => known[p] === 1))) known[v] = 1;
  }
  return known;
}

/** Every variable's table; of those not read, its shape. */
function everyTable(
  diagram: InfluenceDiagram,
  { order, sizes, chance }: PartOfDiagram,
  slots: readonly DecisionSlot[],
  rules: Assumed["rules"],
): ChanceTable[] {
  const free = new Set(slots.map(({ variable }) => variable));
  const tables: ChanceTable[] = [];
  for (const v of order) {
    const { kind, parents } = diagram.node(v);
    if (free.has(v) || (kind === "utility" && diagram.graph.children(v).length === 0)) continue;
    const rule = rules.get(v);
    if (kind === "decision" && rule === undefined) {
      const size = sizes[v] as number;
      tables.push({ variable: v, variables: [v], values: new Float64Array(size).fill(1 / size) });
    } else
      tables.push(chance[v] ?? { variable: v, variables: [...parents, v], values: rule ?? UNREAD });
  }
  return tables;
}

interface Fitting {
  readonly problem: DecisionProblem;
  readonly solved: ProblemSolution;
  /** Observations that may matter and were ignored. */
  readonly cut: readonly { readonly from: number; readonly decision: number }[];
}

/** The largest part that fits: fewer observations first, then fewer utilities. */
function fitting(
  whole: DecisionProblem,
  tables: readonly Table[],
  known: Uint8Array,
  budget: number,
): Fitting {
  let utilities = [...tables].sort((a, b) => a.values.length - b.values.length);
  for (;;) {
    const { problem: reduced } = reduceProblem({ ...whole, utilities });
    for (let most = budget; ; most = most > 64 ? most / 64 : 0) {
      const decisions = reduced.decisions.map((slot) => narrowed(whole.sizes, slot, known, most));
      const problem = pruned({ ...whole, utilities, decisions });
      // With no utility and no observation left, it is as small as it gets.
      const isLeast = most === 0 && utilities.length === 0;
      const solved = solveWithin(problem, isLeast ? MAX_TREE_ENTRIES : budget);
      if (solved !== undefined) {
        const cut = reduced.decisions.flatMap(({ variable, parents }, i) =>
          parents
            .filter((p) => decisions[i]?.parents.includes(p) !== true)
            .map((from) => ({ from, decision: variable })),
        );
        return { problem, solved, cut };
      }
      if (most === 0) break;
    }
    if (utilities.length === 0) throw new Error("a problem without observations is too large");
    utilities = utilities.slice(0, utilities.length >> 1);
  }
}

/** The decision with as many of its observations as fit; none at 0. */
function narrowed(
  sizes: readonly number[],
  { variable, parents }: DecisionSlot,
  known: Uint8Array,
  most: number,
): DecisionSlot {
  if (most === 0) return { variable, parents: [] };
  let entries = sizes[variable] as number;
  const kept: number[] = [];
  for (const p of parents) {
    if (known[p] !== 1 || entries * (sizes[p] as number) > most) continue;
    entries *= sizes[p] as number;
    kept.push(p);
  }
  return { variable, parents: kept };
}

/** Without tables that nothing asks for. */
function pruned(problem: DecisionProblem): DecisionProblem {
  const tableOf = new Map(problem.chance.map((t) => [t.variable, t]));
  const needed = new Set<number>();
  const stack = [
    ...problem.utilities.flatMap(({ variables }) => variables),
    ...problem.decisions.flatMap(({ parents }) => parents),
  ];
  for (let v = stack.pop(); v !== undefined; v = stack.pop()) {
    if (needed.has(v)) continue;
    needed.add(v);
    stack.push(...(tableOf.get(v)?.variables ?? []));
  }
  return { ...problem, chance: problem.chance.filter(({ variable }) => needed.has(variable)) };
}

/** Undefined where the cluster tree would be larger than the budget, or anything else too large. */
function solveWithin(problem: DecisionProblem, budget: number): ProblemSolution | undefined {
  try {
    const { problem: reduced } = reduceProblem(problem);
    planTree(reduced, budget);
    return isSoluble(reduced)
      ? solveProblem(problem)
      : solveProblem(problem, { method: "policy-updating", restarts: 0 });
  } catch (error) {
    if (error instanceof SolveError && error.code === "table-too-large") return undefined;
    throw error;
  }
}

/** Σ of what each utility that is kept could reach if nothing else mattered. */
function highestAlone(
  whole: DecisionProblem,
  tables: readonly Table[],
  known: Uint8Array,
  budget: number,
  kept: ReadonlySet<unknown>,
): number {
  const sum = new Sum();
  const some = tables.filter((table) => kept.has(table));
  for (const table of some) {
    const most = table.values.reduce((a, b) => Math.max(a, b));
    sum.add(
      some.length > MOST_ALONE || whole.sizes.length > MOST_WALKED
        ? most
        : Math.min(most, alone(table) ?? most),
    );
  }
  const { value, error } = sum.bounded();
  return value + error;

  function alone(table: Table): number | undefined {
    const { problem } = reduceProblem({ ...whole, utilities: [table] });
    if (problem.decisions.some(({ parents }) => parents.some((p) => known[p] !== 1)))
      return undefined;
    return solveWithin(pruned(problem), budget)?.upper;
  }
}

/** The rules over all that the decisions see, as far as they are no larger than anybody can hold. */
function widened(
  diagram: InfluenceDiagram,
  { sizes }: PartOfDiagram,
  problem: DecisionProblem,
  rules: ReadonlyMap<number, Float64Array>,
): Policy {
  const wide = new Map<number, Float64Array>();
  let left = MOST_RULE_ENTRIES;
  for (const { variable, parents } of problem.decisions) {
    const all = diagram.node(variable).parents;
    const actions = sizes[variable] as number;
    left -= contextCount(problem, { variable, parents: all }) * actions;
    if (left < 0) break;
    wide.set(
      variable,
      widenRule(sizes, all, parents, rules.get(variable) as Float64Array, actions),
    );
  }
  return wide;
}
