/**
 * For one decision D and every node X that is no descendant of D: would the link X→D survive the
 * minimal reduction of the graph with that link?
 *
 * Reducing G+X→D for each X would cost a reduction per node. Instead all X are reduced together and
 * part only where they must: a stage is a graph (without the link X→D) shared by a set of X for which
 * the same links have been removed so far. At a stage
 *   - a decision D' ≠ D may drop, with X→D, the links it may drop without it, except those whose
 *     observation the new link connects to U(D') (`linkPorts.ts`);
 *   - D itself may drop Y iff Y is separated given the other observations and X: certain when
 *     Y's walk to U(D) misses X, or when X joins nothing; swept again otherwise;
 *   - X→D is gone for good when the stage separates X from U(D) given Fa(D).
 * X that drop the same links move on to the same next stage; X that drop none survive. Reductions are
 * order independent, so the answer is exact; `definitions.test.ts` compares it with the definition.
 * Stages are few in practice and shared by all decisions; a stage costs a sweep per decision.
 */
import type { Digraph, NodeId } from "../graph/index.ts";
import type { Structure } from "../model/index.ts";
import type { Analysis } from "./analysis.ts";
import { descendants, Separation, SeparationTree, TOUCHED } from "../graph/index.ts";
import { family, utilitiesBelowIn } from "./analysis.ts";
import { LABELS_PER_BLOCK, LinkPorts } from "./linkPorts.ts";

/** Marks (1) the X whose link X→D survives the reduction of the given decisions' links. */
export function survivingLinks(
  analysis: Analysis,
  decision: NodeId,
  decisions: readonly NodeId[],
): Uint8Array {
  const { graph, structure } = analysis;
  const below = analysis.below(decision);
  const result = new Uint8Array(graph.size);
  const stages = analysis.once(
    `stages ${decisions.join(" ")}`,
    () => new Stages(structure, decisions, graph),
  );
  const waiting: { stage: Stage; nodes: NodeId[] }[] = [];
  const first = Array.from({ length: graph.size }, (_, x) => x).filter((x) => below[x] === 0);
  waiting.push({ stage: stages.first, nodes: first });
  for (let job = waiting.pop(); job !== undefined; job = waiting.pop()) {
    const { stage, nodes } = job;
    const groups = new Map<string, { dropped: number[]; nodes: NodeId[] }>();
    for (const x of nodes) {
      if (!stage.touches(decision, x)) continue;
      const dropped = stage.droppedWith(decision, x);
      if (dropped === undefined) continue;
      if (dropped.length === 0) {
        result[x] = 1;
        continue;
      }
      const key = dropped.join(" ");
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { dropped, nodes: [x] });
      else group.nodes.push(x);
    }
    for (const group of groups.values()) {
      waiting.push({ stage: stages.after(stage, group.dropped), nodes: group.nodes });
    }
  }
  return result;
}

/** All stages met so far, by the links they lack. */
class Stages {
  readonly first: Stage;
  readonly #structure: Structure;
  readonly #decisions: readonly NodeId[];
  readonly #known = new Map<string, Stage>();

  constructor(structure: Structure, decisions: readonly NodeId[], graph: Digraph) {
    this.#structure = structure;
    this.#decisions = decisions;
    this.first = new Stage(structure, decisions, graph, new Uint8Array(graph.edgeCount), graph);
  }

  /** The stage without some more links, given by their slots in the original graph. */
  after(stage: Stage, slots: readonly number[]): Stage {
    const lacking = stage.lacking.slice();
    for (const slot of slots) lacking[slot] = 1;
    const key = keyOf(lacking);
    let next = this.#known.get(key);
    if (next === undefined) {
      const { graph } = this.first;
      const reduced = graph.withoutSlots(lacking);
      next = new Stage(this.#structure, this.#decisions, graph, lacking, reduced);
      this.#known.set(key, next);
    }
    return next;
  }
}

function keyOf(lacking: Uint8Array): string {
  const slots: number[] = [];
  for (let slot = lacking.indexOf(1); slot !== -1; slot = lacking.indexOf(1, slot + 1)) {
    slots.push(slot);
  }
  return slots.join(" ");
}

/** What one decision sees of a stage. */
interface View {
  readonly flags: Uint8Array;
  readonly tree: SeparationTree;
  /** Observations, with their slots in the original graph. */
  readonly observed: readonly NodeId[];
  readonly slots: readonly number[];
  /** Positions in `observed` of what could be dropped as the stage stands. */
  readonly idle: readonly number[];
}

class Stage {
  readonly lacking: Uint8Array;
  readonly graph: Digraph;
  readonly #original: Digraph;
  readonly #structure: Structure;
  readonly #decisions: readonly NodeId[];
  readonly #views = new Map<NodeId, View>();
  readonly #idlePorts = new Map<NodeId, LinkPorts>();
  readonly #ownPorts = new Map<NodeId, LinkPorts>();
  readonly #separation: Separation;

  constructor(
    structure: Structure,
    decisions: readonly NodeId[],
    original: Digraph,
    lacking: Uint8Array,
    graph: Digraph,
  ) {
    this.#structure = structure;
    this.#decisions = decisions;
    this.#original = original;
    this.lacking = lacking;
    this.graph = graph;
    this.#separation = new Separation(graph);
  }

  /** Does X, observed or not, still matter to D? */
  touches(decision: NodeId, x: NodeId): boolean {
    return ((this.#view(decision).flags[x] as number) & TOUCHED) !== 0;
  }

  /** Slots of the links that can be dropped next when X→D is added; X→D itself is touched. */
  droppedWith(decision: NodeId, x: NodeId): number[] {
    const dropped: number[] = [];
    for (const other of this.#decisions) {
      if (other === decision) this.#droppedByItself(decision, x, dropped);
      else this.#droppedByOther(other, decision, x, dropped);
    }
    return dropped;
  }

  #droppedByOther(other: NodeId, decision: NodeId, x: NodeId, dropped: number[]): void {
    const { idle, observed, slots } = this.#view(other);
    if (idle.length === 0) return;
    if (this.graph.hasEdge(x, decision)) {
      for (const i of idle) dropped.push(slots[i] as number);
      return;
    }
    let ports = this.#idlePorts.get(other);
    if (ports === undefined) {
      const labels = idle.map((i) => observed[i] as NodeId);
      ports = new LinkPorts(this.#structure, this.graph, other, labels, "end");
      this.#idlePorts.set(other, ports);
    }
    for (let block = 0; block < ports.blockCount; block++) {
      const saved = ports.connected(block, x, decision);
      const first = block * LABELS_PER_BLOCK;
      const end = Math.min(idle.length, first + LABELS_PER_BLOCK);
      for (let i = first; i < end; i++) {
        if ((saved & (1 << (i - first + 1))) === 0)
          dropped.push(slots[idle[i] as number] as number);
      }
    }
  }

  #droppedByItself(decision: NodeId, x: NodeId, dropped: number[]): void {
    const { observed, slots, idle, tree, flags } = this.#view(decision);
    if (observed.length === 0) return;
    if (observed.includes(x)) {
      for (const i of idle) dropped.push(slots[i] as number);
      return;
    }
    const idleSet = new Set(idle);
    let exact: Uint8Array | undefined;
    for (let i = 0; i < observed.length; i++) {
      const y = observed[i] as NodeId;
      const settled = idleSet.has(i) ? !this.#mayJoin(decision, i, x) : walkMisses(tree, y, x);
      if (!settled) {
        exact ??= this.#separation.sweep(utilitiesBelowIn(this.#structure, this.graph, decision), [
          ...observed,
          decision,
          x,
        ]);
      }
      const source = settled ? flags : (exact as Uint8Array);
      if (((source[y] as number) & TOUCHED) === 0) dropped.push(slots[i] as number);
    }
  }

  /** Could conditioning on X connect the i-th observation to U(D)? */
  #mayJoin(decision: NodeId, i: number, x: NodeId): boolean {
    let ports = this.#ownPorts.get(decision);
    if (ports === undefined) {
      const { observed } = this.#view(decision);
      ports = new LinkPorts(this.#structure, this.graph, decision, observed, "end");
      this.#ownPorts.set(decision, ports);
    }
    const block = Math.floor(i / LABELS_PER_BLOCK);
    return (ports.meeting(block, x) & (1 << ((i % LABELS_PER_BLOCK) + 1))) !== 0;
  }

  #view(decision: NodeId): View {
    let view = this.#views.get(decision);
    if (view === undefined) {
      const below = descendants(this.graph, [decision]);
      const owner = this.#structure.ownerOf(decision);
      const targets = this.#structure.utilitiesOf(owner).filter((u) => below[u] === 1);
      const tree = new SeparationTree(this.graph, targets, family(this.graph, decision));
      const observed = [...this.graph.parents(decision)];
      const slots: number[] = [];
      const end = this.#original.parentOffsets[decision + 1] as number;
      for (let slot = this.#original.parentOffsets[decision] as number; slot < end; slot++) {
        if (this.lacking[slot] === 0) slots.push(slot);
      }
      const { flags } = tree;
      const idle = observed.flatMap((y, i) => (((flags[y] as number) & TOUCHED) === 0 ? [i] : []));
      view = { flags, tree, observed, slots, idle };
      this.#views.set(decision, view);
    }
    return view;
  }
}

function walkMisses(tree: SeparationTree, y: NodeId, x: NodeId): boolean {
  let misses = true;
  tree.walkTo(y, (v) => {
    if (v === x) misses = false;
  });
  return misses;
}
