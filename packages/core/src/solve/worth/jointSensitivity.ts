/** Two-way sensitivity: the optimum and the optimal policy where two things move together. */
import type { InfluenceDiagram } from "../../model/index.ts";
import type { Policy } from "../tables/policy.ts";
import type { SensitivityOptions, SensitivityPoint } from "./sensitivity.ts";
import { compileDiagram } from "../tables/compile.ts";
import { SolveError } from "../tables/solveError.ts";
import { type Dial, dialOf, span } from "./dials.ts";
import { solver, stillOptimal, untilStopped } from "./sensitivity.ts";
import { withProbability } from "./statedProbabilities.ts";

/** The optimum on a grid of two parameters or stated probabilities. */
export interface JointSensitivity {
  readonly first: string;
  readonly second: string;
  /** Values of the first, row by row, and of the second, column by column. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** `points[row][column]`; its `parameter` is the value of the second. */
  readonly points: readonly (readonly SensitivityPoint[])[];
  /** Policies that are optimal somewhere on the grid, in the order in which they are met. */
  readonly policies: readonly Policy[];
  /** Which of them is optimal at each point. */
  readonly optimalAt: readonly (readonly number[])[];
  /** True when the work was stopped: rows up to there. */
  readonly stopped?: boolean;
}

/** What is moved, and from where to where. */
export interface MovedParameter {
  readonly parameter: string;
  readonly from?: number;
  readonly to?: number;
}

/**
 * Two-way sensitivity: the optimum where two parameters or stated probabilities move together, at `steps` + 1
 * values of each. A policy stays the one of its neighbours while rounding cannot tell it from the optimum.
 * @throws SolveError as `sensitivity`, and `same-row` for two probabilities of one row, which share its rest
 */
export function jointSensitivity(
  diagram: InfluenceDiagram,
  first: MovedParameter,
  second: MovedParameter,
  steps: number = 10,
  options: SensitivityOptions = {},
): JointSensitivity {
  const joint = jointDial(diagram, first.parameter, second.parameter, options);
  const values = ({ parameter, from, to }: MovedParameter): number[] => {
    const { low, high } = span(diagram, dialOf(diagram, parameter, options), from, to);
    return Array.from({ length: steps + 1 }, (_, i) => low + ((high - low) * i) / steps);
  };
  const [rows, columns] = [values(first), values(second)];
  const points: SensitivityPoint[][] = [];
  const optimalAt: number[][] = [];
  const policies: Policy[] = [];
  const stopped = untilStopped(() => {
    for (const row of rows) {
      const solveAt = solver(joint(row), options);
      const solved = columns.map((column) => solveAt(column));
      const known: number[] = [];
      for (const [column, point] of solved.entries()) {
        const near = [known.at(-1), optimalAt.at(-1)?.[column]].filter((i) => i !== undefined);
        const tried = [...new Set([...near, ...policies.keys()])];
        const found = tried.find((i) => stillOptimal(point, policies[i] as Policy));
        known.push(found ?? policies.push(point.policy) - 1);
      }
      points.push(solved.map(({ steered: _, lower: _lower, ...point }) => point));
      optimalAt.push(known);
    }
  });
  return {
    first: first.parameter,
    second: second.parameter,
    rows: rows.slice(0, points.length),
    columns,
    points,
    policies,
    optimalAt,
    ...(stopped ? { stopped } : {}),
  };
}

/** The second thing as it can be moved where the first stands at a value. */
function jointDial(
  diagram: InfluenceDiagram,
  first: string,
  second: string,
  options: SensitivityOptions,
): (value: number) => Dial {
  const [one, other] = [dialOf(diagram, first, options), dialOf(diagram, second, options)];
  if (one.name === other.name)
    throw new SolveError("same-row", `${one.name} is named twice`, "name two different ones");
  const [a, b] = [one.stated, other.stated];
  if (a !== undefined && b !== undefined) {
    const tables = compileDiagram(diagram, options).chance;
    if (a.row === b.row && tables[a.node]?.values === tables[b.node]?.values)
      throw new SolveError(
        "same-row",
        `${one.name} and ${other.name} stand in one row, where one moves the other`,
        "name two of different rows",
      );
  }
  return (value) => ({
    ...other,
    at: (at) => {
      const parameters = new Map(options.parameters);
      if (a === undefined) parameters.set(first, value);
      if (b === undefined) parameters.set(second, at);
      let compiled = compileDiagram(diagram, { ...options, parameters });
      if (a !== undefined) compiled = withProbability(compiled, a, value);
      return b === undefined ? compiled : withProbability(compiled, b, at);
    },
  });
}
