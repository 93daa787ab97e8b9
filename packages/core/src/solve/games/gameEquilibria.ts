/**
 * Equilibria of a game that comes as a tree or as tables: one question for both, with behaviour by
 * information set as the answer. Subgame-perfect ones are found from the smallest subgames up
 * (Selten 1965): each subgame is solved with the subgames inside it replaced by what they pay, for
 * every combination of their equilibria.
 */
import type { ExtensiveGame, GameNode, NormalFormGame } from "../../model/index.ts";
import type { BehaviourProfile } from "./behaviourProfile.ts";
import type { Completeness } from "./equilibrium.ts";
import { SolveError } from "../tables/solveError.ts";
import { behaviourPayoffs, perfectRecall } from "./behaviourProfile.ts";
import { behaviourRegret } from "./behaviourRegret.ts";
import { extensiveEquilibria } from "./extensiveEquilibria.ts";
import { hasConstantSum, solveSequenceForm } from "./sequenceForm.ts";
import { childSubgames, pruned, subgameRoots } from "./subgames.ts";

/** Which equilibria of a game tree are asked for. */
export type GameEquilibriumKind = "pure" | "mixed" | "subgame-perfect";

/** One of them, as behaviour at each information set. */
export interface GameEquilibrium {
  /** One distribution over actions for each information set. */
  readonly behaviour: BehaviourProfile;
  readonly payoffs: readonly number[];
  /** Largest gain of any player from another behaviour in the whole game. */
  readonly regret: number;
}

/** Equilibria of a game that was read from a file, and whether they are all. */
export interface GameEquilibria {
  readonly equilibria: readonly GameEquilibrium[];
  readonly completeness: Completeness;
}

/** Combinations of subgames' equilibria that are followed up. */
const MOST_COMBINATIONS = 256;

/**
 * Equilibria of a tree. `pure` and `mixed` are Nash equilibria of the reduced normal form, written
 * as behaviour.
 * @throws SolveError `game-too-large` where no method that fits the game can hold it
 */
export async function treeEquilibria(
  game: ExtensiveGame,
  kind: GameEquilibriumKind,
  options: { readonly all?: boolean } = {},
): Promise<GameEquilibria> {
  const found =
    kind === "subgame-perfect"
      ? await subgamePerfect(game, options.all !== false)
      : await nash(game, kind, options.all !== false);
  return {
    completeness: found.completeness,
    equilibria: found.behaviours.map((behaviour) => ({
      behaviour,
      payoffs: behaviourPayoffs(game, behaviour),
      regret: behaviourRegret(game, behaviour),
    })),
  };
}

/** A game in normal form as the tree in which all move one after the other and see nothing. */
export function normalFormTree(game: NormalFormGame): ExtensiveGame {
  const nodes: GameNode[] = [];
  const informationSets = game.strategies.map((list, player) => ({
    player,
    label: "",
    actions: list,
    nodes: [] as number[],
  }));
  const sizes = game.strategies.map((list) => list.length);
  const grow = (player: number, profile: number): number => {
    const index = nodes.length;
    const set = informationSets[player];
    if (set === undefined) {
      const payoffs = game.payoffs.map((tensor) => tensor[profile] as number);
      nodes.push({ kind: "terminal", label: "", payoffs });
      return index;
    }
    const children: number[] = [];
    nodes.push({ kind: "player", label: "", informationSet: player, children });
    set.nodes.push(index);
    for (let a = 0; a < (sizes[player] as number); a++) {
      children.push(grow(player + 1, profile * (sizes[player] as number) + a));
    }
    return index;
  };
  grow(0, 0);
  return { title: game.title, players: game.players, nodes, informationSets };
}

interface Found {
  readonly behaviours: readonly BehaviourProfile[];
  readonly completeness: Completeness;
}

async function nash(whole: ExtensiveGame, kind: "pure" | "mixed", all: boolean): Promise<Found> {
  if (whole.informationSets.length === 0) return { behaviours: [[]], completeness: "all" };
  const game = amongMovers(whole);
  // One who moves alone mixes only between what is best, so the pure ones are all extreme ones.
  const alone = game.players.length === 1;
  try {
    const found = extensiveEquilibria(game, { kind: alone ? "pure" : kind, all });
    const behaviours = distinct(found.equilibria.map(({ behaviour }) => behaviour));
    return { behaviours, completeness: found.completeness };
  } catch (error) {
    const tooLarge = error instanceof SolveError && error.code === "game-too-large";
    if (!tooLarge || kind === "pure" || !hasValue(game)) throw error;
    const { behaviour } = await solveSequenceForm(game);
    return { behaviours: [behaviour], completeness: "some" };
  }
}

/** The game among those who move at all; information sets stay as they are. */
function amongMovers(game: ExtensiveGame): ExtensiveGame {
  const movers = game.players.flatMap((_, player) =>
    game.informationSets.some((set) => set.player === player) ? [player] : [],
  );
  if (movers.length === game.players.length) return game;
  return {
    title: game.title,
    players: movers.map((player) => game.players[player] ?? ""),
    nodes: game.nodes.map((node) =>
      node.kind === "terminal"
        ? { ...node, payoffs: movers.map((player) => node.payoffs[player] ?? 0) }
        : node,
    ),
    informationSets: game.informationSets.map((set) => ({
      ...set,
      player: movers.indexOf(set.player),
    })),
  };
}

/** The same behaviour is listed once. */
function distinct(behaviours: readonly BehaviourProfile[]): BehaviourProfile[] {
  const seen = new Set<string>();
  return behaviours.filter((behaviour) => {
    const key = behaviour.map((rule) => rule.join(" ")).join("|");
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Two players with perfect recall and opposite interests: the sequence form solves them. */
function hasValue(game: ExtensiveGame): boolean {
  if (game.players.length !== 2 || perfectRecall(game).includes(false)) return false;
  return hasConstantSum(game);
}

async function subgamePerfect(game: ExtensiveGame, all: boolean): Promise<Found> {
  const roots = subgameRoots(game);
  const solve = async (root: number): Promise<Found> => {
    const inner = childSubgames(game, roots, root);
    let completeness: Completeness = "all";
    let plans: readonly (readonly (readonly [number, BehaviourProfile])[])[] = [[]];
    for (const child of inner) {
      const found = await solve(child);
      if (found.completeness !== "all") completeness = "some";
      plans = plans.flatMap((plan) =>
        found.behaviours.map((behaviour) => [...plan, [child, behaviour] as const]),
      );
      if (plans.length > MOST_COMBINATIONS) {
        plans = plans.slice(0, MOST_COMBINATIONS);
        completeness = "limit";
      }
    }
    const behaviours: BehaviourProfile[] = [];
    for (const plan of plans) {
      const worth = plan.map(
        ([child, behaviour]) => [child, payoffsFrom(game, child, behaviour)] as const,
      );
      const { part, sets } = pruned(game, root, new Map(worth));
      const found = await nash(part, "mixed", all);
      if (found.completeness !== "all") {
        completeness = completeness === "limit" ? "limit" : found.completeness;
      }
      for (const own of found.behaviours) {
        const whole: Float64Array[] = game.informationSets.map(() => new Float64Array());
        for (const [, behaviour] of plan) {
          for (const [i, rule] of behaviour.entries()) if (rule.length > 0) whole[i] = rule;
        }
        for (const [i, set] of sets.entries()) whole[set] = own[i] as Float64Array;
        behaviours.push(whole);
      }
      if (!all && behaviours.length > 0) break;
    }
    if (!all && plans.length > 1) completeness = "some";
    return { behaviours, completeness };
  };
  return solve(0);
}

/** What is paid from a node on. */
function payoffsFrom(game: ExtensiveGame, root: number, behaviour: BehaviourProfile): number[] {
  const reach = new Float64Array(game.nodes.length);
  reach[root] = 1;
  const totals = game.players.map(() => 0);
  for (let n = root; n < game.nodes.length; n++) {
    const weight = reach[n] as number;
    const node = game.nodes[n] as GameNode;
    if (weight === 0) continue;
    if (node.kind === "terminal") {
      for (const [player, payoff] of node.payoffs.entries()) {
        totals[player] = (totals[player] as number) + weight * payoff;
      }
      continue;
    }
    const moves = node.kind === "chance" ? node.probabilities : behaviour[node.informationSet];
    for (const [a, child] of node.children.entries()) reach[child] = weight * (moves?.[a] ?? 0);
  }
  return totals;
}
