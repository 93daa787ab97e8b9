/**
 * A game tree as a diagram with the same strategies and payoffs. The moves at one stage by
 * one player with the same number of actions become one decision, chance moves likewise one chance
 * node. A decision sees the earlier moves that its player knows in all of its information sets;
 * where those do not tell the sets apart, it sees a node that says in which of them it is. What is
 * not reached does not matter to any payoff. Small trees only: a payoff lists all moves.
 */
import type { DiagramNode, Domain, ExtensiveGame } from "../model/index.ts";
import type { GameDiagram } from "./normalFormDiagram.ts";
import { InfluenceDiagram } from "../model/index.ts";
import { actionDomain, playerNames } from "./gameNames.ts";
import { gameHeader } from "./normalFormDiagram.ts";

const MOST_COMBINATIONS = 2 ** 16;
/** Every node keeps the moves before it. */
const MOST_STAGES = 200;

/** The nodes of one rank, mover and number of actions; information sets are never torn. */
interface Group {
  /** Rises along every path. */
  readonly rank: number;
  /** Player, or −1 for chance. */
  readonly mover: number;
  readonly arity: number;
  readonly nodes: number[];
}

export function extensiveDiagram(game: ExtensiveGame): GameDiagram {
  const groups = groupsOf(game);
  if (groups === undefined) {
    return {
      ok: false,
      why: "its information sets follow one another in different orders, which a diagram cannot say",
    };
  }
  const combinations = groups.reduce((product, { arity }) => product * arity, 1);
  if (combinations > MOST_COMBINATIONS) {
    const ways =
      combinations < 1e15
        ? `${combinations.toLocaleString("en", { maximumSignificantDigits: 3 })} ways`
        : "more than 10^15 ways";
    return {
      ok: false,
      why: `its moves combine in ${ways}; diagrams are made of trees of up to ${MOST_COMBINATIONS.toLocaleString("en")}`,
    };
  }
  if (groups.length > MOST_STAGES) {
    return {
      ok: false,
      why: `its moves have ${groups.length.toLocaleString("en")} stages; diagrams are made of trees of up to ${MOST_STAGES}`,
    };
  }
  const tree = groupedPaths(game, groups);
  return { ok: true, diagram: new DiagramMaker(game, tree).make() };
}

interface Grouped {
  /** By rank, so that a path meets them in this order. */
  readonly groups: readonly Group[];
  /** Of each inner node. */
  readonly groupOf: readonly (number | undefined)[];
  /** The groups on the way to each node, with the action taken there. */
  readonly paths: readonly ReadonlyMap<number, number>[];
}

/** By rank; undefined where information sets follow one another in a circle. */
function groupsOf(game: ExtensiveGame): Group[] | undefined {
  const unitOf = unitsOf(game);
  const ranks = ranksOf(game, unitOf);
  if (ranks === undefined) return undefined;
  const found = new Map<string, Group>();
  const order: Group[] = [];
  for (const [index, node] of game.nodes.entries()) {
    if (node.kind === "terminal") continue;
    const rank = ranks[unitOf[index] as number] as number;
    const mover =
      node.kind === "chance" ? -1 : (game.informationSets[node.informationSet]?.player ?? 0);
    const arity = node.children.length;
    const key = `${rank} ${mover} ${arity}`;
    let group = found.get(key);
    if (group === undefined) {
      group = { rank, mover, arity, nodes: [] };
      found.set(key, group);
      order.push(group);
    }
    group.nodes.push(index);
  }
  return order.toSorted((one, other) => one.rank - other.rank);
}

function groupedPaths(game: ExtensiveGame, groups: readonly Group[]): Grouped {
  const groupOf: (number | undefined)[] = game.nodes.map(() => undefined);
  for (const [g, { nodes }] of groups.entries()) for (const v of nodes) groupOf[v] = g;
  const paths: ReadonlyMap<number, number>[] = [new Map()];
  for (const [index, node] of game.nodes.entries()) {
    if (node.kind === "terminal") continue;
    const own = paths[index] as ReadonlyMap<number, number>;
    for (const [action, child] of node.children.entries()) {
      paths[child] = new Map([...own, [groupOf[index] as number, action]]);
    }
  }
  return { groups, groupOf, paths };
}

/** What is decided at once: an information set, or a chance node; by node, −1 at the ends. */
function unitsOf(game: ExtensiveGame): number[] {
  let next = game.informationSets.length;
  return game.nodes.map((node) => {
    if (node.kind === "terminal") return -1;
    return node.kind === "player" ? node.informationSet : next++;
  });
}

/**
 * The longest way down to each unit, so that every path meets units in rising order; undefined
 * when a set lies before and behind another, or before itself.
 */
function ranksOf(game: ExtensiveGame, unitOf: readonly number[]): Int32Array | undefined {
  const count = unitOf.reduce((most, unit) => Math.max(most, unit), -1) + 1;
  const nodesOf: number[][] = Array.from({ length: count }, () => []);
  const missing = new Int32Array(count);
  const follows = (index: number): number[] => {
    const node = game.nodes[index];
    if (node === undefined || node.kind === "terminal") return [];
    return node.children.map((child) => unitOf[child] as number).filter((unit) => unit >= 0);
  };
  for (const [index, unit] of unitOf.entries()) {
    if (unit < 0) continue;
    nodesOf[unit]?.push(index);
    for (const next of follows(index)) missing[next] = (missing[next] as number) + 1;
  }
  // A unit is ranked once all that come before it are (Kahn 1962).
  const ranks = new Int32Array(count);
  const ready = [...missing.keys()].filter((unit) => missing[unit] === 0);
  let ranked = 0;
  for (let unit = ready.pop(); unit !== undefined; unit = ready.pop()) {
    ranked++;
    for (const index of nodesOf[unit] ?? [])
      for (const next of follows(index)) {
        ranks[next] = Math.max(ranks[next] as number, (ranks[unit] as number) + 1);
        missing[next] = (missing[next] as number) - 1;
        if (missing[next] === 0) ready.push(next);
      }
  }
  return ranked === count ? ranks : undefined;
}

class DiagramMaker {
  readonly #game: ExtensiveGame;
  readonly #tree: Grouped;
  readonly #nodes: DiagramNode[] = [];
  /** Diagram node of each group. */
  readonly #idOf: number[] = [];
  readonly #players: readonly string[];

  constructor(game: ExtensiveGame, tree: Grouped) {
    this.#game = game;
    this.#tree = tree;
    this.#players = playerNames(game.players);
  }

  make(): InfluenceDiagram {
    let chances = 0;
    const moves = this.#players.map(() => 0);
    for (const [g, group] of this.#tree.groups.entries()) {
      if (group.mover < 0) this.#chance(g, `chance_${++chances}`);
      else this.#decision(g, (moves[group.mover] = (moves[group.mover] ?? 0) + 1));
    }
    for (const player of this.#players.keys()) this.#payoff(player);
    return InfluenceDiagram.of({
      header: gameHeader(this.#game.title),
      agents: this.#players.map((name) => ({ name })),
      nodes: this.#nodes,
    });
  }

  #chance(g: number, name: string): void {
    const { nodes, arity } = this.#group(g);
    const rows = nodes.map((v) => {
      const node = this.#game.nodes[v];
      return node?.kind === "chance" ? node.probabilities : [];
    });
    const labels = nodes.map((v) => {
      const node = this.#game.nodes[v];
      return node?.kind === "chance" ? node.actions : [];
    });
    const given = this.#functionOf(g, rows.map(String));
    this.#add({
      name,
      kind: "chance",
      owners: [],
      domain: actionDomain(sharedLabels(labels, arity)),
      parents: given.map((one) => this.#idOf[one] as number),
      mechanism: {
        kind: "table",
        stochastic: true,
        entries: this.#table(given, arity, (values, into) => {
          const at = this.#nodeAt(g, given, values);
          for (const [i, p] of (rows[at] ?? []).entries()) into[i] = p;
        }),
      },
    });
    this.#idOf[g] = this.#nodes.length - 1;
  }

  #decision(g: number, number: number): void {
    const { nodes, arity, mover } = this.#group(g);
    const sets = nodes.map((v) => {
      const node = this.#game.nodes[v];
      return node?.kind === "player" ? node.informationSet : -1;
    });
    const known = this.#knownVariables(g, sets);
    const player = this.#players[mover] as string;
    const name = `move_${mover + 1}_${number}`;
    const parents = this.#tellApart(g, known, sets)
      ? known.map((one) => this.#idOf[one] as number)
      : [
          this.#signal(
            g,
            sets,
            `place_${mover + 1}_${number}`,
            `where ${player} is, move ${number}`,
          ),
        ];
    const labels = sets.map((set) => this.#game.informationSets[set]?.actions ?? []);
    this.#add({
      name,
      label: `${player}'s move ${number}`,
      kind: "decision",
      owners: [mover],
      domain: actionDomain(sharedLabels(labels, arity)),
      parents,
      mechanism: { kind: "decision" },
    });
    this.#idOf[g] = this.#nodes.length - 1;
  }

  /** A node that says in which of the information sets the mover is; the first where in none. */
  #signal(g: number, sets: readonly number[], name: string, label: string): number {
    const distinct = [...new Set(sets)];
    const given = this.#functionOf(g, sets.map(String));
    const labels = distinct.map((set) => this.#game.informationSets[set]?.label ?? "");
    return this.#add({
      name,
      label,
      kind: "chance",
      owners: [],
      domain: actionDomain(labels),
      parents: given.map((one) => this.#idOf[one] as number),
      mechanism: {
        kind: "table",
        stochastic: false,
        entries: this.#table(given, 1, (values, into) => {
          const at = this.#nodeAt(g, given, values);
          into[0] = Math.max(0, distinct.indexOf(sets[at] as number));
        }),
      },
    });
  }

  #payoff(player: number): void {
    const all = this.#tree.groups.map((_, g) => g);
    const sizes = all.map((g) => this.#group(g).arity);
    const entries = this.#table(all, 1, (values, into) => {
      into[0] = this.#payoffAt(player, values);
    });
    const needed = all.filter((g) => dependsOn(entries, sizes, g));
    const pruned = this.#table(needed, 1, (values, into) => {
      const full = all.map(() => 0);
      for (const [i, g] of needed.entries()) full[g] = values[i] as number;
      into[0] = this.#payoffAt(player, full);
    });
    this.#add({
      name: `payoff_${player + 1}`,
      label: `${this.#players[player]}'s payoff`,
      kind: "utility",
      owners: [player],
      parents: needed.map((g) => this.#idOf[g] as number),
      mechanism: { kind: "table", stochastic: false, entries: pruned },
    });
  }

  /** Payoff when every group's move is chosen: those that are not reached do not matter. */
  #payoffAt(player: number, values: readonly number[]): number {
    let at = 0;
    for (;;) {
      const node = this.#game.nodes[at];
      if (node === undefined) return 0;
      if (node.kind === "terminal") return node.payoffs[player] ?? 0;
      at = node.children[values[this.#tree.groupOf[at] as number] ?? 0] as number;
    }
  }

  /** Groups that every path to this one goes through. */
  #common(g: number): number[] {
    const { nodes } = this.#group(g);
    const paths = nodes.map((v) => this.#tree.paths[v] as ReadonlyMap<number, number>);
    return [...(paths[0]?.keys() ?? [])].filter((one) => paths.every((path) => path.has(one)));
  }

  /** Those of them whose action is the same all over each information set. */
  #knownVariables(g: number, sets: readonly number[]): number[] {
    const { nodes } = this.#group(g);
    return this.#common(g).filter((one) => {
      const seen = new Map<number, number>();
      return nodes.every((v, i) => {
        const action = this.#tree.paths[v]?.get(one) as number;
        const before = seen.get(sets[i] as number);
        seen.set(sets[i] as number, action);
        return before === undefined || before === action;
      });
    });
  }

  #tellApart(g: number, given: readonly number[], what: readonly (number | string)[]): boolean {
    const seen = new Map<string, number | string>();
    return this.#group(g).nodes.every((v, i) => {
      const key = given.map((one) => this.#tree.paths[v]?.get(one)).join(" ");
      const before = seen.get(key);
      seen.set(key, what[i] as number | string);
      return before === undefined || before === what[i];
    });
  }

  /** Few earlier groups that settle which of `what` holds at the group's nodes. */
  #functionOf(g: number, what: readonly string[]): number[] {
    let given = this.#common(g);
    if (!this.#tellApart(g, given, what)) {
      return this.#tree.groups.flatMap(({ rank }, one) =>
        rank < this.#group(g).rank ? [one] : [],
      );
    }
    for (const one of given) {
      const fewer = given.filter((other) => other !== one);
      if (this.#tellApart(g, fewer, what)) given = fewer;
    }
    return given;
  }

  /** Position among the group's nodes of one that agrees with these actions; 0 when none does. */
  #nodeAt(g: number, given: readonly number[], values: readonly number[]): number {
    const at = this.#group(g).nodes.findIndex((v) => {
      const path = this.#tree.paths[v] as ReadonlyMap<number, number>;
      return given.every((one, i) => !path.has(one) || path.get(one) === values[i]);
    });
    return Math.max(0, at);
  }

  #table(
    given: readonly number[],
    size: number,
    fill: (values: readonly number[], into: number[]) => void,
  ): Float64Array {
    const sizes = given.map((g) => this.#group(g).arity);
    const rows = sizes.reduce((product, n) => product * n, 1);
    const entries = new Float64Array(rows * size);
    for (let row = 0; row < rows; row++) {
      const values = sizes.map(() => 0);
      let rest = row;
      for (let i = sizes.length - 1; i >= 0; i--) {
        values[i] = rest % (sizes[i] as number);
        rest = Math.floor(rest / (sizes[i] as number));
      }
      const into = Array.from({ length: size }, () => 0);
      fill(values, into);
      entries.set(into, row * size);
    }
    return entries;
  }

  #add(node: Omit<DiagramNode, "id"> & { readonly domain?: Domain }): number {
    this.#nodes.push({ ...node, id: this.#nodes.length });
    return this.#nodes.length - 1;
  }

  #group(g: number): Group {
    return this.#tree.groups[g] as Group;
  }
}

/** One label for each position; where nodes call it differently, all their words. */
function sharedLabels(lists: readonly (readonly string[])[], arity: number): string[] {
  return Array.from({ length: arity }, (_, i) =>
    [...new Set(lists.map((list) => list[i] ?? ""))].filter((one) => one !== "").join(" / "),
  );
}

/** Whether a table over variables of these sizes, the first slowest, changes with one of them. */
function dependsOn(entries: Float64Array, sizes: readonly number[], variable: number): boolean {
  const size = sizes[variable] as number;
  const stride = sizes.slice(variable + 1).reduce((product, n) => product * n, 1);
  return entries.some((x, i) => {
    const own = Math.floor(i / stride) % size;
    return own > 0 && entries[i - own * stride] !== x;
  });
}
