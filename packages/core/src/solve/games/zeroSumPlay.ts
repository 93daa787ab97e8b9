/**
 * Two agents of a diagram that are exactly opposed: the value of their game, which all equilibria
 * share, and rules that secure it. In sequence form, so joint rules are never listed: exactly by
 * pivoting, and by a linear program where that would take long.
 */
import { AbortedError, isStopped, numberText, withSignal } from "../../base/index.ts";
import type { AgentId, InfluenceDiagram } from "../../model/index.ts";
import type { CompileOptions } from "../tables/compile.ts";
import type { Policy } from "../tables/policy.ts";
import type { SequenceGame } from "./sequenceGame.ts";
import { compileDiagram } from "../tables/compile.ts";
import { SolveError } from "../tables/solveError.ts";
import { gains, planWeights, type PurePlan, reply } from "./bestReplies.ts";
import { componentGame } from "./componentGame.ts";
import { exchangeRate } from "./opposedAgents.ts";
import { quotient } from "./fractions.ts";
import { solveProgram } from "./linearSolver.ts";
import { playedStructure } from "./playedStructure.ts";
import { type AgentStanding, agentStandings } from "./policyRegret.ts";
import { rulesOf, sequenceGame } from "./sequenceGame.ts";
import { realisationPlans, sequenceProgram } from "./sequenceForm.ts";
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
  /** Solved without rounding, except that of the payoffs. */
  readonly exact: boolean;
  /**
   * Told to stop before the value was found: `values` and `regret` are those of these rules, which came of replies in
   * turn, and to neither agent the game is worth more than `atMost`.
   */
  readonly stopped?: { readonly atMost: readonly [number, number] };
}

/** More sequences than these are left to the linear program. */
const MOST_SEQUENCES = 400;
/** Of the linear program, relative to the payoffs. */
const PROGRAM_TOLERANCE = 1e-6;

/** Games with more sequences have rules at hand before the search begins. */
const LARGE = 100;
/** Terms looked at while replying in turn, and how often at most. */
const REPLIES = { terms: 400_000, most: 200 };

/**
 * The value of the game and rules that secure it. `onPart` is told what there would be if the work were ended at once.
 * @throws SolveError `not-two-players`, `imperfect-recall`, `not-zero-sum`
 */
export async function zeroSumPlay(
  diagram: InfluenceDiagram,
  { onPart, ...options }: CompileOptions & { readonly onPart?: (play: ZeroSumPlay) => void } = {},
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
  const standingsOf = agentStandings(compiled);
  const play = (weights: readonly (readonly bigint[])[], exact: boolean): Played => {
    const rules = rulesOf(game, sequences, weights, quotient);
    const policy: Policy = new Map(
      game.decisions.map(({ node }, i) => [node, rules[i] as Float64Array]),
    );
    const standings = standingsOf(policy);
    const two = [standings[one], standings[other]].map(
      (standing) => standing ?? { utility: 0, regret: 0, tolerance: 0 },
    ) as [AgentStanding, AgentStanding];
    return { ...joined([one, other], policy, two, exact), two };
  };
  let near: ZeroSumPlay | undefined;
  const nearest = (): ZeroSumPlay =>
    (near ??= withSignal(undefined, () => stoppedPlay(play(repliesInTurn(sequences), false))));
  if (size > LARGE) onPart?.(nearest());
  try {
    const signal = {
      get aborted() {
        return isStopped();
      },
    };
    const traced = size <= MOST_SEQUENCES ? traceSequences(sequences, { signal }) : undefined;
    if (traced === undefined && isStopped()) return nearest();
    const { two: _, ...found } = play(
      traced ?? (await programmed(sequences)),
      traced !== undefined,
    );
    // The check itself may have been cut short.
    if (isStopped()) return nearest();
    if (found.regret > found.regretTolerance) {
      throw new SolveError(
        "linear-program",
        `the linear program left a regret of ${numberText(found.regret, { digits: 3 })}, more than its tolerance ${numberText(found.regretTolerance, { digits: 3 })}`,
        "payoffs of very different sizes defeat it; let the decisions see less",
      );
    }
    return found;
  } catch (error) {
    if (error instanceof AbortedError) return nearest();
    throw error;
  }
}

/** Rules with what both agents get and could gain. */
type Played = ZeroSumPlay & { readonly two: readonly [AgentStanding, AgentStanding] };

function joined(
  agents: readonly [AgentId, AgentId],
  policy: Policy,
  two: readonly [AgentStanding, AgentStanding],
  exact: boolean,
): ZeroSumPlay {
  const slack = exact ? 1 : PROGRAM_TOLERANCE / 1e-12;
  return {
    agents,
    values: [two[0].utility, two[1].utility],
    policy,
    regret: Math.max(0, two[0].regret, two[1].regret),
    regretTolerance: slack * Math.max(0, two[0].tolerance, two[1].tolerance),
    exact,
  };
}

/** Whoever plays best against fixed rules gets at least what the game is worth. */
function stoppedPlay({ two, ...play }: Played): ZeroSumPlay {
  const most = ({ utility, regret, tolerance }: AgentStanding): number =>
    utility + Math.max(0, regret) + tolerance;
  return { ...play, stopped: { atMost: [most(two[0]), most(two[1])] } };
}

/**
 * Realisation weights, added up over rounds in which each agent answers all that the other did so far (Brown 1951):
 * in zero-sum games what they do on average comes ever closer to optimal rules.
 */
function repliesInTurn(game: SequenceGame): bigint[][] {
  const rounds = Math.min(REPLIES.most, Math.ceil(REPLIES.terms / Math.max(1, game.at.length)));
  const plans = game.agents.map(({ sets }) => new Int32Array(sets.length));
  const sums = game.agents.map((agent, a) => planWeights(agent, plans[a] as PurePlan));
  for (let round = 0; round < rounds; round++) {
    for (const [a, agent] of game.agents.entries()) {
      reply(agent, gains(game, a, sums), plans[a] as PurePlan);
      const sum = sums[a] as bigint[];
      for (const [s, weight] of planWeights(agent, plans[a] as PurePlan).entries())
        sum[s] = (sum[s] as bigint) + weight;
    }
  }
  return sums;
}

/** Realisation weights in units of 2⁻⁵⁰. */
async function programmed(game: SequenceGame): Promise<readonly (readonly bigint[])[]> {
  const [first, second] = game.agents as [SequenceGame["agents"][0], SequenceGame["agents"][0]];
  const payoffs = game.payoffs[0] as readonly bigint[];
  const largest = payoffs.reduce((most, x) => {
    const size = x < 0n ? -x : x;
    return size > most ? size : most;
  }, 1n);
  const program = sequenceProgram(
    first,
    second,
    game.at.map((sequences, t) => ({
      x: sequences[0] as number,
      y: sequences[1] as number,
      payoff: quotient(payoffs[t] as bigint, largest),
    })),
  );
  const plans = realisationPlans(first, second, await solveProgram(program));
  return plans.map((weights) =>
    Array.from(weights, (weight) => (weight > 1e-12 ? BigInt(Math.round(weight * 2 ** 50)) : 0n)),
  );
}
