/**
 * Counterfactual regret minimisation, CFR+ (Tammelin 2014; Zinkevich, Johanson, Bowling & Piccione 2007): in every
 * information set each action is taken in proportion to how much it is regretted not to have been taken
 * always, weighted by how likely the others and chance lead there. Regrets never fall below 0, agents learn by
 * turns, and later rounds count more in the average.
 * Needs: agents that remember what they saw and did; a tree of courses small enough to walk.
 * Guarantees: with two agents whose utilities have a constant sum the averages tend to a Nash equilibrium, by
 * what can be gained of order 1/√rounds; elsewhere none, and what could be gained is reported.
 * Cost: the courses of play, times agents, per round. Without chance of its own: every seed plays alike.
 */
import type { TreeLearner, TreePlay, TreePlayOptions } from "./gameLearner.ts";
import type { PlayTree } from "../environments/playTree.ts";

/** CFR+ on the tree of a diagram with several decisions (Tammelin 2014). */
export const counterfactualRegret: TreeLearner = {
  id: "cfr_plus",
  title: "Counterfactual regret minimisation (CFR+)",
  needs: "agents that remember what they saw and did; a few million courses of play at most",
  guarantees:
    "average rules tend to a Nash equilibrium when two agents' utilities have a constant sum; elsewhere none",
  source: "Tammelin 2014; Zinkevich, Johanson, Bowling & Piccione 2007",
  playTree: playRounds,
};

/** What is kept of an information set, by action. */
interface Place {
  readonly regrets: Float64Array;
  /** Regrets of the round that is under way. */
  readonly news: Float64Array;
  readonly rule: Float64Array;
  readonly sum: Float64Array;
}

function playRounds(tree: PlayTree, agents: readonly number[], options: TreePlayOptions): TreePlay {
  const places = new Map<number, Map<number, Place>>();
  gather(tree, places);
  const all = [...places.values()].flatMap((rows) => [...rows.values()]);
  const every = Math.max(1, Math.floor(options.rounds / 100));
  const paid = new Float64Array(Math.max(0, ...agents) + 1);
  let played = 0;
  for (; played < options.rounds && options.signal?.aborted !== true; played++) {
    for (const agent of agents) {
      for (const place of all) match(place);
      const worth = walk(tree, agent, 1, 1, played + 1, places);
      paid[agent] = (paid[agent] as number) + (worth - (paid[agent] as number)) / (played + 1);
      for (const { regrets, news } of all) {
        for (let a = 0; a < regrets.length; a++)
          regrets[a] = Math.max(0, (regrets[a] as number) + (news[a] as number));
        news.fill(0);
      }
    }
    if ((played + 1) % every === 0) options.onProgress?.(played + 1);
  }
  return { rounds: played, paid, average: averages(places) };
}

function gather(tree: PlayTree, places: Map<number, Map<number, Place>>): void {
  if (tree.kind === "end") return;
  if (tree.kind === "decision") {
    const rows = places.get(tree.decision) ?? new Map<number, Place>();
    places.set(tree.decision, rows);
    const size = tree.children.length;
    if (!rows.has(tree.row))
      rows.set(tree.row, {
        regrets: new Float64Array(size),
        news: new Float64Array(size),
        rule: new Float64Array(size).fill(1 / size),
        sum: new Float64Array(size),
      });
  }
  for (const child of tree.children) gather(child, places);
}

/** Actions in proportion to their regret; uniformly where nothing is regretted. */
function match({ regrets, rule }: Place): void {
  const total = regrets.reduce((sum, regret) => sum + regret, 0);
  for (let a = 0; a < rule.length; a++)
    rule[a] = total > 0 ? (regrets[a] as number) / total : 1 / rule.length;
}

/** What the agent is paid from here on; `own` and `others`: how likely they lead here. */
function walk(
  tree: PlayTree,
  agent: number,
  own: number,
  others: number,
  weight: number,
  places: ReadonlyMap<number, ReadonlyMap<number, Place>>,
): number {
  if (tree.kind === "end") return tree.payoffs[agent] as number;
  let worth = 0;
  if (tree.kind === "chance") {
    for (const [i, child] of tree.children.entries()) {
      const p = tree.probabilities[i] as number;
      worth += p * walk(child, agent, own, others * p, weight, places);
    }
    return worth;
  }
  const place = places.get(tree.decision)?.get(tree.row);
  if (place === undefined) throw new RangeError(`row ${tree.row} was not gathered`);
  const { rule, news, sum } = place;
  if (tree.agent !== agent) {
    for (const [a, child] of tree.children.entries()) {
      const p = rule[a] as number;
      if (p > 0) worth += p * walk(child, agent, own, others * p, weight, places);
    }
    return worth;
  }
  const worths = tree.children.map((child, a) =>
    walk(child, agent, own * (rule[a] as number), others, weight, places),
  );
  for (const [a, one] of worths.entries()) worth += (rule[a] as number) * one;
  for (const [a, one] of worths.entries()) {
    news[a] = (news[a] as number) + others * (one - worth);
    sum[a] = (sum[a] as number) + weight * own * (rule[a] as number);
  }
  return worth;
}

function averages(places: ReadonlyMap<number, ReadonlyMap<number, Place>>): TreePlay["average"] {
  return new Map(
    [...places].map(([decision, rows]) => [
      decision,
      new Map(
        [...rows].map(([row, { sum }]) => {
          const total = sum.reduce((all, one) => all + one, 0);
          return [row, sum.map((one) => (total > 0 ? one / total : 1 / sum.length))];
        }),
      ),
    ]),
  );
}
