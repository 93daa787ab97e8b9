/**
 * What does one more link X→D connect? For a decision D' ≠ D with conditioning set Fa(D') this
 * answers, for any X and D, which labels (mechanisms of decisions, or observations of D') become
 * d-connected to U(D') by adding X→D, without sweeping again.
 *
 * Lemma. Let Z = Fa(D'), A = Z and its ancestors, and call a label "at the X-port" when an active
 * trail brings it to X ∉ Z, "at the D-port" when it may leave D towards a parent (it came from a
 * child and D ∉ Z, or from a parent and D ∈ A); a label that is the end X or D is at that port. Two labels that are separated in G are connected in
 * G+X→D iff one is at the X-port and the other at the D-port, or D ∈ A, X ∉ A and both reach X.
 * Proof. A trail that uses the new arrow splits there: its sides end at the two ports. If the arrow
 * only opens a collider C (a non-ancestor of Z that is an ancestor of X), then D ∈ A and the path
 * C ⇢ X lies outside A, so the trail's side reaches X along it. Take the first use of the arrow from
 * either end: two openings make both labels reach X; an opening and a crossing towards D likewise;
 * an opening on one side and, from the other, the arrow crossed from D put them at the two ports. The
 * converse is read off. ∎
 *
 * Adding X→D can also enlarge U(D') by the utilities below D, when X lies below D' and D does not:
 * those extra utilities are labels of their own. X must not lie below D.
 */
import type { Digraph, LabelSweep, NodeId } from "../graph/index.ts";
import type { Structure } from "../model/index.ts";
import { descendants, GIVEN, OPENER, sweepLabels } from "../graph/index.ts";
import { family } from "./analysis.ts";

/** Labels per word: bit 0 is U(D'). */
export const LABELS_PER_BLOCK = 31;

export type LabelKind =
  /** The mechanism of the node, a new parent of it. */
  | "mechanism"
  /** The node as an end of a trail. */
  | "end";

export class LinkPorts {
  readonly labels: readonly NodeId[];
  /** Marks D' and its descendants. */
  readonly below: Uint8Array;
  readonly #structure: Structure;
  readonly #graph: Digraph;
  readonly #decision: NodeId;
  readonly #kind: LabelKind;
  readonly #positions: ReadonlyMap<NodeId, number>;
  readonly #blocks: readonly LabelSweep[];
  /** Sweeps of the extra utilities of each D, made when first needed; null: none are added. */
  readonly #extra = new Map<NodeId, LabelSweep | null>();
  readonly #utilities: readonly NodeId[];

  constructor(
    structure: Structure,
    graph: Digraph,
    decision: NodeId,
    labels: readonly NodeId[],
    kind: LabelKind,
  ) {
    this.#structure = structure;
    this.#graph = graph;
    this.#decision = decision;
    this.#kind = kind;
    this.labels = labels;
    this.#positions = new Map(labels.map((v, i) => [v, i]));
    this.below = descendants(graph, [decision]);
    const owner = structure.ownerOf(decision);
    this.#utilities = structure.utilitiesOf(owner).filter((u) => this.below[u] === 1);
    const blocks: LabelSweep[] = [];
    const given = family(graph, decision);
    for (let first = 0; first < labels.length; first += LABELS_PER_BLOCK) {
      const own = labels.slice(first, first + LABELS_PER_BLOCK).map((node, i) => ({
        node,
        from: kind === "mechanism" ? ("parent" as const) : ("itself" as const),
        bits: 1 << (i + 1),
      }));
      const source = this.#utilities.map((node) => ({ node, from: "child" as const, bits: 1 }));
      blocks.push(sweepLabels(graph, [...source, ...own], given));
    }
    this.#blocks = blocks;
  }

  get blockCount(): number {
    return this.#blocks.length;
  }

  /**
   * Labels of a block that may become connected when X joins the conditioning set of D' itself: a
   * trail that X opens has both its sides reach X, so this is all of them or none.
   */
  meeting(block: number, x: NodeId): number {
    const { fromChild, fromParent } = this.#blocks[block] as LabelSweep;
    const reachX = (fromChild[x] as number) | (fromParent[x] as number);
    return (reachX & 1) === 0 ? 0 : reachX & ~1;
  }

  /** Labels of a block (bits 1 …) that X→D newly connects to the utilities below D'. */
  connected(block: number, x: NodeId, d: NodeId): number {
    const sweep = this.#blocks[block] as LabelSweep;
    const { flags, fromChild, fromParent } = sweep;
    const flagX = flags[x] as number;
    const flagD = flags[d] as number;
    const reachX = (fromChild[x] as number) | (fromParent[x] as number);
    const portX = ((flagX & GIVEN) === 0 ? reachX : 0) | this.#endBit(block, x);
    const portD =
      ((flagD & GIVEN) === 0 ? (fromChild[d] as number) : 0) |
      ((flagD & OPENER) !== 0 ? (fromParent[d] as number) : 0) |
      this.#endBit(block, d);
    const opens = (flagD & OPENER) !== 0 && (flagX & OPENER) === 0;
    let result = 0;
    if ((portX & 1) !== 0) result |= portD;
    if ((portD & 1) !== 0) result |= portX;
    if (opens && (reachX & 1) !== 0) result |= reachX;
    if (this.below[x] === 1 && this.below[d] === 0) result |= this.#throughExtra(block, d, portX);
    return result & ~1;
  }

  /** A label that is an end may leave its node by the new arrow, given or not. */
  #endBit(block: number, v: NodeId): number {
    const position = this.#kind === "end" ? (this.#positions.get(v) ?? -1) : -1;
    const inBlock = position - block * LABELS_PER_BLOCK;
    return inBlock >= 0 && inBlock < LABELS_PER_BLOCK ? 1 << (inBlock + 1) : 0;
  }

  /**
   * The same for the utilities that D' gains because D now lies below it. None of Fa(D') lies below D, or
   * X→D would close a circle (X lies below D'), so that D ∉ A and a chain from D down to these
   * utilities is open: they reach D whatever they are, and a label at the D-port reaches them without the new arrow.
   */
  #throughExtra(block: number, d: NodeId, portX: number): number {
    const extra = this.#extraSweep(d);
    if (extra === null) return 0;
    const { flags, fromChild, fromParent } = extra;
    let result = portX;
    const end = Math.min(this.labels.length, (block + 1) * LABELS_PER_BLOCK);
    for (let i = block * LABELS_PER_BLOCK; i < end; i++) {
      const v = this.labels[i] as number;
      const flag = flags[v] as number;
      const up = fromChild[v] !== 0;
      const down = fromParent[v] !== 0;
      const meets =
        this.#kind === "end"
          ? up || down
          : (up && (flag & GIVEN) === 0) || (down && (flag & OPENER) !== 0);
      if (meets) result |= 1 << (i - block * LABELS_PER_BLOCK + 1);
    }
    return result;
  }

  #extraSweep(d: NodeId): LabelSweep | null {
    let sweep = this.#extra.get(d);
    if (sweep === undefined) {
      const belowD = descendants(this.#graph, [d]);
      const gained = this.#structure
        .utilitiesOf(this.#structure.ownerOf(this.#decision))
        .filter((u) => belowD[u] === 1 && this.below[u] === 0);
      const seeds = gained.map((node) => ({ node, from: "child" as const, bits: 1 }));
      sweep =
        gained.length === 0
          ? null
          : sweepLabels(this.#graph, seeds, family(this.#graph, this.#decision));
      this.#extra.set(d, sweep);
    }
    return sweep;
  }
}
