/**
 * Two-player zero-sum extensive games with perfect recall by the sequence form: one linear program
 * in the players' sequences of own moves, whose size is linear in the tree, where the normal form
 * is exponential (Romanovskii 1962; Koller, Megiddo and von Stengel 1996).
 *
 *   max q₀  over realisation plans x of the first player and values q of the second's sets
 *   with    q_{set of σ} − Σ_{sets after σ} q ≤ Σ_τ A_{τσ} x_τ   for every sequence σ of the second
 *
 * The second player's realisation plan is the dual solution.
 */
import type { ExtensiveGame } from "../../model/index.ts";
import type { BehaviourProfile } from "./behaviourProfile.ts";
import type { GameSolver } from "./equilibrium.ts";
import type { LinearConstraint, LinearProgram, LinearSolution } from "./linearProgram.ts";
import type { LinearSolver } from "./linearSolver.ts";
import { SolveError } from "../tables/solveError.ts";
import { behaviourPayoffs, perfectRecall } from "./behaviourProfile.ts";
import { behaviourRegret } from "./behaviourRegret.ts";
import { solveProgram } from "./linearSolver.ts";
import { sequencesOf } from "./sequences.ts";

export const SEQUENCE_FORM: GameSolver = {
  id: "sequence-form",
  title: "Linear program of the sequence form",
  needs: { form: "extensive", players: "two", zeroSum: true, perfectRecall: true },
  guarantees: "one equilibrium in behaviour strategies and the value",
  reference: "Koller, Megiddo & von Stengel 1996",
};

/** An equilibrium in behaviour strategies, its payoffs, and what any player could gain. */
export interface ExtensiveSolution {
  readonly behaviour: BehaviourProfile;
  readonly payoffs: readonly number[];
  /** By the checker for extensive games. */
  readonly regret: number;
}

/** @throws SolveError `not-two-players`, `not-zero-sum`, `imperfect-recall` */
export async function solveSequenceForm(game: ExtensiveGame): Promise<ExtensiveSolution> {
  const { program, solutionOf } = sequenceFormOf(game);
  return solutionOf(await solveProgram(program));
}

/** The same with a solver that is already loaded. */
export function solveSequenceFormWith(
  solver: LinearSolver,
  game: ExtensiveGame,
): ExtensiveSolution {
  const { program, solutionOf } = sequenceFormOf(game);
  return solutionOf(solver(program));
}

function sequenceFormOf(game: ExtensiveGame): {
  readonly program: LinearProgram;
  readonly solutionOf: (solution: LinearSolution) => ExtensiveSolution;
} {
  requireZeroSum(game);
  const first = sequencesOf(game, 0);
  const second = sequencesOf(game, 1);
  const payoffs = [...terminalPayoffs(game, first.atNode, second.atNode)];
  return {
    program: sequenceProgram(first, second, payoffs),
    solutionOf(solution) {
      const [x, y] = realisationPlans(first, second, solution);
      const behaviour = game.informationSets.map(({ actions }) => new Float64Array(actions.length));
      first.writeBehaviour(x, behaviour);
      second.writeBehaviour(y, behaviour);
      return {
        behaviour,
        payoffs: behaviourPayoffs(game, behaviour),
        regret: behaviourRegret(game, behaviour),
      };
    },
  };
}

/** What the program needs to know of a player's sequences. */
export interface ProgramSequences {
  readonly count: number;
  readonly sets: readonly {
    readonly actions: number;
    readonly after: number;
    readonly first: number;
  }[];
}

/** What the first player is paid when both sequences were played, times chance. */
export interface SequencePayoff {
  readonly x: number;
  readonly y: number;
  readonly payoff: number;
}

/** The program of a zero-sum game: see the head of this file. */
export function sequenceProgram(
  first: ProgramSequences,
  second: ProgramSequences,
  payoffs: readonly SequencePayoff[],
): LinearProgram {
  const columns = first.count + 1 + second.sets.length; // x, q of the root, q of each set
  const root = first.count;
  const infinity = Number.POSITIVE_INFINITY;
  // Rows of the second player's sequences: q terms − A x ≤ 0.
  const rows = Array.from({ length: second.count }, () => new Map<number, number>());
  const add = (row: number, column: number, value: number): void => {
    const entries = rows[row] as Map<number, number>;
    entries.set(column, (entries.get(column) ?? 0) + value);
  };
  add(0, root, 1);
  for (const [k, set] of second.sets.entries()) {
    add(set.after, root + 1 + k, -1);
    for (let a = 0; a < set.actions; a++) add(set.first + a, root + 1 + k, 1);
  }
  for (const { x, y, payoff } of payoffs) add(y, x, -payoff);
  const constraints = rows.map(
    (entries): LinearConstraint => ({
      variables: [...entries.keys()],
      coefficients: [...entries.values()],
      lower: -infinity,
      upper: 0,
    }),
  );
  constraints.push({ variables: [0], coefficients: [1], lower: 1, upper: 1 });
  for (const set of first.sets) {
    const own = Array.from({ length: set.actions }, (_, a) => set.first + a);
    constraints.push({
      variables: [...own, set.after],
      coefficients: [...own.map(() => 1), -1],
      lower: 0,
      upper: 0,
    });
  }
  const isPlan = (column: number): boolean => column < first.count;
  return {
    objective: Array.from({ length: columns }, (_, c) => (c === root ? 1 : 0)),
    lower: Array.from({ length: columns }, (_, c) => (isPlan(c) ? 0 : -infinity)),
    upper: Array.from({ length: columns }, () => infinity),
    constraints,
  };
}

/** What both players do in a solution of that program: maximin and minimax. */
export function realisationPlans(
  first: ProgramSequences,
  second: ProgramSequences,
  { variables, duals }: LinearSolution,
): readonly [Float64Array, Float64Array] {
  return [
    variables.slice(0, first.count),
    duals.slice(0, second.count).map((dual) => Math.abs(dual)),
  ];
}

function* terminalPayoffs(
  game: ExtensiveGame,
  first: Int32Array,
  second: Int32Array,
): Generator<SequencePayoff> {
  const chance = new Float64Array(game.nodes.length);
  chance[0] = 1;
  for (const [n, node] of game.nodes.entries()) {
    const weight = chance[n] as number;
    if (node.kind === "terminal") {
      const payoff = weight * (node.payoffs[0] as number);
      yield { x: first[n] as number, y: second[n] as number, payoff };
      continue;
    }
    for (const [a, child] of node.children.entries()) {
      chance[child] = weight * (node.kind === "chance" ? (node.probabilities[a] as number) : 1);
    }
  }
}

/** Do the first two players' payoffs have the same sum at every end, but for their rounding? */
export function hasConstantSum(game: ExtensiveGame): boolean {
  const ends = game.nodes.flatMap((node) => (node.kind === "terminal" ? [node.payoffs] : []));
  const sums = ends.map(([a = 0, b = 0]) => a + b);
  const sizes = ends.map(([a = 0, b = 0]) => Math.abs(a) + Math.abs(b));
  const [sum = 0, size = 0] = [sums[0], sizes[0]];
  return sums.every((other, i) => Math.abs(other - sum) <= 2 ** -50 * (size + (sizes[i] ?? 0)));
}

function requireZeroSum(game: ExtensiveGame): void {
  if (game.players.length !== 2) {
    throw new SolveError(
      "not-two-players",
      `the sequence form needs two players, the game has ${game.players.length}`,
      "solve the reduced normal form",
    );
  }
  if (!hasConstantSum(game)) {
    throw new SolveError(
      "not-zero-sum",
      "the players' payoffs do not have a constant sum",
      "solve the reduced normal form",
    );
  }
  const forgetful = perfectRecall(game).indexOf(false);
  if (forgetful >= 0) {
    const name = game.players[forgetful] ?? "";
    throw new SolveError(
      "imperfect-recall",
      `${name} does not remember its own moves, which the sequence form needs`,
      "solve the reduced normal form, where plans are mixed as wholes",
    );
  }
}
