/**
 * How the optimum moves with a parameter, or with a probability that the model states: one-way curves,
 * tornado, and the regions in which each policy is optimal. For a parameter the diagram is compiled
 * again at each value; only tables that mention it are read again.
 */
import type { AgentId, InfluenceDiagram } from "../../model/index.ts";
import type { Policy } from "../tables/policy.ts";
import type { OthersPlay } from "../policies/othersPlay.ts";
import type { SolveOptions } from "../policies/singleAgent.ts";
import { AbortedError, withSignal } from "../../base/index.ts";
import { compileDiagram } from "../tables/compile.ts";
import { type Dial, dialOf, probabilityDial, span } from "./dials.ts";
import { type StatedProbability, statedProbabilities } from "./statedProbabilities.ts";
import { pureChoices, valueCount } from "../tables/policy.ts";
import type { DecisionProblem } from "../tables/decisionProblem.ts";
import { coarseSolution } from "../policies/coarseSolution.ts";
import { agentProblem } from "../policies/agentProblem.ts";
import { InfluenceTree } from "../policies/influenceTree.ts";
import { solveProblem, wideRules } from "../policies/solveProblem.ts";
import { splitSteered } from "../policies/steered.ts";

/** Whose value, and how policies are solved. */
export interface SensitivityOptions extends SolveOptions {
  readonly agent?: AgentId;
}

/** The optimal value and policy at one value of the parameter. */
export interface SensitivityPoint {
  readonly parameter: number;
  readonly value: number;
  /** Rules of the decisions that are optimised. */
  readonly policy: Policy;
  readonly optimal: boolean;
  /** The exact optimum lies between these. */
  readonly bounds: readonly [number, number];
  /** What the other agents do at this value of the parameter. */
  readonly others: OthersPlay;
  /**
   * Stopped while this point was worked out: the policy is of a part of the model, `value` is what it
   * earns at least, and the bounds hold.
   */
  readonly coarse?: true;
}

/** An interval of the parameter in which one policy is optimal. */
export interface StrategyRegion {
  readonly from: number;
  readonly to: number;
  readonly policy: Policy;
}

/** An optimal value along a parameter, and the intervals in which one policy stays optimal. */
export interface Sensitivity {
  readonly parameter: string;
  readonly points: readonly SensitivityPoint[];
  /**
   * Where one policy stays optimal, judged at the points; borders are located to a millionth of the
   * range, or of themselves where that is less. A policy that is optimal only between two
   * neighbouring points is missed.
   */
  readonly regions: readonly StrategyRegion[];
  /** True when the work was stopped: the points, then the regions, up to there. */
  readonly stopped?: boolean;
}

/**
 * The optimum at `steps` + 1 equally spaced values of a parameter, or of a stated probability named as in
 * `statedProbabilities`, which is moved from 0 to 1 where nothing else is said.
 */
export function sensitivity(
  diagram: InfluenceDiagram,
  parameter: string,
  range: { readonly from?: number; readonly to?: number; readonly steps?: number } = {},
  options: SensitivityOptions = {},
): Sensitivity {
  const dial = dialOf(diagram, parameter, options);
  const { low, high } = span(diagram, dial, range.from, range.to);
  const steps = Math.max(1, range.steps ?? 20);
  const solveAt = solver(dial, options);
  const points: Solved[] = [];
  const found: StrategyRegion[] = [];
  const stopped = untilStopped(() => {
    for (let i = 0; i <= steps; i++) points.push(solveAt(low + ((high - low) * i) / steps));
    regions(diagram, points, solveAt, found);
  });
  const answered: SensitivityPoint[] = points.map(
    ({ steered: _, lower: _lower, ...point }) => point,
  );
  // Where nothing was reached, something is said of the first point.
  if (stopped && points.length === 0 && dial.range === undefined)
    answered.push(...coarsePoint(diagram, parameter, low, options));
  return {
    parameter,
    points: answered,
    regions: found,
    ...(stopped ? { stopped } : {}),
  };
}

/** Entries of tables that are read even when time is up. */
const QUICK_ENTRIES = 2 ** 12;

function coarsePoint(
  diagram: InfluenceDiagram,
  parameter: string,
  value: number,
  options: SensitivityOptions,
): SensitivityPoint[] {
  const parameters = new Map([...(options.parameters ?? []), [parameter, value]]);
  const found = withSignal(undefined, () =>
    coarseSolution(diagram, options.agent, { ...options, parameters }, QUICK_ENTRIES),
  );
  if (found === undefined) return [];
  const { policy, others, bounds } = found;
  return [
    { parameter: value, value: bounds[0], policy, optimal: false, bounds, others, coarse: true },
  ];
}

/** True when the work was stopped; what it had put down by then stands. */
export function untilStopped(work: () => void): boolean {
  try {
    work();
    return false;
  } catch (error) {
    if (!(error instanceof AbortedError)) throw error;
    return true;
  }
}

/**
 * How far one parameter between its bounds moves the optimal value, the others at their defaults.
 */
export interface TornadoBar {
  readonly parameter: string;
  readonly low: number;
  readonly high: number;
  readonly valueAtLow: number;
  readonly valueAtHigh: number;
  /** Whether the optima at both ends are proved; else the values are the best found. */
  readonly optimal: boolean;
  /** What the other agents do at the low end; asked the same way at the high end. */
  readonly others: OthersPlay;
}

/** The parameters a tornado moves: those with a range that do not change the diagram's shape. */
export function tornadoParameters(
  diagram: InfluenceDiagram,
): readonly { readonly name: string; readonly low: number; readonly high: number }[] {
  return diagram.parameters.flatMap(({ name, low, high, structural }) =>
    structural || low === undefined || high === undefined ? [] : [{ name, low, high }],
  );
}

/** The k-th of n shares of a tornado's bars, counted from 0: neighbours in the order of the model. */
export type TornadoShare = readonly [k: number, n: number];

const WHOLE: TornadoShare = [0, 1];

function shareOf<T>(list: readonly T[], [k, n]: TornadoShare): readonly T[] {
  return list.slice(Math.round((k * list.length) / n), Math.round(((k + 1) * list.length) / n));
}

/**
 * Each parameter moved through its declared range alone, widest swing first; when stopped, those
 * of `tornadoParameters` that were reached.
 */
export function tornado(
  diagram: InfluenceDiagram,
  options: SensitivityOptions = {},
  share: TornadoShare = WHOLE,
): readonly TornadoBar[] {
  const bars: TornadoBar[] = [];
  untilStopped(() => {
    for (const { name, low, high } of shareOf(tornadoParameters(diagram), share))
      bars.push(barOf(dialOf(diagram, name, options), low, high, options));
  });
  return widestFirst(bars);
}

/** The bars of stated probabilities. */
export interface ProbabilityTornado {
  readonly bars: readonly TornadoBar[];
  /** How many were not looked at, of those that are known. */
  readonly left: number;
  readonly stopped?: boolean;
}

/**
 * Each stated probability moved by 0.1 to either side alone, widest swing first; at most `limit` of them,
 * in the order of the model, and fewer when stopped.
 */
export function probabilityTornado(
  diagram: InfluenceDiagram,
  limit: number,
  options: SensitivityOptions = {},
  share: TornadoShare = WHOLE,
): ProbabilityTornado {
  let stated: readonly StatedProbability[] = [];
  const bars: TornadoBar[] = [];
  const stopped = untilStopped(() => {
    const compiled = compileDiagram(diagram, options);
    stated = statedProbabilities(compiled);
    for (const one of shareOf(stated.slice(0, limit), share))
      bars.push(barOf(probabilityDial(compiled, one), one.low, one.high, options));
  });
  const left = stated.length - bars.length;
  return { bars: widestFirst(bars), left, ...(stopped ? { stopped } : {}) };
}

function barOf(dial: Dial, low: number, high: number, options: SensitivityOptions): TornadoBar {
  const solveAt = solver(dial, options);
  const { value: valueAtLow, optimal, others } = solveAt(low);
  const { value: valueAtHigh, optimal: optimalAtHigh } = solveAt(high);
  const isProved = optimal && optimalAtHigh;
  return { parameter: dial.name, low, high, valueAtLow, valueAtHigh, optimal: isProved, others };
}

/** By swing; those of the same swing stay in the order of the model. */
export function widestFirst(bars: readonly TornadoBar[]): readonly TornadoBar[] {
  const swing = (b: TornadoBar): number => Math.abs(b.valueAtHigh - b.valueAtLow);
  return [...bars].sort((a, b) => swing(b) - swing(a));
}

/** A point with what later comparisons need: the problem without what no decision changes. */
export interface Solved extends SensitivityPoint {
  readonly steered: DecisionProblem;
  /** The exact optimum of `steered` is at least this. */
  readonly lower: number;
}

type SolveAt = (value: number) => Solved;

/** The optimum at each value of what is moved. */
export function solver(dial: Dial, options: SensitivityOptions): SolveAt {
  return (value) => {
    const compiled = dial.at(value);
    const { problem, others } = agentProblem(compiled, options.agent, options);
    const { steered, rest } = splitSteered(problem);
    const solved = solveProblem(steered, options);
    const { lower, upper, optimal } = solved;
    return {
      parameter: value,
      value: solved.value + rest.value,
      policy: new Map(wideRules(solved, compiled.diagram)),
      others,
      optimal,
      bounds: [lower + rest.value - rest.error, upper + rest.value + rest.error],
      steered,
      lower,
    };
  };
}

/** Merges points with the same policy and locates the borders by bisection. */
function regions(
  diagram: InfluenceDiagram,
  points: readonly Solved[],
  solveAt: SolveAt,
  result: StrategyRegion[],
): void {
  const [first] = points;
  if (first === undefined) return;
  let { policy, parameter: from } = first;
  /** Of the region so far. */
  let within: Solved[] = [];
  const stays = (p: Solved, policy: Policy): boolean =>
    sameChoices(diagram, p.policy, policy) || stillOptimal(p, policy);
  for (const [i, point] of points.entries()) {
    if (i === 0 || stays(point, policy)) {
      within.push(point);
      continue;
    }
    // What is free there, in cases that do not come about at the end of the range, is not a border.
    if (within.every((one) => stillOptimal(one, point.policy))) {
      ({ policy } = point);
      within.push(point);
      continue;
    }
    let low = points[i - 1]?.parameter as number;
    let high = point.parameter;
    const range = Math.abs((points[points.length - 1]?.parameter as number) - from);
    const width = (): number => 1e-6 * Math.min(range, Math.max(Math.abs(low), Math.abs(high)));
    for (let k = 0; k < 40 && Math.abs(high - low) > width(); k++) {
      const middle = (low + high) / 2;
      if (stays(solveAt(middle), policy)) low = middle;
      else high = middle;
    }
    const border = (low + high) / 2;
    result.push({ from, to: border, policy });
    from = border;
    ({ policy } = point);
    within = [point];
  }
  result.push({ from, to: points[points.length - 1]?.parameter as number, policy });
}

function sameChoices(diagram: InfluenceDiagram, a: Policy, b: Policy): boolean {
  for (const [d, rule] of a) {
    const other = b.get(d);
    const actions = valueCount(diagram, d);
    const mine = pureChoices(rule, actions);
    const theirs = other === undefined ? undefined : pureChoices(other, actions);
    if (mine === undefined || theirs === undefined) return false;
    if (mine.some((x, i) => x !== theirs[i])) return false;
  }
  return true;
}

/** Ties and free contexts: an older policy stays while rounding cannot tell it from the optimum. */
export function stillOptimal({ steered, lower }: Solved, policy: Policy): boolean {
  const tree = new InfluenceTree(steered);
  tree.activateAll();
  for (const [i, { variable }] of steered.decisions.entries())
    tree.setRule(i, policy.get(variable) as Float64Array);
  const { value, error } = tree.boundedUtility();
  return value + error >= lower;
}
