/**
 * For one decision D and every node X that is not a descendant of D: would the link X→D survive the
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
import { Separation, SeparationTree, TOUCHED } from "../graph/index.ts";
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
  const flags = analysis.decisionSweep(decision);
  const result = certainSurvivors(analysis, decision, decisions);
  const open: NodeId[] = [];
  for (let x = 0; x < graph.size; x++) {
    if (below[x] === 1) result[x] = 0;
    else if (result[x] === 0 && ((flags[x] as number) & TOUCHED) !== 0) open.push(x);
  }
  const stages = analysis.once(
    `stages ${decisions.join(" ")}`,
    () => new Stages(structure, decisions, graph),
  );
  const waiting = [{ stage: stages.first, nodes: open }];
  for (let job = waiting.pop(); job !== undefined; job = waiting.pop()) {
    if (job.nodes.length === 0) continue;
    const choice = job.stage.choice(decision);
    const groups = new Map<string, { dropped: readonly number[]; nodes: NodeId[] }>();
    for (const x of job.nodes) {
      if (!choice.touches(x)) continue;
      const part = choice.exceptions(x);
      let group = groups.get(part);
      if (group === undefined) {
        group = { dropped: choice.dropped(x), nodes: [] };
        groups.set(part, group);
      }
      if (group.dropped.length === 0) result[x] = 1;
      else group.nodes.push(x);
    }
    for (const group of groups.values()) {
      if (group.nodes.length === 0) continue;
      waiting.push({ stage: stages.after(job.stage, group.dropped), nodes: group.nodes });
    }
  }
  return result;
}

/**
 * Marks nodes joined to a utility below D by arrows no reduction removes: the utility is reached from
 * D, and the node from the utility, first up and then down, without information links of the given
 * decisions and without passing Fa(D). Such a trail has no collider, so it stays active whatever else is
 * dropped. It settles most nodes of a random diagram.
 */
function certainSurvivors(
  analysis: Analysis,
  decision: NodeId,
  decisions: readonly NodeId[],
): Uint8Array {
  const { structure, graph } = analysis;
  if (decisions.length === 1) {
    return analysis.decisionSweep(decision).map((flag) => ((flag & TOUCHED) !== 0 ? 1 : 0));
  }
  const reduces = new Uint8Array(graph.size);
  for (const d of decisions) reduces[d] = 1;
  const reached = new Uint8Array(graph.size);
  reached[decision] = 1;
  const stack = [decision];
  for (let v = stack.pop(); v !== undefined; v = stack.pop()) {
    const end = graph.childOffsets[v + 1] as number;
    for (let i = graph.childOffsets[v] as number; i < end; i++) {
      const w = graph.childTargets[i] as number;
      if (reached[w] === 1 || reduces[w] === 1) continue;
      reached[w] = 1;
      stack.push(w);
    }
  }
  const blocked = new Uint8Array(graph.size);
  for (const v of family(graph, decision)) blocked[v] = 1;
  const marks = new Uint8Array(graph.size);
  const turned: NodeId[] = [];
  for (const u of structure.utilitiesOf(structure.ownerOf(decision))) {
    if (reached[u] === 0) continue;
    marks[u] = 1;
    stack.push(u);
  }
  for (let v = stack.pop(); v !== undefined; v = stack.pop()) {
    if (blocked[v] === 1) continue;
    turned.push(v);
    if (reduces[v] === 1) continue;
    const end = graph.parentOffsets[v + 1] as number;
    for (let i = graph.parentOffsets[v] as number; i < end; i++) {
      const w = graph.parentTargets[i] as number;
      if (marks[w] === 1) continue;
      marks[w] = 1;
      stack.push(w);
    }
  }
  for (let v = turned.pop(); v !== undefined; v = turned.pop()) {
    const end = graph.childOffsets[v + 1] as number;
    for (let i = graph.childOffsets[v] as number; i < end; i++) {
      const w = graph.childTargets[i] as number;
      if (marks[w] === 1 || reduces[w] === 1) continue;
      marks[w] = 1;
      if (blocked[w] === 0) turned.push(w);
    }
  }
  return marks;
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
  readonly utilities: readonly NodeId[];
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
  readonly structure: Structure;
  readonly decisions: readonly NodeId[];
  readonly separation: Separation;
  readonly #original: Digraph;
  readonly #views = new Map<NodeId, View>();
  readonly #idlePorts = new Map<NodeId, LinkPorts>();

  constructor(
    structure: Structure,
    decisions: readonly NodeId[],
    original: Digraph,
    lacking: Uint8Array,
    graph: Digraph,
  ) {
    this.structure = structure;
    this.decisions = decisions;
    this.#original = original;
    this.lacking = lacking;
    this.graph = graph;
    this.separation = new Separation(graph);
  }

  choice(decision: NodeId): Choice {
    return new Choice(this, decision);
  }

  view(decision: NodeId): View {
    let view = this.#views.get(decision);
    if (view === undefined) {
      const utilities = utilitiesBelowIn(this.structure, this.graph, decision);
      const tree = new SeparationTree(this.graph, utilities, family(this.graph, decision));
      const observed = [...this.graph.parents(decision)];
      const slots: number[] = [];
      const end = this.#original.parentOffsets[decision + 1] as number;
      for (let slot = this.#original.parentOffsets[decision] as number; slot < end; slot++) {
        if (this.lacking[slot] === 0) slots.push(slot);
      }
      const idle = observed.flatMap((y, i) =>
        ((tree.flags[y] as number) & TOUCHED) === 0 ? [i] : [],
      );
      view = { utilities, tree, observed, slots, idle };
      this.#views.set(decision, view);
    }
    return view;
  }

  /** Ports for the observations the decision could drop. */
  idlePorts(decision: NodeId): LinkPorts {
    let ports = this.#idlePorts.get(decision);
    if (ports === undefined) {
      const { idle, observed } = this.view(decision);
      const labels = idle.map((i) => observed[i] as NodeId);
      ports = new LinkPorts(this.structure, this.graph, decision, labels, "end");
      this.#idlePorts.set(decision, ports);
    }
    return ports;
  }
}

/** What may be dropped at a stage when some X→D is added, as exceptions from what may be without. */
class Choice {
  readonly #stage: Stage;
  readonly #decision: NodeId;
  readonly #own: View;
  /** The other decisions that could drop something. */
  readonly #others: readonly NodeId[];
  /** Nodes on a walk that shows some observation of D requisite. */
  readonly #onWalk: Uint8Array;
  #ownPorts: LinkPorts | undefined;

  constructor(stage: Stage, decision: NodeId) {
    this.#stage = stage;
    this.#decision = decision;
    this.#own = stage.view(decision);
    this.#others = stage.decisions.filter((d) => d !== decision && stage.view(d).idle.length > 0);
    this.#onWalk = new Uint8Array(stage.graph.size);
    const { observed, tree } = this.#own;
    for (const y of observed) {
      tree.walkTo(y, (v) => {
        this.#onWalk[v] = 1;
      });
    }
  }

  /** Does X, observed or not, still matter to D? */
  touches(x: NodeId): boolean {
    return ((this.#own.tree.flags[x] as number) & TOUCHED) !== 0;
  }

  /** A text that is equal for two X iff the same links may be dropped; mostly empty. */
  exceptions(x: NodeId): string {
    if (this.#stage.graph.hasEdge(x, this.#decision)) return "";
    let text = "";
    for (const other of this.#others) {
      const ports = this.#stage.idlePorts(other);
      for (let block = 0; block < ports.blockCount; block++) {
        const saved = ports.connected(block, x, this.#decision);
        if (saved !== 0) text += `${other}.${block}.${saved} `;
      }
    }
    return this.#unsettled(x) ? `${text}own ${this.#ownDropped(x).join(" ")}` : text;
  }

  /** Slots of all links that may be dropped when X→D is added. */
  dropped(x: NodeId): number[] {
    const observes = this.#stage.graph.hasEdge(x, this.#decision);
    const result =
      observes || !this.#unsettled(x) ? this.#idleSlots(this.#decision) : this.#ownDropped(x);
    for (const other of this.#others) {
      const slots = this.#idleSlots(other);
      if (observes) {
        result.push(...slots);
        continue;
      }
      const ports = this.#stage.idlePorts(other);
      for (let block = 0; block < ports.blockCount; block++) {
        const saved = ports.connected(block, x, this.#decision);
        const first = block * LABELS_PER_BLOCK;
        slots.slice(first, first + LABELS_PER_BLOCK).forEach((slot, i) => {
          if ((saved & (1 << (i + 1))) === 0) result.push(slot);
        });
      }
    }
    return result;
  }

  #idleSlots(decision: NodeId): number[] {
    const { idle, slots } = this.#stage.view(decision);
    return idle.map((i) => slots[i] as number);
  }

  /**
   * Could observing X change which observations of D are requisite? Only if X lies on a walk that
   * shows one, or if conditioning on X may connect an idle one to U(D).
   */
  #unsettled(x: NodeId): boolean {
    if (this.#onWalk[x] === 1) return true;
    if (this.#own.idle.length === 0) return false;
    this.#ownPorts ??= this.#stage.idlePorts(this.#decision);
    for (let block = 0; block < this.#ownPorts.blockCount; block++) {
      if (this.#ownPorts.meeting(block, x) !== 0) return true;
    }
    return false;
  }

  #ownDropped(x: NodeId): number[] {
    const { utilities, observed, slots } = this.#own;
    const flags = this.#stage.separation.sweep(utilities, [...observed, this.#decision, x]);
    return observed.flatMap((y, i) =>
      ((flags[y] as number) & TOUCHED) === 0 ? [slots[i] as number] : [],
    );
  }
}
