/**
 * A diagram as Gambit's .nfg: the strategies are the rules of a player, one action for each thing a
 * decision may see, and the payoffs are expected over chance.
 */
import type { Result } from "../../base/index.ts";
import type { ExtensiveGame, InfluenceDiagram, NormalFormGame } from "../../model/index.ts";
import { normalFormGame } from "../../model/index.ts";
import { refuse } from "../kit/fault.ts";
import { noteGambitLabels } from "./gambitNotes.ts";
import { noteWhatStays, writing } from "../kit/writing.ts";
import { gameTree } from "./gameTree.ts";

/** Profiles × tree nodes that are worked through. */
const MOST_WORK = 20_000_000;
const MOST_PROFILES = 2 ** 16;

/** @param write of a table, which the format's own file has */
export function writeDiagramAsNfg(
  diagram: InfluenceDiagram,
  write: (game: NormalFormGame) => string,
): Result<string> {
  return writing((notes) => {
    noteWhatStays(diagram, { tool: "a game in normal form" }, notes);
    const game = strategicForm(gameTree(diagram));
    noteGambitLabels(diagram, notes);
    return write(game);
  });
}

/** All pure strategies against each other. Ends the writing when there are too many. */
function strategicForm(game: ExtensiveGame): NormalFormGame {
  const own = game.players.map((_, player) =>
    game.informationSets.flatMap((set, s) => (set.player === player ? [s] : [])),
  );
  const counts = own.map((sets) => sets.reduce((n, s) => n * sizeOf(game, s), 1));
  const profiles = counts.reduce((product, n) => product * n, 1);
  if (profiles > MOST_PROFILES || profiles * game.nodes.length > MOST_WORK) {
    refuse(
      "not-written",
      `the game has ${profiles.toLocaleString("en", { maximumSignificantDigits: 4 })} profiles of pure strategies; at most ${MOST_PROFILES.toLocaleString("en")} are listed`,
      {},
      "write the tree: .efg",
    );
  }
  const payoffs = game.players.map(() => new Float64Array(profiles));
  const choice = game.informationSets.map(() => 0);
  for (let profile = 0; profile < profiles; profile++) {
    let rest = profile;
    for (let player = own.length - 1; player >= 0; player--) {
      let strategy = rest % (counts[player] as number);
      rest = Math.floor(rest / (counts[player] as number));
      for (const s of (own[player] ?? []).toReversed()) {
        choice[s] = strategy % sizeOf(game, s);
        strategy = Math.floor(strategy / sizeOf(game, s));
      }
    }
    expectedPayoffs(game, choice).forEach((value, player) => {
      (payoffs[player] as Float64Array)[profile] = value;
    });
  }
  const strategies = own.map((sets, player) =>
    Array.from({ length: counts[player] as number }, (_, n) => strategyLabel(game, sets, n)),
  );
  return normalFormGame({ title: game.title, players: game.players, strategies, payoffs });
}

/** From the end to the root: children come after their parents. */
function expectedPayoffs(game: ExtensiveGame, choice: readonly number[]): readonly number[] {
  const values: (readonly number[])[] = [];
  for (let v = game.nodes.length - 1; v >= 0; v--) {
    const node = game.nodes[v];
    if (node === undefined) continue;
    if (node.kind === "terminal") values[v] = node.payoffs;
    else if (node.kind === "player")
      values[v] = values[node.children[choice[node.informationSet] ?? 0] as number] ?? [];
    else
      values[v] = game.players.map((_, player) =>
        node.children.reduce(
          (sum, child, i) => sum + (node.probabilities[i] ?? 0) * (values[child]?.[player] ?? 0),
          0,
        ),
      );
  }
  return values[0] ?? [];
}

function sizeOf(game: ExtensiveGame, set: number): number {
  return game.informationSets[set]?.actions.length ?? 1;
}

/** `left`, or for several information sets their actions in order: `left, right`. */
function strategyLabel(game: ExtensiveGame, sets: readonly number[], n: number): string {
  const actions: string[] = [];
  let rest = n;
  for (const s of sets.toReversed()) {
    actions.unshift(game.informationSets[s]?.actions[rest % sizeOf(game, s)] ?? "");
    rest = Math.floor(rest / sizeOf(game, s));
  }
  return actions.length === 0 ? "-" : actions.join(", ");
}
