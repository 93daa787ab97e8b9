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
import { AbortedError, checkpoint } from "../../base/index.ts";
import { behaviourPayoffs, perfectRecall, uniformBehaviour } from "./behaviourProfile.ts";
import { behaviourRegret, bestByInduction } from "./behaviourRegret.ts";
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
  /** Where the search was stopped before it found one: the behaviour met so far that is left least gladly. */
  readonly nearest?: GameEquilibrium;
}

/** Nodes of a tree that is solved before anybody could stop it. */
const SMALL_TREE = 200;
/** Rounds of replies before the search proper begins. */
const ROUNDS = 8;
/** Combinations of subgames' equilibria that are followed up. */
const MOST_COMBINATIONS = 256;

/**
 * Equilibria of a tree. `pure` and `mixed` are Nash equilibria of the reduced normal form, written
 * as behaviour. Of a large tree, behaviour near an equilibrium is looked for first, and told to `onPart`: it is
 * the answer (`nearest`) when the search is stopped.
 * @throws SolveError `game-too-large` where no method that fits the game can hold it
 * @throws AbortedError when it was stopped before there was anything
 */
export async function treeEquilibria(
  game: ExtensiveGame,
  kind: GameEquilibriumKind,
  options: { readonly all?: boolean; readonly onPart?: (part: GameEquilibria) => void } = {},
): Promise<GameEquilibria> {
  let nearest: GameEquilibrium | undefined;
  const soFar = (): GameEquilibria => {
    if (nearest === undefined) return { equilibria: [], completeness: "limit" };
    // Behaviour that nobody leaves is an equilibrium of Nash's.
    const mixes = nearest.behaviour.some((rule) => rule.some((p) => p > 0 && p < 1));
    const asked = kind === "mixed" || (kind === "pure" && !mixes);
    return asked && nearest.regret === 0
      ? { equilibria: [nearest], completeness: "limit" }
      : { equilibria: [], completeness: "limit", nearest };
  };
  try {
    if (game.nodes.length > SMALL_TREE)
      nearestBehaviour(game, (better) => {
        nearest = better;
        options.onPart?.(soFar());
      });
    const found =
      kind === "subgame-perfect"
        ? await subgamePerfect(game, options.all !== false)
        : await nash(game, kind, options.all !== false);
    return {
      completeness: found.completeness,
      equilibria: found.behaviours.map((behaviour) => judged(game, behaviour)),
    };
  } catch (error) {
    if (!(error instanceof AbortedError) || nearest === undefined) throw error;
    return soFar();
  }
}

function judged(game: ExtensiveGame, behaviour: BehaviourProfile): GameEquilibrium {
  return {
    behaviour,
    payoffs: behaviourPayoffs(game, behaviour),
    regret: behaviourRegret(game, behaviour),
  };
}

/**
 * Everybody answers everybody in turn, from uniform play; told of each behaviour with less regret than
 * any before. Every round costs O(nodes · players). Players that forget have no cheap best answer: nothing is told then.
 */
function nearestBehaviour(game: ExtensiveGame, better: (found: GameEquilibrium) => void): void {
  if (perfectRecall(game).includes(false)) return;
  const behaviour = uniformBehaviour(game);
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round <= ROUNDS && least > 0; round++) {
    const now = judged(game, [...behaviour]);
    if (now.regret < least) {
      least = now.regret;
      better(now);
    }
    for (const player of game.players.keys()) {
      const { choice } = bestByInduction(game, behaviour, player);
      for (const [set, { player: owner, actions }] of game.informationSets.entries()) {
        if (owner !== player) continue;
        const pure = new Float64Array(actions.length);
        pure[choice[set] as number] = 1;
        behaviour[set] = pure;
      }
    }
  }
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

/** A play of a subgame: rules of its own sets, and the plays of the subgames inside it. */
interface SubgamePlay {
  readonly sets: readonly number[];
  readonly rules: BehaviourProfile;
  readonly inside: readonly SubgamePlay[];
  readonly payoffs: readonly number[];
}

async function subgamePerfect(game: ExtensiveGame, all: boolean): Promise<Found> {
  const roots = subgameRoots(game);
  const solved = new Map<number, readonly SubgamePlay[]>();
  let completeness: Completeness = "all";
  const weaken = (to: Completeness): void => {
    const order: readonly Completeness[] = ["all", "all-pure", "some", "limit"];
    if (order.indexOf(to) > order.indexOf(completeness)) completeness = to;
  };
  // What is inside a subgame is listed behind its root.
  for (let root = game.nodes.length - 1; root >= 0; root--) {
    if (roots[root] !== 1 && root > 0) continue;
    checkpoint();
    const inner = childSubgames(game, roots, root);
    let plans: readonly (readonly SubgamePlay[])[] = [[]];
    for (const child of inner) {
      const plays = solved.get(child) ?? [];
      solved.delete(child);
      if (plans.length * plays.length > 1)
        plans = plans.flatMap((plan) => plays.map((play) => [...plan, play]));
      else for (const plan of plans) (plan as SubgamePlay[]).push(...plays);
      if (plans.length > MOST_COMBINATIONS) {
        plans = plans.slice(0, MOST_COMBINATIONS);
        weaken("limit");
      }
    }
    if (!all && plans.length > 1) weaken("some");
    const found: SubgamePlay[] = [];
    for (const plan of plans) {
      const worth = inner.map((child, i) => [child, plan[i]?.payoffs ?? []] as const);
      const { part, sets } = pruned(game, root, new Map(worth));
      const own = await nash(part, "mixed", all);
      weaken(own.completeness === "all" ? "all" : own.completeness);
      for (const rules of own.behaviours)
        found.push({ sets, rules, inside: plan, payoffs: behaviourPayoffs(part, rules) });
      if (!all && found.length > 0) break;
    }
    solved.set(root, found);
  }
  const behaviours = (solved.get(0) ?? []).map((play) => wholeBehaviour(game, play));
  return { behaviours, completeness };
}

function wholeBehaviour(game: ExtensiveGame, play: SubgamePlay): BehaviourProfile {
  const whole: Float64Array[] = game.informationSets.map(() => new Float64Array());
  const waiting = [play];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const [i, set] of next.sets.entries()) whole[set] = next.rules[i] as Float64Array;
    for (const inner of next.inside) waiting.push(inner);
  }
  return whole;
}
