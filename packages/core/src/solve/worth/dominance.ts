/**
 * Options that nobody needs to take: in every context of a decision, which option is no better than another one,
 * and in which sense. The rules of all other decisions are given; the judge is the owner of the decision.
 */
import type { CompiledDiagram } from "../tables/compile.ts";
import type { Policy } from "../tables/policy.ts";
import { utilityTerms } from "../policies/expectedUtility.ts";
import { ancestralTables } from "../tables/ancestralTables.ts";
import { tableSize } from "../tables/decisionProblem.ts";
import { contextPositions, uniformPolicy } from "../tables/policy.ts";
import { SolveError } from "../tables/solveError.ts";
import { UNIT_ROUNDOFF } from "../tables/tolerance.ts";
import { jointShares, profileOf, SHARE_ROUNDING } from "./riskProfile.ts";
import { MOST_JOINT, summedUtility } from "./summedUtility.ts";

/**
 * In which sense one option is no better than another, each implied by the one before: its best outcome is
 * at most the other's worst (`always`); in every state of what the decision does not influence, every outcome
 * is as likely to be reached or exceeded by the other (`state-by-state`); the same over all states together
 * (`first-order`: whoever prefers more prefers the other); or the other is preferred by whoever prefers more and is
 * averse to risk (`second-order`; Hadar & Russell 1969).
 */
export type Dominance = "always" | "state-by-state" | "first-order" | "second-order";

/** An option that another one dominates, in the strongest sense that holds. */
export interface DominatedOption {
  /** Position of the option. */
  readonly option: number;
  /** Position of the one that dominates it. */
  readonly by: number;
  readonly how: Dominance;
}

/** What is dominated in one context of a decision. */
export interface DominanceInContext {
  readonly decision: number;
  /** Positions of what the decision sees, in the order of its parents. */
  readonly context: readonly number[];
  /** How likely the context is. */
  readonly likely: number;
  /** Expected utility of each option. */
  readonly means: readonly number[];
  readonly dominated: readonly DominatedOption[];
}

/**
 * Every context that can come about, of every decision that is not set. Cost: for each decision the joint table of
 * what it sees, of what else bears on its consequences, and of what its owner's utilities read.
 * @throws SolveError `table-too-large` where that has more than 262,144 entries, `missing-rule`
 */
export function dominance(compiled: CompiledDiagram, policy: Policy): DominanceInContext[] {
  const { structure } = compiled.diagram;
  return structure.decisions
    .filter((decision) => compiled.chance[decision] === undefined)
    .flatMap((decision) => ofDecision(compiled, policy, decision));
}

/** A distribution of outcomes, from the worst to the best. */
type Outcomes = readonly { readonly value: number; readonly probability: number }[];

function ofDecision(
  compiled: CompiledDiagram,
  policy: Policy,
  decision: number,
): DominanceInContext[] {
  const { diagram, sizes } = compiled;
  const { parents } = diagram.node(decision);
  // Every option in every context, so that each can be looked at.
  const free: Policy = new Map([...policy, ...uniformPolicy(diagram, [decision])]);
  const terms = utilityTerms(compiled, diagram.structure.ownerOf(decision));
  const read = [...new Set(terms.flatMap(({ variables }) => variables))];
  const { states, outcomes } = split(compiled, free, decision, read);
  const all = [...parents, ...states, decision, ...outcomes];
  if (tableSize(sizes, all) > MOST_JOINT)
    throw new SolveError(
      "table-too-large",
      `to compare the options of ${diagram.node(decision).name} a table of ${tableSize(sizes, all)} entries would be needed, more than ${MOST_JOINT}`,
      "let fewer variables bear on its consequences together",
    );
  const shares = jointShares(compiled, free, all, {});
  const { values } = summedUtility(sizes, terms, all);
  const options = sizes[decision] as number;
  const width = tableSize(sizes, outcomes);
  const stateCount = tableSize(sizes, states);
  const extents = parents.map((parent) => sizes[parent] as number);
  return Array.from({ length: tableSize(sizes, parents) }, (_, row) => row).flatMap((row) => {
    const byState = Array.from({ length: stateCount }, (_unused, state) =>
      Array.from({ length: options }, (_option, option) => {
        const start = ((row * stateCount + state) * options + option) * width;
        return distribution(shares, values, start, start + width);
      }),
    ).filter(([first]) => (first as Mass).total > 0);
    if (byState.length === 0) return [];
    const together = Array.from({ length: options }, (_unused, option) =>
      merged(byState.map((state) => state[option] as Mass)),
    );
    const likely = together.reduce((total, mass) => total + mass.total, 0);
    const profiles = together.map(outcomesOf);
    const means = profiles.map(
      (one) => profileOf(new Map(one.map((o) => [o.value, o.probability]))).mean,
    );
    const stateProfiles = byState.map((state) => state.map(outcomesOf));
    const dominated = means.flatMap((_mean, option) => {
      const found = means.flatMap((_other, by) => {
        if (by === option) return [];
        const how = relation(option, by, profiles, stateProfiles);
        return how === undefined ? [] : [{ option, by, how }];
      });
      found.sort(
        (a, b) =>
          STRENGTH.indexOf(a.how) - STRENGTH.indexOf(b.how) ||
          (means[b.by] as number) - (means[a.by] as number),
      );
      return found.slice(0, 1);
    });
    return [{ decision, context: contextPositions(extents, row), likely, means, dominated }];
  });
}

const STRENGTH: readonly Dominance[] = ["always", "state-by-state", "first-order", "second-order"];

/** What bears on the consequences without being influenced, and what utilities read that is. */
function split(
  compiled: CompiledDiagram,
  policy: Policy,
  decision: number,
  read: readonly number[],
): { readonly states: readonly number[]; readonly outcomes: readonly number[] } {
  const { parents } = compiled.diagram.node(decision);
  const after = new Set([decision]);
  const states = new Set<number>();
  for (const { variable, variables } of ancestralTables(compiled, policy, [...read, decision])) {
    if (variable === decision || !variables.some((v) => v !== variable && after.has(v))) continue;
    after.add(variable);
    for (const v of variables) if (!after.has(v)) states.add(v);
  }
  for (const v of read) if (!after.has(v)) states.add(v);
  for (const parent of parents) states.delete(parent);
  return {
    states: [...states],
    outcomes: read.filter((v) => after.has(v) && v !== decision),
  };
}

interface Mass {
  readonly total: number;
  readonly at: ReadonlyMap<number, number>;
}

function distribution(shares: Float64Array, values: Float64Array, from: number, to: number): Mass {
  const at = new Map<number, number>();
  let total = 0;
  for (let i = from; i < to; i++) {
    const share = shares[i] as number;
    if (share === 0) continue;
    const value = values[i] as number;
    at.set(value, (at.get(value) ?? 0) + share);
    total += share;
  }
  return { total, at };
}

function merged(masses: readonly Mass[]): Mass {
  const at = new Map<number, number>();
  for (const mass of masses)
    for (const [value, share] of mass.at) at.set(value, (at.get(value) ?? 0) + share);
  return { at, total: masses.reduce((sum, { total }) => sum + total, 0) };
}

function outcomesOf({ at, total }: Mass): Outcomes {
  return [...at]
    .map(([value, share]) => ({ value, probability: share / total }))
    .sort((a, b) => a.value - b.value);
}

function relation(
  option: number,
  by: number,
  profiles: readonly Outcomes[],
  states: readonly (readonly Outcomes[])[],
): Dominance | undefined {
  const [a, b] = [profiles[option] as Outcomes, profiles[by] as Outcomes];
  const over = compared(a, b);
  if (!over.second.holds) return undefined;
  // Equal in distribution, an option may still be worse in no state and better in none.
  const best = a.at(-1)?.value ?? 0;
  const worst = b[0]?.value ?? 0;
  if (worst >= best && over.first.strict) return "always";
  const each = states.map((state) => compared(state[option] as Outcomes, state[by] as Outcomes));
  if (each.every(({ first }) => first.holds) && each.some(({ first }) => first.strict))
    return "state-by-state";
  if (over.first.holds && over.first.strict) return "first-order";
  return over.second.strict ? "second-order" : undefined;
}

interface Holding {
  /** Nowhere worse. */
  readonly holds: boolean;
  /** Somewhere better. */
  readonly strict: boolean;
}

/**
 * Does `b` dominate `a`: by distribution functions, and by their integrals? Shares and what is added up of
 * them are compared within their rounding, in the smaller tail, where a rare disaster is not a small matter.
 */
function compared(a: Outcomes, b: Outcomes): { readonly first: Holding; readonly second: Holding } {
  const grid = [...new Set([...a, ...b].map(({ value }) => value))].sort((x, y) => x - y);
  const largest = Math.max(...grid.map(Math.abs), Number.MIN_VALUE);
  const [of, than] = [tailsOf(a, grid), tailsOf(b, grid)];
  let [first, firstStrict, second, secondStrict] = [true, false, true, false];
  let [area, areaError] = [0, 0];
  for (const [i, value] of grid.entries()) {
    const [below, above] = [of.upTo, than.upTo].map((tail) => tail[i] as number) as [
      number,
      number,
    ];
    const [left, more] = [of.above, than.above].map((tail) => tail[i] as number) as [
      number,
      number,
    ];
    const lower = Math.max(below, above) <= Math.max(left, more);
    const gap = lower ? below - above : more - left;
    const error = SHARE_ROUNDING * (lower ? below + above : left + more);
    if (gap < -error) first = false;
    if (gap > error) firstStrict = true;
    const width = (grid[i + 1] ?? value) / largest - value / largest;
    area += gap * width;
    areaError += (error + UNIT_ROUNDOFF * Math.abs(gap)) * width + UNIT_ROUNDOFF * Math.abs(area);
    if (area < -areaError) second = false;
    if (area > areaError) secondStrict = true;
  }
  return {
    first: { holds: first, strict: firstStrict },
    second: { holds: second, strict: secondStrict },
  };
}

interface Tails {
  /** P(outcome ≤ x) at every x of the grid. */
  readonly upTo: readonly number[];
  /** P(outcome > x), summed from the other end: 1 minus the first would forget what is rare. */
  readonly above: readonly number[];
}

function tailsOf(outcomes: Outcomes, grid: readonly number[]): Tails {
  const mass = new Map(outcomes.map(({ value, probability }) => [value, probability]));
  let sum = 0;
  const upTo = grid.map((value) => (sum += mass.get(value) ?? 0));
  sum = 0;
  const above = grid.map(() => 0);
  for (let i = grid.length - 1; i > 0; i--) above[i - 1] = sum += mass.get(grid[i] as number) ?? 0;
  return { upTo, above };
}
