/**
 * The degrees of freedom of the modeller: diagrams that somebody else might have drawn of the same
 * system. A choice is an arrow that could be added or left out, or two chance variables that could be
 * drawn as one (a coarse-graining). Arrows into decisions are not among the derived choices: what is
 * seen belongs to the design, not to the drawing of it.
 */
import type { Link, NodeId } from "../graph/index.ts";
import type { Structure } from "../model/index.ts";
import { Digraph, findCycle } from "../graph/index.ts";

/**
 * Something a modeller may decide either way: an arrow left out, or two variables drawn as one.
 */
export type ModellerChoice =
  /** Drawn where it is absent, left out where it is there. */
  | { readonly kind: "arrow"; readonly link: Link }
  /** The second is drawn as part of the first. */
  | { readonly kind: "merge"; readonly nodes: readonly [NodeId, NodeId] };

/**
 * A diagram the modeller might have drawn instead: the choices that differ, and which old node
 * each new one stands for.
 */
export interface Alternative {
  readonly structure: Structure;
  readonly choices: readonly ModellerChoice[];
  /** The node that stands for each node; itself unless merged. */
  readonly standsFor: readonly NodeId[];
}

/** Every arrow between variables that one change could add or leave out, and every pair of chance
 * variables joined by an arrow, as long as the result has no cycle. */
export function modellerChoices(structure: Structure): ModellerChoice[] {
  const { graph } = structure;
  const choices: ModellerChoice[] = [];
  for (let from = 0; from < graph.size; from++)
    for (let to = 0; to < graph.size; to++) {
      if (from === to) continue;
      const mayJoin = structure.kind(from) !== "utility" && structure.kind(to) !== "decision";
      if (mayJoin) choices.push({ kind: "arrow", link: [from, to] });
      const bothChance = structure.kind(from) === "chance" && structure.kind(to) === "chance";
      if (bothChance && graph.hasEdge(from, to)) choices.push({ kind: "merge", nodes: [from, to] });
    }
  return choices.filter((choice) => alternative(structure, [choice]) !== undefined);
}

/** The diagram with these choices made differently; nothing when it has a directed cycle. */
export function alternative(
  structure: Structure,
  choices: readonly ModellerChoice[],
): Alternative | undefined {
  const { graph } = structure;
  const add: Link[] = [];
  const remove: Link[] = [];
  const standsFor = Array.from({ length: graph.size }, (_, v) => v);
  const root = (v: NodeId): NodeId => {
    let at = v;
    while (standsFor[at] !== at) at = standsFor[at] as NodeId;
    return at;
  };
  for (const choice of choices) {
    if (choice.kind === "merge") standsFor[root(choice.nodes[1])] = root(choice.nodes[0]);
    else if (graph.hasEdge(...choice.link)) remove.push(choice.link);
    else add.push(choice.link);
  }
  const toggled = graph.withEdges({ add, remove });
  if (choices.every(({ kind }) => kind === "arrow"))
    return findCycle(toggled) === undefined
      ? { structure: structure.withGraph(toggled), choices, standsFor }
      : undefined;
  const roots = standsFor.map((_, v) => root(v));
  const links = new Map<string, Link>();
  for (const [from, to] of toggled.edges()) {
    const link: Link = [roots[from] as NodeId, roots[to] as NodeId];
    if (link[0] !== link[1]) links.set(link.join(), link);
  }
  const merged = Digraph.fromEdges(graph.size, [...links.values()]);
  if (findCycle(merged) !== undefined) return undefined;
  return { structure: structure.withGraph(merged), choices, standsFor: roots };
}

/** The diagrams that differ by a few choices, and whether the list is complete. */
export interface Alternatives {
  /** The diagram itself first, then by number of choices. */
  readonly diagrams: readonly Alternative[];
  /** Combinations that have a cycle. */
  readonly inadmissible: number;
  /** All combinations of up to so many choices were looked at. */
  readonly changes: number;
  /** False when the cap kept larger combinations out. */
  readonly complete: boolean;
}

/** Which choices are varied, how many at once at most, and after how many diagrams to stop. */
export interface AlternativeOptions {
  /** The choices in question; derived from the graph when left out. */
  readonly choices?: readonly ModellerChoice[];
  /** Most choices made differently at once: all of given ones, 1 of derived ones. */
  readonly largest?: number;
  /** Most combinations to look at. A size of combination is looked at whole or not at all. */
  readonly cap?: number;
}

/** Every admissible diagram within so many choices. Cost: one diagram for each combination. */
export function alternatives(structure: Structure, options: AlternativeOptions = {}): Alternatives {
  const choices = options.choices ?? modellerChoices(structure);
  const wanted = options.largest ?? (options.choices === undefined ? 1 : choices.length);
  const largest = Math.min(wanted, choices.length);
  const { cap = 5000 } = options;
  const unchanged = alternative(structure, []);
  const diagrams = unchanged === undefined ? [] : [unchanged];
  let looked = 1;
  let inadmissible = 0;
  let changes = 0;
  for (; changes < largest; changes++) {
    const size = changes + 1;
    if (looked + combinationCount(choices.length, size) > cap) break;
    for (const chosen of combinations(choices, size)) {
      looked++;
      const found = alternative(structure, chosen);
      if (found === undefined) inadmissible++;
      else diagrams.push(found);
    }
  }
  return { diagrams, inadmissible, changes, complete: changes === largest };
}

function combinationCount(n: number, k: number): number {
  let count = 1;
  for (let i = 0; i < k; i++) count = (count * (n - i)) / (i + 1);
  return Math.round(count);
}

function* combinations<T>(items: readonly T[], size: number, from = 0): Generator<readonly T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let i = from; i <= items.length - size; i++)
    for (const rest of combinations(items, size - 1, i + 1)) yield [items[i] as T, ...rest];
}
