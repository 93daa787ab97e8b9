/**
 * Gambit's .efg: games in extensive form, nodes in prefix order.
 *
 *     c "label" set "set label" { "action" probability … } outcome …
 *     p "label" player set "set label" { "action" … } outcome …
 *     t "label" outcome "outcome label" { payoff, … }
 *
 * Information sets and outcomes are known by their numbers; their labels may repeat or be absent,
 * and a set or outcome met before need not be spelled out again. Payoffs of inner nodes are added
 * to the terminal nodes below, which is what they mean.
 */
import type { Checked, TextRange } from "../base/index.ts";
import type { ExtensiveGame, GameNode, InformationSet } from "../model/index.ts";
import type { GambitTokens } from "./gambitTokens.ts";
import { complain, readGambit, show } from "./gambitTokens.ts";

export function readEfg(source: string): Checked<ExtensiveGame> {
  return readGambit(source, (tokens) => new EfgReader(tokens).read());
}

interface OpenNode {
  readonly index: number;
  readonly children: number[];
  readonly arity: number;
  /** What the nodes on the path pay, this one included. */
  readonly paid: readonly number[];
}

class EfgReader {
  readonly #tokens: GambitTokens;
  readonly #players: string[];
  readonly #title: string;
  readonly #nodes: GameNode[] = [];
  readonly #sets: (InformationSet & { nodes: number[] })[] = [];
  readonly #setByNumber = new Map<string, number>();
  readonly #chanceSets = new Map<number, ChanceMoves>();
  readonly #outcomes = new Map<number, readonly number[]>();

  constructor(tokens: GambitTokens) {
    this.#tokens = tokens;
    const { title, players } = tokens.header("EFG", 2);
    this.#title = title;
    this.#players = players;
    tokens.optionalText();
  }

  read(): ExtensiveGame {
    const open: OpenNode[] = [];
    do {
      const parent = open.at(-1);
      const index = this.#nodes.length;
      parent?.children.push(index);
      const opened = this.#readNode(index, parent?.paid ?? this.#players.map(() => 0));
      if (opened !== undefined) open.push(opened);
      while (open.length > 0 && (open.at(-1) as OpenNode).children.length === open.at(-1)?.arity) {
        open.pop();
      }
      const { kind, range } = this.#tokens.peek();
      if (kind === "end" && open.length > 0) {
        const missing = open.reduce((sum, node) => sum + node.arity - node.children.length, 0);
        complain(
          "gambit-tree",
          `the file ends, but ${missing} ${missing === 1 ? "branch has" : "branches have"} no node`,
          range,
        );
      }
    } while (open.length > 0);
    const after = this.#tokens.peek();
    if (after.kind !== "end") {
      complain("gambit-tree", `the tree is complete, but ${show(after)} follows`, after.range);
    }
    return {
      title: this.#title,
      players: this.#players,
      nodes: this.#nodes,
      informationSets: this.#sets,
    };
  }

  #readNode(index: number, paid: readonly number[]): OpenNode | undefined {
    const word = this.#tokens.next();
    const kind = word.kind === "word" ? word.text : "";
    if (kind !== "c" && kind !== "p" && kind !== "t") {
      complain("gambit-tree", `a node (c, p or t) expected, found ${show(word)}`, word.range);
    }
    const label = this.#tokens.optionalText() ?? "";
    const children: number[] = [];
    if (kind === "t") {
      this.#nodes.push({ kind: "terminal", label, payoffs: this.#readOutcome(paid) });
      return undefined;
    }
    if (kind === "c") {
      const { actions, probabilities } = this.#readChance();
      this.#nodes.push({ kind: "chance", label, actions, probabilities, children });
      return { index, children, arity: actions.length, paid: this.#readOutcome(paid) };
    }
    const informationSet = this.#readInformationSet(word.range);
    const set = this.#sets[informationSet] as InformationSet & { nodes: number[] };
    set.nodes.push(index);
    this.#nodes.push({ kind: "player", label, informationSet, children });
    return { index, children, arity: set.actions.length, paid: this.#readOutcome(paid) };
  }

  #readChance(): ChanceMoves {
    const number = this.#tokens.integer("the chance set's number", 0);
    this.#tokens.optionalText();
    const known = this.#chanceSets.get(number.value);
    if (this.#tokens.peek().kind !== "open") {
      return (
        known ?? complain("gambit-tree", `chance set ${number.value} has no actions`, number.range)
      );
    }
    const { range } = this.#tokens.peek();
    const actions: string[] = [];
    const probabilities: number[] = [];
    this.#tokens.list("chance actions", () => {
      actions.push(this.#tokens.expect("text", "a quoted action").text);
      const { value, range: place } = this.#tokens.expect("number", "a probability");
      if (value < 0) complain("gambit-probability", `a probability is ${value}`, place);
      probabilities.push(value);
    });
    if (actions.length === 0) complain("gambit-tree", "a chance node has no action", range);
    const total = probabilities.reduce((sum, p) => sum + p, 0);
    if (Math.abs(total - 1) > 1e-6) {
      complain(
        "gambit-probability",
        `these probabilities sum to ${Number(total.toPrecision(9))}, not 1`,
        range,
      );
    }
    const moves = { actions, probabilities: probabilities.map((p) => p / total) };
    this.#chanceSets.set(number.value, moves);
    return moves;
  }

  #readInformationSet(place: TextRange): number {
    const player = this.#tokens.integer("the player's number", 1);
    if (player.value > this.#players.length) {
      complain(
        "gambit-player",
        `player ${player.value} moves, but there are ${this.#players.length} players`,
        player.range,
      );
    }
    const number = this.#tokens.integer("the information set's number", 0);
    const label = this.#tokens.optionalText() ?? "";
    const key = `${player.value} ${number.value}`;
    const known = this.#setByNumber.get(key);
    const { range } = this.#tokens.peek();
    if (this.#tokens.peek().kind !== "open") {
      return (
        known ??
        complain(
          "gambit-tree",
          `information set ${number.value} of player ${player.value} has no actions`,
          place,
        )
      );
    }
    const actions = this.#tokens.list(
      "actions",
      () => this.#tokens.expect("text", "a quoted action").text,
    );
    if (actions.length === 0) complain("gambit-tree", "a personal node has no action", range);
    if (known === undefined) {
      this.#sets.push({ player: player.value - 1, label, actions, nodes: [] });
      this.#setByNumber.set(key, this.#sets.length - 1);
      return this.#sets.length - 1;
    }
    const before = this.#sets[known] as InformationSet;
    if (before.actions.length !== actions.length) {
      complain(
        "gambit-information-set",
        `information set ${number.value} of player ${player.value} has ${actions.length} actions here and ${before.actions.length} before`,
        range,
      );
    }
    return known;
  }

  /** What the path pays once this node's outcome is added. */
  #readOutcome(paid: readonly number[]): readonly number[] {
    const number = this.#tokens.integer("the outcome's number", 0);
    this.#tokens.optionalText();
    if (this.#tokens.peek().kind === "open") {
      const { range } = this.#tokens.peek();
      const payoffs = this.#tokens.list(
        "payoffs",
        () => this.#tokens.expect("number", "a payoff").value,
      );
      if (payoffs.length !== this.#players.length) {
        complain(
          "gambit-payoffs",
          `${payoffs.length} payoffs for ${this.#players.length} players`,
          range,
        );
      }
      this.#outcomes.set(number.value, payoffs);
      return sum(paid, payoffs);
    }
    if (number.value === 0) return paid;
    const known = this.#outcomes.get(number.value);
    if (known === undefined) {
      complain("gambit-outcome", `outcome ${number.value} has no payoffs yet`, number.range);
    }
    return sum(paid, known);
  }
}

interface ChanceMoves {
  readonly actions: readonly string[];
  readonly probabilities: readonly number[];
}

function sum(a: readonly number[], b: readonly number[]): number[] {
  return a.map((x, i) => x + (b[i] as number));
}
