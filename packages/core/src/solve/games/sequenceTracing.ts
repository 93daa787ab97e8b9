/**
 * One equilibrium of two agents that remember, in sequence form, by complementary pivoting from a
 * prior (von Stengel, van den Elzen and Talman 2002). The agents start at uniform play, z₀ = 1, each
 * with a best reply to it; as z₀ falls to 0, play x + z₀·prior moves along a path of best replies to
 * itself and ends in an equilibrium. Pivots are exact, lexicographic, and so never cycle.
 *
 * Unknowns, for every context h and action a: the weight x(h, a) that the strategy adds, and the loss
 * w(h, a) from taking a there; one of the two is 0. With a* the best reply to the prior,
 *
 *   x(h, a*) = x(before h) − Σ x(h, a),      x(empty) = 1 − z₀ = s
 *   w(h, a)  = V(h) − V(h, a),               V(h) = V(h, a*) + w(h, a*)
 *
 * where V(h, a) is what the sequence adds plus the V of the contexts that follow. So x(h, a*) and the
 * other w are basic at the start, and no values of contexts are left as free unknowns.
 */
import type { StopSignal } from "../tables/effort.ts";
import type { AgentSequences, SequenceGame } from "./sequenceGame.ts";
import { gains, reply } from "./bestReplies.ts";
import { Dictionary } from "./dictionary.ts";
import { greatestCommonDivisor } from "./fractions.ts";

/** Realisation weights of both agents times a common number, or why there are none. */
export function traceSequences(
  game: SequenceGame,
  options: { readonly maxPivots?: number; readonly signal?: StopSignal | undefined } = {},
): readonly (readonly bigint[])[] | undefined {
  const system = initialSystem(game);
  const { dictionary, pairs, gap } = system;
  let entering = system.start;
  for (let pivots = 0; pivots < (options.maxPivots ?? 5_000); pivots++) {
    if (options.signal?.aborted === true) return undefined;
    const column = dictionary.nonbasic.indexOf(entering);
    const row = dictionary.leavingRow(column);
    if (row < 0) return undefined;
    const leaving = dictionary.basic[row] as number;
    dictionary.pivot(row, column);
    if (leaving === gap) return system.weights();
    entering = pairs.get(leaving) as number;
  }
  return undefined;
}

interface InitialSystem {
  readonly dictionary: Dictionary;
  /** The variable that is 0 when another is not. */
  readonly pairs: ReadonlyMap<number, number>;
  /** The label of s, the first to enter, and of z₀, the last to leave. */
  readonly start: number;
  readonly gap: number;
  readonly weights: () => readonly (readonly bigint[])[];
}

/** A linear expression: coefficients by column, and the constant. */
type Linear = { readonly terms: Map<number, bigint>; constant: bigint };

function initialSystem(game: SequenceGame): InitialSystem {
  const priors = game.agents.map(uniformWeights);
  // Every loss is measured in 1/scale of a payoff, so that the prior's weights are whole.
  const scale = priors.reduce((n, { scale: one }) => (n / greatestCommonDivisor(n, one)) * one, 1n);
  const prior = priors.map(({ weights, scale: one }) => weights.map((x) => x * (scale / one)));
  const best = game.agents.map((agent, a) => {
    const plan = new Int32Array(agent.sets.length);
    reply(agent, gains(game, a, prior), plan);
    return plan;
  });
  // Columns: s first, then per agent and sequence the one of x, w that starts at 0.
  const start = 0;
  let columns = 1;
  const column = game.agents.map(({ count }) => {
    const own = Int32Array.from({ length: count }, () => columns++);
    columns--; // the empty sequence has no column of its own
    return own.map((c) => c - 1);
  });
  // x(σ) as expressions of the columns.
  const strategy = game.agents.map((agent, a): Linear[] => {
    const x: Linear[] = [];
    x[0] = { terms: new Map([[start, 1n]]), constant: 0n };
    for (const [k, { after, first, actions }] of agent.sets.entries()) {
      const star = first + (best[a]?.[k] as number);
      const left: Linear = { terms: new Map((x[after] as Linear).terms), constant: 0n };
      for (let s = first; s < first + actions; s++) {
        if (s === star) continue;
        const own = column[a]?.[s] as number;
        x[s] = { terms: new Map([[own, 1n]]), constant: 0n };
        add(left, own, -1n);
      }
      x[star] = left;
    }
    return x;
  });
  const rows: { readonly linear: Linear; readonly agent: number; readonly sequence: number }[] = [];
  for (const [a, agent] of game.agents.entries()) {
    const values = sequenceValues(
      game,
      a,
      strategy[1 - a] as Linear[],
      prior[1 - a] as bigint[],
      scale,
    );
    for (let k = agent.sets.length - 1; k >= 0; k--) {
      const { after, first, actions } = agent.sets[k] as AgentSequences["sets"][0];
      const star = first + (best[a]?.[k] as number);
      const here = values[star] as Linear;
      add(here, column[a]?.[star] as number, 1n); // + w(h, a*)
      for (let s = first; s < first + actions; s++) {
        if (s === star) continue;
        const loss = plus(here, values[s] as Linear, -1n);
        rows.push({ linear: loss, agent: a, sequence: s });
      }
      rows.push({ linear: strategy[a]?.[star] as Linear, agent: a, sequence: star });
      values[after] = plus(values[after] as Linear, here, 1n);
    }
  }
  rows.push({ linear: { terms: new Map([[start, -1n]]), constant: 1n }, agent: -1, sequence: -1 });
  const matrix = Array.from({ length: rows.length * columns }, () => 0n);
  for (const [r, { linear }] of rows.entries()) {
    for (const [c, value] of linear.terms) matrix[r * columns + c] = -value;
  }
  const dictionary = new Dictionary(
    matrix,
    rows.length,
    columns,
    rows.map(({ linear }) => linear.constant),
  );
  const pairs = new Map<number, number>();
  const isWeightRow = new Map<string, number>();
  for (const [r, { agent, sequence }] of rows.entries()) {
    if (agent < 0) continue;
    const other = column[agent]?.[sequence] as number;
    pairs.set(columns + r, other);
    pairs.set(other, columns + r);
    isWeightRow.set(`${agent} ${sequence}`, columns + r);
  }
  return {
    dictionary,
    pairs,
    start,
    gap: columns + rows.length - 1,
    weights: () => {
      const { values } = dictionary.values();
      return game.agents.map((agent, a) => {
        const weights = Array.from({ length: agent.count }, () => 0n);
        for (const [k, { first, actions }] of agent.sets.entries()) {
          const star = first + (best[a]?.[k] as number);
          for (let s = first; s < first + actions; s++) {
            const label = s === star ? isWeightRow.get(`${a} ${s}`) : column[a]?.[s];
            weights[s] = values[label as number] as bigint;
          }
        }
        return weights;
      });
    },
  };
}

/** What each sequence adds to the agent's payoff, times `scale`, as expressions of the columns. */
function sequenceValues(
  game: SequenceGame,
  agent: number,
  strategy: readonly Linear[],
  prior: readonly bigint[],
  scale: bigint,
): Linear[] {
  const values = Array.from(
    { length: game.agents[agent]?.count ?? 0 },
    (): Linear => ({ terms: new Map(), constant: 0n }),
  );
  for (const [t, sequences] of game.at.entries()) {
    const payoff = game.payoffs[agent]?.[t] as bigint;
    if (payoff === 0n) continue;
    const value = values[sequences[agent] as number] as Linear;
    const theirs = sequences[1 - agent] as number;
    // payoff · (y + (1 − s) · prior)
    for (const [c, factor] of (strategy[theirs] as Linear).terms) {
      add(value, c, scale * payoff * factor);
    }
    const weight = payoff * (prior[theirs] as bigint);
    value.constant += weight;
    add(value, 0, -weight);
  }
  return values;
}

function add({ terms }: Linear, column: number, value: bigint): void {
  terms.set(column, (terms.get(column) ?? 0n) + value);
}

function plus(a: Linear, b: Linear, factor: bigint): Linear {
  const sum: Linear = { terms: new Map(a.terms), constant: a.constant + factor * b.constant };
  for (const [c, value] of b.terms) add(sum, c, factor * value);
  return sum;
}

/** Uniform behaviour as realisation weights over one denominator. */
function uniformWeights({ count, sets }: AgentSequences): {
  readonly weights: bigint[];
  readonly scale: bigint;
} {
  const under = Array.from({ length: count }, () => 1n);
  for (const { after, first, actions } of sets) {
    for (let s = first; s < first + actions; s++) {
      under[s] = (under[after] as bigint) * BigInt(actions);
    }
  }
  const scale = under.reduce((n, x) => (n / greatestCommonDivisor(n, x)) * x, 1n);
  return { weights: under.map((x) => scale / x), scale };
}
