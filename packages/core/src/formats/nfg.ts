/**
 * Gambit's .nfg: games in normal form, in both versions of the format. The payoff version lists
 * one number per player for each profile, the outcome version lists outcomes and one outcome index
 * per profile (0: everybody gets 0). In the file the FIRST player's strategy varies fastest; a
 * `NormalFormGame` has it slowest. Writing uses the payoff version.
 */
import type { Checked } from "../base/index.ts";
import type { NormalFormGame } from "../model/index.ts";
import { normalFormGame } from "../model/index.ts";
import type { GambitTokens } from "./gambitTokens.ts";
import { complain, readGambit, show } from "./gambitTokens.ts";

export function readNfg(source: string): Checked<NormalFormGame> {
  return readGambit(source, (tokens) => {
    const { title, players } = tokens.header("NFG", 1);
    const strategies = readStrategies(tokens, players);
    tokens.optionalText();
    const sizes = strategies.map((list) => list.length);
    const flat =
      tokens.peek().kind === "open" ? readOutcomes(tokens, sizes) : readPayoffs(tokens, sizes);
    return normalFormGame({ title, players, strategies, payoffs: tensors(flat, sizes) });
  });
}

export function writeNfg(game: NormalFormGame): string {
  const sizes = game.strategies.map((list) => list.length);
  const lists = game.strategies.map((list) => `{ ${list.map(quoted).join(" ")} }`).join("\n");
  const lines: string[] = [];
  for (const index of fileOrder(sizes)) {
    lines.push(game.payoffs.map((tensor) => String(tensor[index] as number)).join(" "));
  }
  return `NFG 1 R ${quoted(game.title)} { ${game.players.map(quoted).join(" ")} }\n\n{ ${lists} }\n""\n\n${lines.join("\n")}\n`;
}

/** Either counts `{ 2 3 }` or labels `{ { "U" "D" } … }`. */
function readStrategies(tokens: GambitTokens, players: readonly string[]): string[][] {
  const { range } = tokens.peek();
  const strategies =
    tokens.peek(1).kind === "open"
      ? tokens.list("strategies", () => tokens.list("strategies", () => strategyLabel(tokens)))
      : tokens.list("strategy counts", () => {
          const { value } = tokens.integer("a number of strategies", 1);
          return Array.from({ length: Math.min(value, 1e6) }, (_, i) => String(i + 1));
        });
  if (strategies.length !== players.length) {
    complain(
      "gambit-strategies",
      `${players.length} players, but strategies for ${strategies.length}`,
      range,
    );
  }
  const empty = strategies.findIndex((list) => list.length === 0);
  if (empty >= 0) complain("gambit-strategies", `${players[empty]} has no strategy`, range);
  return strategies;
}

function strategyLabel(tokens: GambitTokens): string {
  const token = tokens.next();
  if (token.kind === "text" || token.kind === "word") return token.text;
  if (token.kind === "number") return String(token.value);
  return complain("gambit-syntax", `a strategy label expected, found ${show(token)}`, token.range);
}

/** In file order, players fastest. */
function readPayoffs(tokens: GambitTokens, sizes: readonly number[]): number[] {
  const expected = sizes.length * profileCount(sizes);
  const numbers: number[] = [];
  while (tokens.peek().kind !== "end") numbers.push(tokens.expect("number", "a payoff").value);
  if (numbers.length !== expected) {
    complain(
      "gambit-payoffs",
      `${numbers.length} payoffs, but ${sizes.join(" × ")} strategies and ${sizes.length} players need ${expected}`,
      tokens.peek().range,
    );
  }
  return numbers;
}

function readOutcomes(tokens: GambitTokens, sizes: readonly number[]): number[] {
  const outcomes = tokens.list("outcomes", () => {
    const { range } = tokens.peek();
    const payoffs: number[] = [];
    tokens.list("an outcome", () => {
      if (tokens.peek().kind === "text") tokens.next();
      else payoffs.push(tokens.expect("number", "a payoff").value);
    });
    if (payoffs.length !== sizes.length) {
      complain(
        "gambit-payoffs",
        `an outcome has ${payoffs.length} payoffs for ${sizes.length} players`,
        range,
      );
    }
    return payoffs;
  });
  const expected = profileCount(sizes);
  const flat: number[] = [];
  let count = 0;
  for (; tokens.peek().kind !== "end"; count++) {
    const { value, range } = tokens.integer("an outcome's number", 0);
    const payoffs = value === 0 ? sizes.map(() => 0) : outcomes[value - 1];
    if (payoffs === undefined) {
      complain(
        "gambit-outcome",
        `outcome ${value} is used, but only ${outcomes.length} are defined`,
        range,
      );
    }
    flat.push(...payoffs);
  }
  if (count !== expected) {
    complain(
      "gambit-payoffs",
      `${count} outcome numbers, but ${sizes.join(" × ")} strategies need ${expected}`,
      tokens.peek().range,
    );
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

function quoted(text: string): string {
  return `"${text.replace(/["\\]/gu, "\\$&")}"`;
}
