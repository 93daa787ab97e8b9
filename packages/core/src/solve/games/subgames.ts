/**
 * Subgames of a tree: the nodes below which every information set lies whole. Nodes are listed
 * parents first, and the nodes below one follow it directly, as a file in prefix order has them.
 */
import type { ExtensiveGame, GameNode } from "../../model/index.ts";

/** 1 for every inner node that is the root of a subgame; the whole game is one. */
export function subgameRoots(game: ExtensiveGame): Uint8Array {
  const { nodes, informationSets } = game;
  // The first and last node of the information sets met below each node, and the last node below.
  const last = Int32Array.from(nodes, (_, n) => n);
  const first = Int32Array.from(nodes, (_, n) => n);
  const reach = Int32Array.from(nodes, (_, n) => n);
  for (let n = nodes.length - 1; n >= 0; n--) {
    const node = nodes[n] as GameNode;
    if (node.kind === "terminal") continue;
    if (node.kind === "player") {
      const own = informationSets[node.informationSet]?.nodes ?? [];
      first[n] = Math.min(n, own[0] ?? n);
      reach[n] = Math.max(n, own.at(-1) ?? n);
    }
    for (const child of node.children) {
      last[n] = Math.max(last[n] as number, last[child] as number);
      first[n] = Math.min(first[n] as number, first[child] as number);
      reach[n] = Math.max(reach[n] as number, reach[child] as number);
    }
  }
  return Uint8Array.from(nodes, (node, n) =>
    node.kind !== "terminal" &&
    (first[n] as number) >= n &&
    (reach[n] as number) <= (last[n] as number)
      ? 1
      : 0,
  );
}

/** The subgames directly inside one: no other lies between. */
export function childSubgames(game: ExtensiveGame, roots: Uint8Array, root: number): number[] {
  const found: number[] = [];
  const stack = [...childrenOf(game, root)];
  while (stack.length > 0) {
    const n = stack.pop() as number;
    if (roots[n] === 1) found.push(n);
    else stack.push(...childrenOf(game, n));
  }
  return found.sort((a, b) => a - b);
}

/**
 * The game from a node on, where some nodes end it with the given payoffs, and the information
 * sets of the whole game that its own stand for.
 */
export function pruned(
  game: ExtensiveGame,
  root: number,
  ends: ReadonlyMap<number, readonly number[]>,
): { readonly part: ExtensiveGame; readonly sets: readonly number[] } {
  const nodes: GameNode[] = [];
  const sets: number[] = [];
  const informationSets: {
    player: number;
    label: string;
    actions: readonly string[];
    nodes: number[];
  }[] = [];
  const numberOf = new Map<number, number>();
  const own = (informationSet: number): number => {
    let set = numberOf.get(informationSet);
    if (set === undefined) {
      set = sets.push(informationSet) - 1;
      numberOf.set(informationSet, set);
      const { player, label, actions } = game.informationSets[informationSet] ?? {
        player: 0,
        label: "",
        actions: [],
      };
      informationSets.push({ player, label, actions, nodes: [] });
    }
    return set;
  };
  // In the order of a file: a node, then all that is below its first child. Deep trees need no deep calls.
  const waiting: { readonly node: number; readonly above: number[] }[] = [
    { node: root, above: [] },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const index = nodes.length;
    next.above.push(index);
    const node = game.nodes[next.node] as GameNode;
    const payoffs = ends.get(next.node);
    if (payoffs !== undefined || node.kind === "terminal") {
      nodes.push(payoffs === undefined ? node : { kind: "terminal", label: node.label, payoffs });
      continue;
    }
    const children: number[] = [];
    if (node.kind === "chance") nodes.push({ ...node, children });
    else {
      const set = own(node.informationSet);
      informationSets[set]?.nodes.push(index);
      nodes.push({ ...node, informationSet: set, children });
    }
    for (const child of node.children.toReversed()) waiting.push({ node: child, above: children });
  }
  return { part: { title: game.title, players: game.players, nodes, informationSets }, sets };
}

function childrenOf(game: ExtensiveGame, n: number): readonly number[] {
  const node = game.nodes[n];
  return node === undefined || node.kind === "terminal" ? [] : node.children;
}
