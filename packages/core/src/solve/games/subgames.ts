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
  const copy = (n: number): number => {
    const index = nodes.length;
    const node = game.nodes[n] as GameNode;
    const payoffs = ends.get(n);
    if (payoffs !== undefined || node.kind === "terminal") {
      nodes.push(payoffs === undefined ? node : { kind: "terminal", label: node.label, payoffs });
      return index;
    }
    const children: number[] = [];
    if (node.kind === "chance") nodes.push({ ...node, children });
    else {
      let set = sets.indexOf(node.informationSet);
      if (set < 0) {
        set = sets.push(node.informationSet) - 1;
        const { player, label, actions } = game.informationSets[node.informationSet] ?? {
          player: 0,
          label: "",
          actions: [],
        };
        informationSets.push({ player, label, actions, nodes: [] });
      }
      informationSets[set]?.nodes.push(index);
      nodes.push({ ...node, informationSet: set, children });
    }
    for (const child of node.children) children.push(copy(child));
    return index;
  };
  copy(root);
  return { part: { title: game.title, players: game.players, nodes, informationSets }, sets };
}

function childrenOf(game: ExtensiveGame, n: number): readonly number[] {
  const node = game.nodes[n];
  return node === undefined || node.kind === "terminal" ? [] : node.children;
}
