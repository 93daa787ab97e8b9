/**
 * A component game in sequence form: an agent's sequences are what it has done up to and including
 * some context, so their number is linear in contexts, where joint rules are exponential (Koller,
 * Megiddo and von Stengel 1996). Every term of the game pays at one sequence of each agent. Needs
 * agents that remember what they saw and did.
 */
import type { ComponentGame, PlayedDecision } from "./componentGame.ts";
import type { WholeTerms } from "./wholeTerms.ts";

/** One context of one decision. Its actions end the sequences first, first + 1, … */
interface SequenceSet {
  /** Index into the component's decisions. */
  readonly decision: number;
  readonly context: number;
  readonly actions: number;
  /** The sequence that leads here; 0 is the empty one. */
  readonly after: number;
  readonly first: number;
}

export interface AgentSequences {
  readonly count: number;
  /** Earlier sets first. */
  readonly sets: readonly SequenceSet[];
}

export interface SequenceGame {
  readonly agents: readonly AgentSequences[];
  /** at[term][agent index]: the agent's sequence. */
  readonly at: readonly Int32Array[];
  /** payoffs[agent index][term], in whole numbers of the agent's unit. */
  readonly payoffs: readonly (readonly bigint[])[];
}

/** Undefined when some agent does not remember what it saw and did. */
export function sequenceGame(game: ComponentGame, terms: WholeTerms): SequenceGame | undefined {
  if (!game.agents.every((agent) => game.remembers(agent))) return undefined;
  const depth = game.decisions.map((d) => d.recalls.length);
  const indices = game.decisions.map(
    (d) => new Int32Array(d.contexts).fill(-1), // first sequence by context
  );
  const agents = game.agents.map((agent): AgentSequences => {
    const own = [...game.decisions.keys()]
      .filter((d) => game.decisions[d]?.owner === agent)
      .sort((a, b) => (depth[a] as number) - (depth[b] as number));
    const sets: SequenceSet[] = [];
    let count = 1;
    for (const decision of own) {
      const { contexts, actions, contextWeight, recalls } = game.decisions[
        decision
      ] as PlayedDecision;
      const [last] = [...recalls].sort(
        (a, b) => (depth[b.decision] as number) - (depth[a.decision] as number),
      );
      for (let context = 0; context < contexts; context++) {
        if (!((contextWeight[context] as number) > 0)) continue;
        const after =
          last === undefined
            ? 0
            : ((indices[last.decision] as Int32Array)[
                last.contextOf[context] as number
              ] as number) + (last.actionOf[context] as number);
        (indices[decision] as Int32Array)[context] = count;
        sets.push({ decision, context, actions, after, first: count });
        count += actions;
      }
    }
    return { count, sets };
  });
  const at: Int32Array[] = [];
  const payoffs = game.agents.map((): bigint[] => []);
  for (const [b, { decisions, entries }] of game.blocks.entries()) {
    const last = game.agents.map((agent) =>
      [...decisions.keys()]
        .filter((k) => game.decisions[decisions[k] as number]?.owner === agent)
        .sort(
          (x, y) =>
            (depth[decisions[y] as number] as number) - (depth[decisions[x] as number] as number),
        )
        .at(0),
    );
    const count = terms.payoffs[b]?.[0]?.length ?? 0;
    for (let t = 0; t < count; t++) {
      at.push(
        Int32Array.from(last, (k) => {
          if (k === undefined) return 0;
          const d = decisions[k] as number;
          const { actions } = game.decisions[d] as PlayedDecision;
          const entry = (entries[k] as Int32Array)[t] as number;
          const first = (indices[d] as Int32Array)[Math.floor(entry / actions)] as number;
          return first + (entry % actions);
        }),
      );
      for (const [a, list] of payoffs.entries()) list.push(terms.payoffs[b]?.[a]?.[t] as bigint);
    }
  }
  return { agents, at, payoffs };
}

/**
 * Rules of the component's decisions from realisation weights; the first action where the agent
 * itself never comes.
 */
export function rulesOf(
  game: ComponentGame,
  { agents }: SequenceGame,
  weights: readonly (readonly bigint[])[],
  share: (over: bigint, under: bigint) => number,
): Float64Array[] {
  const rules = game.decisions.map(({ contexts, actions }) => {
    const rule = new Float64Array(contexts * actions);
    for (let c = 0; c < contexts; c++) rule[c * actions] = 1;
    return rule;
  });
  for (const [a, { sets }] of agents.entries()) {
    for (const { decision, context, actions, first } of sets) {
      const row = weights[a]?.slice(first, first + actions) ?? [];
      const total = row.reduce((sum, x) => sum + x, 0n);
      if (total === 0n) continue;
      const rule = rules[decision] as Float64Array;
      for (const [action, weight] of row.entries()) {
        rule[context * actions + action] = share(weight, total);
      }
    }
  }
  return rules;
}
