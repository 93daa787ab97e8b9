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
import type { Result } from "../base/index.ts";
import type { ExtensiveGame, GameNode, InformationSet } from "../model/index.ts";
import type { Format } from "./format.ts";
import type { Notes } from "./kit/fault.ts";
import { extensiveDiagram } from "./extensiveDiagram.ts";
import { reading } from "./kit/fault.ts";
import { GambitTokens, startsLikeGambit } from "./kit/gambit.ts";
import { Tables } from "./kit/tables.ts";
import { writeDiagramAsEfg } from "./write/efg.ts";

export const efg: Format = {
  id: "efg",
  title: "Gambit game in extensive form",
  endings: [".efg"],
  recognise: (text) => startsLikeGambit(text, "EFG"),
  read: (file) => {
    const read = readEfg(file.text);
    if (!read.ok) return read;
    const made = extensiveDiagram(read.value);
    const game = { form: "extensive", game: read.value } as const;
    return {
      ok: true,
      value: made.ok ? { game, diagram: made.diagram } : { game, noDiagram: made.why },
      diagnostics: read.diagnostics,
    };
  },
  write: writeDiagramAsEfg,
  losses: {
    reading: [
      "Labels of nodes and outcomes and the game's comment are skipped.",
      "Trees of more than 65,536 combinations of moves, and trees whose information sets follow one another in different orders, are games only, not diagrams: `equilibria` and `solve` answer about them.",
    ],
    writing: [
      "Claims, parameters (their numbers stay), citations and notes are lost.",
      "Variables become moves of a tree; chance variables with one possible value, and branches of probability zero, are left out.",
      "Trees of more than 200,000 nodes, open mechanisms, and utilities with children are refused.",
    ],
  },
};

/** Reads a Gambit game tree. Never throws; what is wrong is in the diagnostics. */
export function readEfg(source: string): Result<ExtensiveGame> {
  return reading((notes) => new EfgReader(new GambitTokens(source), notes).read());
}

interface OpenNode {
  readonly index: number;
  readonly children: number[];
  readonly arity: number;
  /** What the nodes on the path pay, this one included. */
  readonly paid: readonly number[];
}

interface ChanceMoves {
  readonly actions: readonly string[];
  readonly probabilities: readonly number[];
}

class EfgReader {
  readonly #tokens: GambitTokens;
  readonly #tables: Tables;
  readonly #players: string[];
  readonly #title: string;
  readonly #nodes: GameNode[] = [];
  readonly #sets: (InformationSet & { nodes: number[] })[] = [];
  readonly #setByNumber = new Map<string, number>();
  readonly #chanceSets = new Map<number, ChanceMoves>();
  readonly #outcomes = new Map<number, readonly number[]>();

  constructor(tokens: GambitTokens, notes: Notes) {
    this.#tokens = tokens;
    this.#tables = new Tables(notes);
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
      if (this.#tokens.atEnd && open.length > 0) {
        const missing = open.reduce((sum, node) => sum + node.arity - node.children.length, 0);
        this.#tokens.fault(
          `the file ends, but ${missing} ${missing === 1 ? "branch has" : "branches have"} no node`,
        );
      }
    } while (open.length > 0);
    if (!this.#tokens.atEnd) {
      this.#tokens.fault(`the tree is complete, but ${this.#tokens.found()} follows`);
    }
    this.#tables.finish();
    return {
      title: this.#title,
      players: this.#players,
      nodes: this.#nodes,
      informationSets: this.#sets,
    };
  }

  #readNode(index: number, paid: readonly number[]): OpenNode | undefined {
    const tokens = this.#tokens;
    const at = tokens.position;
    const kind = tokens.kind() === "word" ? tokens.peek() : undefined;
    if (kind !== "c" && kind !== "p" && kind !== "t") tokens.expected("a node (c, p or t)");
    tokens.position++;
    const label = tokens.optionalText() ?? "";
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
    const informationSet = this.#readInformationSet(at);
    const set = this.#sets[informationSet] as InformationSet & { nodes: number[] };
    set.nodes.push(index);
    this.#nodes.push({ kind: "player", label, informationSet, children });
    return { index, children, arity: set.actions.length, paid: this.#readOutcome(paid) };
  }

  #readChance(): ChanceMoves {
    const tokens = this.#tokens;
    const at = tokens.position;
    const number = tokens.count("the chance set's number");
    tokens.optionalText();
    const known = this.#chanceSets.get(number);
    if (!tokens.isMark("{")) {
      return known ?? tokens.fault(`chance set ${number} has no actions`, at);
    }
    const open = tokens.position;
    const actions: string[] = [];
    const entries: number[] = [];
    const places: number[] = [];
    tokens.list("chance actions", () => {
      actions.push(tokens.text("a quoted action"));
      places.push(tokens.position);
      entries.push(tokens.number("a probability"));
    });
    if (actions.length === 0) tokens.fault("a chance node has no action", open);
    if (known !== undefined && known.actions.length !== actions.length) {
      tokens.fault(
        `chance set ${number} has ${actions.length} actions here and ${known.actions.length} before`,
        open,
      );
    }
    const probabilities = this.#tables.probabilities({
      what: `chance set ${number}`,
      entries: Float64Array.from(entries),
      size: entries.length,
      place: (entry) => tokens.placeAt(places[entry]),
      value: (position) => actions[position] ?? "",
    });
    const moves = { actions, probabilities: [...probabilities] };
    this.#chanceSets.set(number, moves);
    return moves;
  }

  #readInformationSet(place: number): number {
    const tokens = this.#tokens;
    const player = tokens.count("the player's number", 2 ** 31, 1);
    if (player > this.#players.length) {
      tokens.fault(
        `player ${player} moves, but there are ${this.#players.length} players`,
        tokens.position - 1,
      );
    }
    const number = tokens.count("the information set's number");
    const label = tokens.optionalText() ?? "";
    const key = `${player} ${number}`;
    const known = this.#setByNumber.get(key);
    const open = tokens.position;
    if (!tokens.isMark("{")) {
      return (
        known ?? tokens.fault(`information set ${number} of player ${player} has no actions`, place)
      );
    }
    const actions = tokens.list("actions", () => tokens.text("a quoted action"));
    if (actions.length === 0) tokens.fault("a personal node has no action", open);
    if (known === undefined) {
      this.#sets.push({ player: player - 1, label, actions, nodes: [] });
      this.#setByNumber.set(key, this.#sets.length - 1);
      return this.#sets.length - 1;
    }
    const before = this.#sets[known] as InformationSet;
    if (before.actions.length !== actions.length) {
      tokens.fault(
        `information set ${number} of player ${player} has ${actions.length} actions here and ${before.actions.length} before`,
        open,
      );
    }
    return known;
  }

  /** What the path pays once this node's outcome is added. */
  #readOutcome(paid: readonly number[]): readonly number[] {
    const tokens = this.#tokens;
    const number = tokens.count("the outcome's number");
    const at = tokens.position - 1;
    tokens.optionalText();
    const open = tokens.position;
    if (tokens.isMark("{")) {
      const payoffs = tokens.list("payoffs", () => tokens.finite("a payoff"));
      if (payoffs.length !== this.#players.length) {
        tokens.fault(`${payoffs.length} payoffs for ${this.#players.length} players`, open);
      }
      this.#outcomes.set(number, payoffs);
      return sum(paid, payoffs);
    }
    if (number === 0) return paid;
    const known = this.#outcomes.get(number);
    return known === undefined
      ? tokens.fault(`outcome ${number} has no payoffs yet`, at)
      : sum(paid, known);
  }
}

function sum(a: readonly number[], b: readonly number[]): number[] {
  return a.map((x, i) => x + (b[i] as number));
}
