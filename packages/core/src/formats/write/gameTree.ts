/**
 * A diagram as the game tree it describes: variables in an order in which parents come first, one
 * information set for each decision and what it sees. Moves of chance with one possible value are
 * left out, and so is what has no probability.
 */
import type {
  ExtensiveGame,
  GameNode,
  InfluenceDiagram,
  MechanismReader,
} from "../../model/index.ts";
import { topologicalOrder } from "../../graph/index.ts";
import { MechanismError, mechanismReader, showValue } from "../../model/index.ts";
import { refuse } from "../kit/fault.ts";
import { distinctStates } from "../kit/writing.ts";

const MOST_NODES = 200_000;

/** The tree. Ends the writing where the diagram has none that can be listed. */
export function gameTree(diagram: InfluenceDiagram): ExtensiveGame {
  return new TreeMaker(diagram).make();
}

class TreeMaker {
  readonly #diagram: InfluenceDiagram;
  /** Chance and decision nodes, parents first. */
  readonly #order: readonly number[];
  readonly #readers = new Map<number, MechanismReader>();
  readonly #nodes: GameNode[] = [];
  readonly #sets: { player: number; label: string; actions: readonly string[]; nodes: number[] }[] =
    [];
  readonly #setOf = new Map<string, number>();
  /** Position of the value of each variable on the way down. */
  readonly #at: number[];
  /** Agents that own something, in the diagram's order. */
  readonly #players: readonly number[];

  constructor(diagram: InfluenceDiagram) {
    this.#diagram = diagram;
    this.#order = Array.from(topologicalOrder(diagram.graph) ?? []).filter(
      (v) => diagram.node(v).kind !== "utility",
    );
    this.#at = diagram.nodes.map(() => 0);
    this.#players = [...new Set(diagram.nodes.flatMap(({ owners }) => owners))].sort(
      (a, b) => a - b,
    );
  }

  make(): ExtensiveGame {
    this.#check();
    this.#grow(0);
    return {
      title: this.#diagram.header.title ?? "",
      players: this.#players.map((agent) => this.#diagram.agents[agent]?.name ?? ""),
      nodes: this.#nodes,
      informationSets: this.#sets,
    };
  }

  #check(): void {
    const { nodes } = this.#diagram;
    if (this.#players.length === 0) {
      refuse("not-written", "a game needs players, and nobody decides or wants anything here");
    }
    for (const { kind, name, id, domain, parents } of nodes) {
      if (kind !== "utility" && domain?.kind !== "finite") {
        refuse("not-written", `${name} has no list of values, which a game tree needs`);
      }
      const utility = parents.find((parent) => nodes[parent]?.kind === "utility");
      if (utility !== undefined) {
        refuse(
          "not-written",
          `${name} depends on the utility ${nodes[utility]?.name}; in a game nothing does`,
        );
      }
      if (kind === "decision") continue;
      try {
        this.#readers.set(id, mechanismReader(this.#diagram, id));
      } catch (error) {
        if (!(error instanceof MechanismError)) throw error;
        refuse(
          "not-written",
          `a game needs every number: ${error.message}`,
          {},
          "give it a mechanism",
        );
      }
    }
  }

  /** Adds the node for the depth-th variable, and what follows it; its index. */
  #grow(depth: number): number {
    if (this.#nodes.length > MOST_NODES) {
      refuse(
        "not-written",
        `the game tree has more than ${MOST_NODES.toLocaleString("en")} nodes`,
        {},
        "shorten the horizon, or write JSON",
      );
    }
    const v = this.#order[depth];
    if (v === undefined) return this.#end();
    const { kind, name, domain } = this.#diagram.node(v);
    const labels = domain?.kind === "finite" ? distinctStates(domain.values) : [];
    if (kind === "decision") return this.#turn(v, labels, depth);
    const row = this.#rowOf(v, labels.length);
    const possible = labels.flatMap((_, i) => ((row[i] as number) > 0 ? [i] : []));
    const [only] = possible;
    if (possible.length === 1 && only !== undefined) {
      this.#at[v] = only;
      return this.#grow(depth + 1);
    }
    return this.#add(
      (children) => ({
        kind: "chance",
        label: name,
        actions: possible.map((i) => labels[i] as string),
        probabilities: possible.map((i) => row[i] as number),
        children,
      }),
      possible,
      v,
      depth,
    );
  }

  #turn(v: number, labels: readonly string[], depth: number): number {
    const { name, parents, owners } = this.#diagram.node(v);
    const key = `${v} ${parents.map((parent) => this.#at[parent]).join(" ")}`;
    let set = this.#setOf.get(key);
    if (set === undefined) {
      set = this.#sets.length;
      this.#setOf.set(key, set);
      const seen = parents.map((parent) => {
        const { name: called, domain } = this.#diagram.node(parent);
        const value =
          domain?.kind === "finite" ? domain.values[this.#at[parent] as number] : undefined;
        return `${called} = ${value === undefined ? "?" : showValue(value)}`;
      });
      const label = seen.length === 0 ? name : `${name} when ${seen.join(", ")}`;
      this.#sets.push({
        player: this.#players.indexOf(owners[0] ?? 0),
        label,
        actions: labels,
        nodes: [],
      });
    }
    this.#sets[set]?.nodes.push(this.#nodes.length);
    const informationSet = set;
    return this.#add(
      (children) => ({ kind: "player", label: name, informationSet, children }),
      labels.map((_, i) => i),
      v,
      depth,
    );
  }

  #add(
    make: (children: number[]) => GameNode,
    values: readonly number[],
    v: number,
    depth: number,
  ): number {
    const index = this.#nodes.length;
    const children: number[] = [];
    this.#nodes.push(make(children));
    for (const value of values) {
      this.#at[v] = value;
      children.push(this.#grow(depth + 1));
    }
    return index;
  }

  #end(): number {
    const payoffs = this.#players.map(() => 0);
    for (const { id, kind, owners } of this.#diagram.nodes) {
      if (kind !== "utility") continue;
      const [amount = 0] = this.#rowOf(id, 1);
      for (const owner of owners) {
        const player = this.#players.indexOf(owner);
        payoffs[player] = (payoffs[player] as number) + amount;
      }
    }
    this.#nodes.push({ kind: "terminal", label: "", payoffs });
    return this.#nodes.length - 1;
  }

  #rowOf(v: number, size: number): Float64Array {
    const row = new Float64Array(size);
    const { parents } = this.#diagram.node(v);
    try {
      this.#readers.get(v)?.read(
        parents.map((parent) => this.#at[parent] as number),
        row,
      );
    } catch (error) {
      if (!(error instanceof MechanismError)) throw error;
      refuse("not-written", `a game needs every number: ${error.message}`);
    }
    return row;
  }
}
