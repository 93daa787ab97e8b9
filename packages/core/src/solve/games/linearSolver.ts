/**
 * Linear programs: small ones by a simplex method of our own, whose answers carry a certificate, all
 * others through HiGHS (WebAssembly). Its module is loaded on first use and kept; each program lives in a
 * native model that is disposed before the answer is returned.
 */
import type highs from "highs";
import { AbortedError, checkpoint, timeLeft } from "../../base/index.ts";
import { SolveError } from "../tables/solveError.ts";
import { solveDense } from "./denseProgram.ts";
import type { LinearProgram, LinearSolution } from "./linearProgram.ts";

/** A solver of linear programs, once HiGHS is loaded: from then on everything is synchronous. */
export type LinearSolver = (program: LinearProgram) => LinearSolution;

type Loader = (options?: { locateFile?: (file: string) => string }) => Promise<HighsModule>;
type HighsModule = Awaited<ReturnType<typeof highs.default>>;

let loaded: Promise<LinearSolver> | undefined;

/**
 * Loads HiGHS once. In a browser `locateFile` says where `highs.wasm` lies, when it is not beside
 * the bundle; it counts on the first call only.
 */
export function linearSolver(
  options: { readonly locateFile?: (file: string) => string } = {},
): Promise<LinearSolver> {
  if (loaded === undefined) {
    // The package's types describe its CommonJS build; as an ES module the default is the loader.
    loaded = import("highs")
      .then((highs) => (highs.default as unknown as Loader)({ ...options }))
      .then((module) => (program: LinearProgram) => solveDense(program) ?? solve(module, program));
    loaded.catch(() => {
      loaded = undefined; // so that another `locateFile` can be tried
    });
  }
  return loaded;
}

/** Loads HiGHS only where the program needs it. */
export async function solveProgram(program: LinearProgram): Promise<LinearSolution> {
  return solveDense(program) ?? (await linearSolver())(program);
}

const OPTIMAL = 7;
const TIME_LIMIT = 13;

function solve(module: HighsModule, program: LinearProgram): LinearSolution {
  const { objective, lower, upper, constraints } = program;
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const constraint of constraints) {
    if (starts.length % 1024 === 0) checkpoint();
    for (const [k, variable] of constraint.variables.entries()) {
      const coefficient = constraint.coefficients[k] as number;
      if (coefficient === 0) continue;
      indices.push(variable);
      values.push(coefficient);
    }
    starts.push(indices.length);
  }
  const model = module.createModel();
  try {
    model.options.set("output_flag", false);
    // It hears no signal while it runs.
    const left = timeLeft();
    if (left < Infinity) model.options.set("time_limit", Math.max(0.001, left / 1000));
    model.passModel({
      numCols: objective.length,
      numRows: constraints.length,
      sense: module.constants.objectiveSense.maximize,
      colCost: objective,
      colLower: lower,
      colUpper: upper,
      rowLower: constraints.map((one) => one.lower),
      rowUpper: constraints.map((one) => one.upper),
      matrix: {
        format: "csr",
        numRows: constraints.length,
        numCols: objective.length,
        starts,
        indices,
        values,
      },
    });
    const { modelStatus } = model.run();
    if (modelStatus === TIME_LIMIT) throw new AbortedError();
    if (modelStatus !== OPTIMAL) {
      throw new SolveError(
        "linear-program",
        `HiGHS ended with model status ${modelStatus}, not with an optimum`,
        "rescale the payoffs; very large and very small numbers together defeat the linear program",
      );
    }
    const { colValue, rowDual } = model.getSolution();
    return { objective: model.getObjectiveValue(), variables: colValue, duals: rowDual };
  } finally {
    model.dispose();
  }
}
