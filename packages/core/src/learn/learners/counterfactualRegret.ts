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

/**
 * A tree of courses as numbers, because every round walks all of it: nodes in preorder, what belongs to a
 * node's branches side by side. The sums are those of the plain recursion over the tree, in its order.
 */
interface Courses {
  readonly agents: number;
  /** By node: the first of its branches and how many there are; an end has none. */
  readonly first: Int32Array;
  readonly size: Int32Array;
  /** By branch: where it leads, and how likely it is where chance chooses. */
  readonly child: Int32Array;
  readonly probability: Float64Array;
  /** By node: who chooses (−1: chance), and where the actions of the information set begin. */
  readonly agent: Int32Array;
  readonly at: Int32Array;
  /** By node and agent: what is paid at an end. */
  readonly payoffs: Float64Array;
  readonly sets: readonly InformationSet[];
  /** Actions of all sets together, of the widest, and choices on the longest course. */
  readonly actions: number;
  readonly widest: number;
  readonly deepest: number;
}

/** Its actions are `from` … `from + size − 1` of all. */
interface InformationSet {
  readonly decision: number;
  readonly row: number;
  readonly from: number;
  readonly size: number;
}

function playRounds(tree: PlayTree, agents: readonly number[], options: TreePlayOptions): TreePlay {
  const courses = coursesOf(tree);
  const learner = new Regrets(courses);
  const every = Math.max(1, Math.floor(options.rounds / 100));
  const paid = new Float64Array(Math.max(0, ...agents) + 1);
  let played = 0;
  for (; played < options.rounds && options.signal?.aborted !== true; played++) {
    for (const agent of agents) {
      const worth = learner.round(agent, played + 1);
      paid[agent] = (paid[agent] as number) + (worth - (paid[agent] as number)) / (played + 1);
    }
    if ((played + 1) % every === 0) options.onProgress?.(played + 1);
  }
  return { rounds: played, paid, average: averages(courses.sets, learner.sum) };
}

function coursesOf(tree: PlayTree): Courses {
  const { nodes, branches, deepest } = extent(tree);
  const agents = payoffsOf(tree).length;
  const courses = {
    first: new Int32Array(nodes),
    size: new Int32Array(nodes),
    child: new Int32Array(branches),
    probability: new Float64Array(branches),
    agent: new Int32Array(nodes).fill(-1),
    at: new Int32Array(nodes),
    payoffs: new Float64Array(nodes * agents),
  };
  const sets: InformationSet[] = [];
  const known = new Map<number, Map<number, InformationSet>>();
  let [node, branch, actions, widest] = [0, 0, 0, 1];
  const setOf = (decision: number, row: number, size: number): InformationSet => {
    const rows = known.get(decision) ?? new Map<number, InformationSet>();
    known.set(decision, rows);
    const found = rows.get(row);
    if (found !== undefined) return found;
    const made = { decision, row, from: actions, size };
    rows.set(row, made);
    sets.push(made);
    actions += size;
    return made;
  };
  const write = (part: PlayTree): number => {
    const own = node++;
    if (part.kind === "end") {
      courses.payoffs.set(part.payoffs, own * agents);
      return own;
    }
    const size = part.children.length;
    const first = branch;
    branch += size;
    courses.first[own] = first;
    courses.size[own] = size;
    if (part.kind === "decision") {
      courses.agent[own] = part.agent;
      courses.at[own] = setOf(part.decision, part.row, size).from;
      widest = Math.max(widest, size);
    } else courses.probability.set(part.probabilities, first);
    for (let i = 0; i < size; i++) courses.child[first + i] = write(part.children[i] as PlayTree);
    return own;
  };
  write(tree);
  return { ...courses, agents, sets, actions, widest, deepest };
}

function extent(tree: PlayTree): { nodes: number; branches: number; deepest: number } {
  if (tree.kind === "end") return { nodes: 1, branches: 0, deepest: 0 };
  let [nodes, branches, deepest] = [1, tree.children.length, 0];
  for (const child of tree.children) {
    const below = extent(child);
    nodes += below.nodes;
    branches += below.branches;
    deepest = Math.max(deepest, below.deepest);
  }
  return { nodes, branches, deepest: deepest + 1 };
}

/** What is paid at some end. */
function payoffsOf(tree: PlayTree): Float64Array {
  let at = tree;
  while (at.kind !== "end") at = at.children[0] as PlayTree;
  return at.payoffs;
}

/** Regrets, the rules they make and the sums of these, action by action of all information sets. */
class Regrets {
  readonly sum: Float64Array;
  readonly #courses: Courses;
  readonly #regrets: Float64Array;
  /** Regrets of the round that is under way. */
  readonly #news: Float64Array;
  readonly #rule: Float64Array;
  /** What each action came to, by choices above it. */
  readonly #worths: Float64Array;
  #agent = 0;
  #weight = 0;

  constructor(courses: Courses) {
    const { actions, deepest, widest } = courses;
    this.#courses = courses;
    this.sum = new Float64Array(actions);
    this.#regrets = new Float64Array(actions);
    this.#news = new Float64Array(actions);
    this.#rule = new Float64Array(actions);
    this.#worths = new Float64Array(deepest * widest);
  }

  /** One agent's turn; what it is paid while all play by their regrets. */
  round(agent: number, weight: number): number {
    this.#match();
    this.#agent = agent;
    this.#weight = weight;
    const worth = this.#walk(0, 0, 1, 1);
    const [regrets, news] = [this.#regrets, this.#news];
    for (let a = 0; a < regrets.length; a++)
      regrets[a] = Math.max(0, (regrets[a] as number) + (news[a] as number));
    news.fill(0);
    return worth;
  }

  /** Actions in proportion to their regret; uniformly where nothing is regretted. */
  #match(): void {
    const [regrets, rule] = [this.#regrets, this.#rule];
    for (const { from, size } of this.#courses.sets) {
      let total = 0;
      for (let a = from; a < from + size; a++) total += regrets[a] as number;
      for (let a = from; a < from + size; a++)
        rule[a] = total > 0 ? (regrets[a] as number) / total : 1 / size;
    }
  }

  /** What the agent is paid from here on; `own` and `others`: how likely they lead here. */
  #walk(node: number, depth: number, own: number, others: number): number {
    const { first, size, child, agent, agents, payoffs } = this.#courses;
    const count = size[node] as number;
    if (count === 0) return payoffs[node * agents + this.#agent] as number;
    const begin = first[node] as number;
    const who = agent[node] as number;
    if (who === this.#agent) return this.#choose(node, depth, own, others);
    const chances = who < 0 ? this.#courses.probability : this.#rule;
    const from = who < 0 ? begin : (this.#courses.at[node] as number);
    let worth = 0;
    for (let i = 0; i < count; i++) {
      const p = chances[from + i] as number;
      if (who < 0 || p > 0)
        worth += p * this.#walk(child[begin + i] as number, depth + 1, own, others * p);
    }
    return worth;
  }

  /** The agent's own choice: what each action would have been worth more than what it does. */
  #choose(node: number, depth: number, own: number, others: number): number {
    const { first, size, child, at, widest } = this.#courses;
    const [rule, news, sum, worths] = [this.#rule, this.#news, this.sum, this.#worths];
    const count = size[node] as number;
    const begin = first[node] as number;
    const from = at[node] as number;
    const mine = depth * widest;
    for (let a = 0; a < count; a++) {
      const p = rule[from + a] as number;
      worths[mine + a] = this.#walk(child[begin + a] as number, depth + 1, own * p, others);
    }
    let worth = 0;
    for (let a = 0; a < count; a++)
      worth += (rule[from + a] as number) * (worths[mine + a] as number);
    for (let a = 0; a < count; a++) {
      const more = (worths[mine + a] as number) - worth;
      news[from + a] = (news[from + a] as number) + others * more;
      sum[from + a] = (sum[from + a] as number) + this.#weight * own * (rule[from + a] as number);
    }
    return worth;
  }
}

function averages(sets: readonly InformationSet[], sum: Float64Array): TreePlay["average"] {
  const average = new Map<number, Map<number, Float64Array>>();
  for (const { decision, row, from, size } of sets) {
    const own = sum.subarray(from, from + size);
    const total = own.reduce((all, one) => all + one, 0);
    const rows = average.get(decision) ?? new Map<number, Float64Array>();
    average.set(decision, rows);
    rows.set(
      row,
      own.map((one) => (total > 0 ? one / total : 1 / size)),
    );
  }
  return average;
}
