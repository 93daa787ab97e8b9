/**
 * Gambit's .nfg: games in normal form, in both versions of the format. The payoff version lists
 * one number per player for each profile, the outcome version lists outcomes and one outcome index
 * per profile (0: everybody gets 0). In the file the FIRST player's strategy varies fastest; a
 * `NormalFormGame` has it slowest. Writing uses the payoff version.
 */
import type { Result } from "../base/index.ts";
import type { NormalFormGame } from "../model/index.ts";
import { normalFormGame } from "../model/index.ts";
import type { Format } from "./format.ts";
import { reading } from "./kit/fault.ts";
import { GambitTokens, quotedLabel, quotedLabels, startsLikeGambit } from "./kit/gambit.ts";
import { normalFormDiagram } from "./normalFormDiagram.ts";
import { writeDiagramAsNfg } from "./write/nfg.ts";

export const nfg: Format = {
  id: "nfg",
  title: "Gambit game in normal form",
  endings: [".nfg"],
  recognise: (text) => startsLikeGambit(text, "NFG"),
  read: (file) => {
    const read = readNfg(file.text);
    if (!read.ok) return read;
    const made = normalFormDiagram(read.value);
    const game = { form: "normal", game: read.value } as const;
    return {
      ok: true,
      value: made.ok ? { game, diagram: made.diagram } : { game, noDiagram: made.why },
      diagnostics: read.diagnostics,
    };
  },
  write: (diagram) => writeDiagramAsNfg(diagram, writeNfg),
  losses: {
    reading: [
      "Names of outcomes and the game's comment are skipped.",
      "Games of more than 65,536 profiles are games only, not diagrams.",
    ],
    writing: [
      "Claims, parameters (their numbers stay), citations and notes are lost.",
      "Who sees what, and when, is lost: a player's strategies are all its rules, and payoffs are expected values over chance.",
      "More than 65,536 profiles are refused.",
    ],
  },
};

/** Reads a Gambit table. Never throws; what is wrong is in the diagnostics. */
export function readNfg(source: string): Result<NormalFormGame> {
  return reading(() => {
    const tokens = new GambitTokens(source);
    const { title, players } = tokens.header("NFG", 1);
    const strategies = readStrategies(tokens, players);
    tokens.optionalText();
    const sizes = strategies.map((list) => list.length);
    const flat = tokens.isMark("{") ? readOutcomes(tokens, sizes) : readPayoffs(tokens, sizes);
    return normalFormGame({ title, players, strategies, payoffs: tensors(flat, sizes) });
  });
}

/** A game in normal form as a Gambit table that reads back as the same game. */
export function writeNfg(game: NormalFormGame): string {
  const sizes = game.strategies.map((list) => list.length);
  const lists = game.strategies.map((list) => `{ ${quotedLabels(list)} }`).join("\n");
  const lines: string[] = [];
  for (const index of fileOrder(sizes)) {
    lines.push(game.payoffs.map((tensor) => String(tensor[index] as number)).join(" "));
  }
  return `NFG 1 R ${quotedLabel(game.title)} { ${quotedLabels(game.players)} }\n\n{ ${lists} }\n""\n\n${lines.join("\n")}\n`;
}

/** Either counts `{ 2 3 }` or labels `{ { "U" "D" } … }`. */
function readStrategies(tokens: GambitTokens, players: readonly string[]): string[][] {
  const at = tokens.position;
  const strategies = tokens.isMark("{", 1)
    ? tokens.list("strategies", () => tokens.list("strategies", () => strategyLabel(tokens)))
    : tokens.list("strategy counts", () => {
        const length = tokens.count("a number of strategies", 1e6, 1);
        return Array.from({ length }, (_, i) => String(i + 1));
      });
  if (strategies.length !== players.length) {
    tokens.fault(`${players.length} players, but strategies for ${strategies.length}`, at);
  }
  const empty = strategies.findIndex((list) => list.length === 0);
  if (empty >= 0) tokens.fault(`${players[empty]} has no strategy`, at);
  return strategies;
}

function strategyLabel(tokens: GambitTokens): string {
  return tokens.word("a strategy label");
}

/** In file order, players fastest. */
function readPayoffs(tokens: GambitTokens, sizes: readonly number[]): number[] {
  const expected = sizes.length * profileCount(sizes);
  const numbers: number[] = [];
  while (!tokens.atEnd) numbers.push(tokens.finite("a payoff"));
  if (numbers.length !== expected) {
    tokens.fault(
      `${numbers.length} payoffs, but ${sizes.join(" × ")} strategies and ${sizes.length} players need ${expected}`,
    );
  }
  return numbers;
}

function readOutcomes(tokens: GambitTokens, sizes: readonly number[]): number[] {
  const outcomes = tokens.list("outcomes", () => {
    const at = tokens.position;
    const payoffs: number[] = [];
    tokens.list("an outcome", () => {
      if (tokens.optionalText() === undefined) payoffs.push(tokens.finite("a payoff"));
    });
    if (payoffs.length !== sizes.length) {
      tokens.fault(`an outcome has ${payoffs.length} payoffs for ${sizes.length} players`, at);
    }
    return payoffs;
  });
  const expected = profileCount(sizes);
  const flat: number[] = [];
  let count = 0;
  for (; !tokens.atEnd; count++) {
    const value = tokens.count("an outcome's number");
    const payoffs = value === 0 ? sizes.map(() => 0) : outcomes[value - 1];
    if (payoffs === undefined) {
      return tokens.fault(
        `outcome ${value} is used, but only ${outcomes.length} are defined`,
        tokens.position - 1,
      );
    }
    for (const payoff of payoffs) flat.push(payoff);
  }
  if (count !== expected) {
    tokens.fault(`${count} outcome numbers, but ${sizes.join(" × ")} strategies need ${expected}`);
  }
  return flat;
}

function tensors(flat: readonly number[], sizes: readonly number[]): Float64Array[] {
  const result = sizes.map(() => new Float64Array(profileCount(sizes)));
  let at = 0;
  for (const index of fileOrder(sizes)) {
    for (const tensor of result) tensor[index] = flat[at++] as number;
  }
  return result;
}

/** Tensor indices in the order of the file. */
function* fileOrder(sizes: readonly number[]): Generator<number> {
  const strides = sizes.map((_, player) => profileCount(sizes.slice(player + 1)));
  const count = profileCount(sizes);
  for (let n = 0; n < count; n++) {
    let rest = n;
    let index = 0;
    for (const [player, size] of sizes.entries()) {
      index += (rest % size) * (strides[player] as number);
      rest = Math.floor(rest / size);
    }
    yield index;
  }
}

function profileCount(sizes: readonly number[]): number {
  return sizes.reduce((product, size) => product * size, 1);
}
