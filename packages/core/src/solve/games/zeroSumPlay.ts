/**
 * Two agents of a diagram that are exactly opposed: the value of their game, which all equilibria
 * share, and rules that secure it. In sequence form, so joint rules are never listed: exactly by
 * pivoting, and by a linear program where that would take long.
 */
import { numberText } from "../../base/index.ts";
import type { AgentId, InfluenceDiagram } from "../../model/index.ts";
import type { CompileOptions } from "../tables/compile.ts";
import type { Policy } from "../tables/policy.ts";
import type { SequenceGame } from "./sequenceGame.ts";
import { compileDiagram } from "../tables/compile.ts";
import { SolveError } from "../tables/solveError.ts";
import { componentGame } from "./componentGame.ts";
import { exchangeRate } from "./opposedAgents.ts";
import { quotient } from "./fractions.ts";
import { linearSolver } from "./linearProgram.ts";
import { playedStructure } from "./playedStructure.ts";
import { agentStandings } from "./policyRegret.ts";
import { rulesOf, sequenceGame } from "./sequenceGame.ts";
import { sequenceProgram } from "./sequenceForm.ts";
import { traceSequences } from "./sequenceTracing.ts";
import { wholeTerms } from "./wholeTerms.ts";

/** Play of two agents with opposite utilities: values and optimal policies. */
export interface ZeroSumPlay {
  /** The two agents that decide. */
  readonly agents: readonly [AgentId, AgentId];
  /** What each of them gets in every equilibrium. */
  readonly values: readonly [number, number];
  /** Rules that secure the values, an equilibrium together. */
  readonly policy: Policy;
  readonly regret: number;
  readonly regretTolerance: number;
  /** Solved without rounding, but for that of the payoffs. */
  readonly exact: boolean;
}

/** More sequences than these are left to the linear program. */
const MOST_SEQUENCES = 400;
/** Of the linear program, relative to the payoffs. */
const PROGRAM_TOLERANCE = 1e-6;

/** @throws SolveError `not-two-players`, `imperfect-recall`, `not-zero-sum` */
export async function zeroSumPlay(
  diagram: InfluenceDiagram,
  options: CompileOptions = {},
): Promise<ZeroSumPlay> {
  const compiled = compileDiagram(diagram, options);
  const structure = playedStructure(compiled);
  const game = componentGame(compiled, structure, structure.decisions, new Map(), "all");
  const [one, other] = game.agents;
  if (game.agents.length !== 2 || one === undefined || other === undefined) {
    throw new SolveError(
      "not-two-players",
      `a zero-sum game is one of two agents; here ${game.agents.length} decide`,
      "ask for subgame-perfect or mixed equilibria",
    );
  }
  const name = (agent: AgentId): string => diagram.agents[agent]?.name ?? String(agent);
  const sequences = sequenceGame(game, wholeTerms(game));
  if (sequences === undefined) {
    const forgetful = game.agents.find((agent) => !game.remembers(agent)) as AgentId;
    throw new SolveError(
      "imperfect-recall",
      `${name(forgetful)} does not remember what it saw and did, which this method needs`,
      `let ${name(forgetful)}'s later decisions see what its earlier ones saw and did, or ask for mixed equilibria`,
    );
  }
  if (exchangeRate(sequences) === undefined) {
    throw new SolveError(
      "not-zero-sum",
      `${name(one)} and ${name(other)} are not exactly opposed: some outcome changes what one gets without changing, in proportion, what the other loses`,
      "ask for subgame-perfect or mixed equilibria",
    );
  }
  const size = sequences.agents.reduce((n, { count }) => n + count, 0);
  const traced = size <= MOST_SEQUENCES ? traceSequences(sequences) : undefined;
  const weights = traced ?? (await programmed(sequences));
  const rules = rulesOf(game, sequences, weights, quotient);
  const policy: Policy = new Map(
    game.decisions.map(({ node }, i) => [node, rules[i] as Float64Array]),
  );
  const standings = agentStandings(compiled)(policy);
  const two = [standings[one], standings[other]] as const;
  const slack = traced === undefined ? PROGRAM_TOLERANCE / 1e-12 : 1;
  const regret = Math.max(0, ...two.map((standing) => standing?.regret ?? 0));
  const regretTolerance = slack * Math.max(0, ...two.map((standing) => standing?.tolerance ?? 0));
  if (regret > regretTolerance) {
    throw new SolveError(
      "linear-program",
      `the linear program left a regret of ${numberText(regret, { digits: 3 })}, more than its tolerance ${numberText(regretTolerance, { digits: 3 })}`,
      "payoffs of very different sizes defeat it; let the decisions see less",
    );
  }
  return {
    agents: [one, other],
    values: [two[0]?.utility ?? 0, two[1]?.utility ?? 0],
    policy,
    regret,
    regretTolerance,
    exact: traced !== undefined,
  };
}

/** Realisation weights in units of 2⁻⁵⁰. */
async function programmed(game: SequenceGame): Promise<readonly (readonly bigint[])[]> {
  const [first, second] = game.agents as [SequenceGame["agents"][0], SequenceGame["agents"][0]];
  const payoffs = game.payoffs[0] as readonly bigint[];
  const largest = payoffs.reduce((most, x) => {
    const size = x < 0n ? -x : x;
    return size > most ? size : most;
  }, 1n);
  const plans = sequenceProgram(
    await linearSolver(),
    first,
    second,
    game.at.map((sequences, t) => ({
      x: sequences[0] as number,
      y: sequences[1] as number,
      payoff: quotient(payoffs[t] as bigint, largest),
    })),
  );
  return plans.map((weights) =>
    Array.from(weights, (weight) => (weight > 1e-12 ? BigInt(Math.round(weight * 2 ** 50)) : 0n)),
  );
}
