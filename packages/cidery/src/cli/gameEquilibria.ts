/**
 * `solve` and `equilibria` of a game that stands in a file of Gambit's: the game itself is solved,
 * with the tree's own information sets and subgames, and answered set by set.
 */
import type { ExtensiveGame, GameEquilibria, GameEquilibrium } from "@cidery/core/games";
import type { ExitCode } from "./terminal.ts";
import type { Invocation } from "./command.ts";
import type { OpenedGame } from "./loading.ts";
import { normalFormTree } from "@cidery/core/games";
import { numberText } from "@cidery/core/text";
import { flag, textOption } from "./command.ts";
import { NEAREST } from "./equilibriaText.ts";
import { runLongTask } from "./longWork.ts";
import { wholeNumber } from "./numbers.ts";
import { count, heading, json, number, wrapped } from "./print.ts";
import { table } from "./table.ts";
import { BadInput } from "./terminal.ts";

/** All equilibria of a kind. */
export async function equilibriaOfGame(
  opened: OpenedGame,
  invocation: Invocation,
): Promise<ExitCode> {
  const asked = textOption(invocation, "kind") ?? "subgame-perfect";
  refuseParameters(invocation);
  const limit = wholeNumber(textOption(invocation, "limit") ?? "20", "--limit", 1);
  const one = flag(invocation, "one");
  const found = await findAll(opened, asked, !one, invocation);
  const { terminal } = invocation;
  const listed = found.equilibria.slice(0, one ? 1 : limit);
  const game = treeOf(opened);
  if (flag(invocation, "json")) {
    terminal.out(
      json({
        kind: asked,
        count: found.equilibria.length,
        completeness: found.completeness,
        equilibria: listed.map((equilibrium) => equilibriumJson(game, equilibrium)),
        ...(found.nearest === undefined ? {} : { nearest: equilibriumJson(game, found.nearest) }),
        warnings: [],
      }),
    );
    return listed.length > 0 ? 0 : 1;
  }
  const kinds = count(found.equilibria.length, `${asked} equilibrium`, `${asked} equilibria`);
  terminal.out(heading(terminal, `${kinds} of ${game.title || opened.source.name}`));
  terminal.out(wrapped(`${completeness(found, asked)}.`, terminal.columns));
  for (const [index, equilibrium] of listed.entries())
    printEquilibrium(game, `${index + 1}.`, equilibrium, invocation);
  printNearest(game, found, invocation);
  if (listed.length < found.equilibria.length) {
    const advice = one ? "" : "; more with --limit";
    terminal.out(`\n${listed.length} of ${found.equilibria.length} are listed${advice}\n`);
  }
  return listed.length > 0 ? 0 : 1;
}

function printEquilibrium(
  game: ExtensiveGame,
  name: string,
  equilibrium: GameEquilibrium,
  invocation: Invocation,
): void {
  const { terminal } = invocation;
  const regret = terminal.paint.dim(`regret ${number(Math.max(0, equilibrium.regret))}`);
  terminal.out(`\n${terminal.paint.bold(name)} ${valuesText(game, equilibrium)}  ${regret}\n`);
  terminal.out(behaviourText(game, equilibrium, invocation));
}

function printNearest(
  game: ExtensiveGame,
  { nearest }: GameEquilibria,
  invocation: Invocation,
): void {
  if (nearest === undefined) return;
  invocation.terminal.out(wrapped(NEAREST, invocation.terminal.columns));
  printEquilibrium(game, "nearest:", nearest, invocation);
}

/** One subgame-perfect equilibrium. */
export async function solveGameFile(opened: OpenedGame, invocation: Invocation): Promise<ExitCode> {
  refuseParameters(invocation);
  if (textOption(invocation, "agent") !== undefined)
    throw new BadInput(
      "--agent is for diagrams; this file holds a game",
      "`cidery convert FILE -o FILE.cid` writes a game as a diagram where that can be",
    );
  const found = await findAll(opened, "subgame-perfect", false, invocation);
  const { terminal } = invocation;
  const game = treeOf(opened);
  const [first] = found.equilibria;
  if (flag(invocation, "json")) {
    const {
      value = null,
      regret = null,
      strategies = [],
    } = first === undefined ? {} : equilibriumJson(game, first);
    terminal.out(
      json({
        value,
        strategies,
        optimal: false,
        bounds: null,
        equilibrium: "subgame-perfect",
        count: found.equilibria.length,
        complete: found.completeness,
        regret,
        warnings: [],
        ...(found.nearest === undefined ? {} : { nearest: equilibriumJson(game, found.nearest) }),
      }),
    );
    return first === undefined ? 1 : 0;
  }
  terminal.out(heading(terminal, game.title || opened.source.name));
  if (first === undefined) {
    terminal.out("no subgame-perfect equilibrium was found\n");
    printNearest(game, found, invocation);
    return 1;
  }
  const sentence = `a subgame-perfect equilibrium of the game; ${completeness(found, "subgame-perfect")} (\`cidery equilibria\` lists what was found)`;
  terminal.out(wrapped(sentence, terminal.columns));
  for (const [player, payoff] of first.payoffs.entries()) {
    terminal.out(`value for ${game.players[player]}: ${terminal.paint.bold(number(payoff))}\n`);
  }
  terminal.out(`\n${behaviourText(game, first, invocation)}`);
  return 0;
}

async function findAll(
  opened: OpenedGame,
  kind: string,
  all: boolean,
  { terminal }: Invocation,
): Promise<GameEquilibria> {
  return await runLongTask(
    "gameEquilibria",
    {
      game: treeOf(opened),
      kind: kind === "pure" || kind === "subgame-perfect" ? kind : "mixed",
      all,
    },
    terminal,
  );
}

/** The game; one in normal form as a tree of simultaneous moves. */
function treeOf({ game }: OpenedGame): ExtensiveGame {
  return game.form === "extensive" ? game.game : normalFormTree(game.game);
}

function refuseParameters(invocation: Invocation): void {
  if (invocation.options["param"] === undefined) return;
  throw new BadInput("--param: a Gambit game has no parameters");
}

/** What the list is, as far as was computed. */
function completeness({ equilibria, completeness: level }: GameEquilibria, kind: string): string {
  const what = kind === "pure" ? "pure equilibrium" : "equilibrium";
  switch (level) {
    case "all":
      return kind === "pure"
        ? "every pure equilibrium is listed, written once however unreached sets are played; mixed ones may exist beside them"
        : kind === "subgame-perfect"
          ? `${equilibria.length} found: every one, but where a subgame has a continuum only some of its points and what goes with these; behaviour at sets that are not reached is one choice of many`
          : `${equilibria.length} found: every one, but where there is a continuum its extreme points and perhaps some between them; behaviour at sets that are not reached is one choice of many`;
    case "all-pure":
      return "every pure equilibrium was found; mixed ones may exist beside them";
    case "some":
      return `there may be more than the ${count(equilibria.length, `${what} found`, `${kind === "pure" ? "pure equilibria" : "equilibria"} found`)}`;
    case "limit":
      return "the search stopped at its limit: there may be more";
  }
}

function equilibriumJson(
  game: ExtensiveGame,
  { behaviour, payoffs, regret }: GameEquilibrium,
): { value: Record<string, number>; regret: number; strategies: unknown[] } {
  return {
    value: Object.fromEntries(payoffs.map((payoff, i) => [playerName(game, i), payoff])),
    regret,
    strategies: setsInOrder(game).map(({ set, name }) => ({
      player: playerName(game, game.informationSets[set]?.player ?? 0),
      informationSet: name,
      distribution: (game.informationSets[set]?.actions ?? []).map((action, a) => ({
        action: actionName(action, a),
        probability: behaviour[set]?.[a] ?? 0,
      })),
    })),
  };
}

function behaviourText(
  game: ExtensiveGame,
  { behaviour }: GameEquilibrium,
  { terminal }: Invocation,
): string {
  const rows = setsInOrder(game).map(({ set, name }) => {
    const { player = 0, actions = [] } = game.informationSets[set] ?? {};
    const played = actions
      .map((action, a) => [actionName(action, a), behaviour[set]?.[a] ?? 0] as const)
      .filter(([, p]) => p > 0);
    const [only] = played;
    const text =
      played.length === 1 && only !== undefined
        ? only[0]
        : played.map(([action, p]) => `${action} ${numberText(p)}`).join(", ");
    return [playerName(game, player), name, text];
  });
  return table(terminal, ["player", "information set", "plays"], rows, { indent: 2 });
}

/** By player, then in the order of the file. */
function setsInOrder(game: ExtensiveGame): { readonly set: number; readonly name: string }[] {
  return game.players.flatMap((_, player) => {
    const own = [...game.informationSets.keys()].filter(
      (set) => game.informationSets[set]?.player === player,
    );
    return own.map((set, i) => {
      const label = game.informationSets[set]?.label ?? "";
      return { set, name: label === "" ? String(i + 1) : `${i + 1} ${label}` };
    });
  });
}

function valuesText(game: ExtensiveGame, { payoffs }: GameEquilibrium): string {
  return payoffs.map((payoff, i) => `${playerName(game, i)} ${number(payoff)}`).join(", ");
}

function playerName(game: ExtensiveGame, player: number): string {
  return game.players[player] ?? String(player + 1);
}

function actionName(label: string, index: number): string {
  return label === "" ? String(index + 1) : label;
}
