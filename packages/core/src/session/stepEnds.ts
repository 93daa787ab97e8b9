/**
 * What an arrow of a picture of one step stands for: which arrows of the model, by how many steps
 * they lead on, and what speaks against having one.
 */
import type { StepRow, SyntaxTree } from "../language/index.ts";
import type { NodeId } from "../graph/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import { templateGraph } from "../draw/index.ts";
import { stepNameOf } from "./stepName.ts";
import { arrowCalled, called } from "./called.ts";

/** Within the step, or into another one. */
export type StepKind = "same" | "later";

/** The ends by the names of the nodes that are drawn. */
interface NamedArrow {
  readonly from: string;
  readonly to: string;
  readonly step?: StepKind;
}

/** Whether a picture of one step has that arrow. */
export function hasStepArrow(diagram: InfluenceDiagram, edge: NamedArrow): boolean {
  const from = diagram.idOf(edge.from);
  const to = diagram.idOf(edge.to);
  return templateGraph(diagram).arrows.some(
    (arrow) => arrow.from === from && arrow.to === to && arrow.isLater === (edge.step === "later"),
  );
}

/** `S[t] → U[t]`, or `S[t] → U[t+1]`. */
export function stepArrowName(
  diagram: InfluenceDiagram,
  tree: SyntaxTree,
  { from, to, step }: NamedArrow,
): string {
  const ends = endsOf(diagram, from, to);
  if (ends === undefined) return arrowCalled(diagram, { from, to });
  const letter = stepNameOf(tree);
  const next = step === "later" ? `${letter}+1` : letter;
  return `${rowTitle(diagram, ends.from.row, letter)} → ${rowTitle(diagram, ends.to.row, next)}`;
}

interface End {
  readonly row: StepRow;
  /** Its nodes by step; the only one at 0 where it is not repeated. */
  readonly nodes: ReadonlyMap<number, NodeId>;
}

export interface Ends {
  readonly from: End;
  readonly to: End;
}

export function endsOf(diagram: InfluenceDiagram, from: string, to: string): Ends | undefined {
  const { steps } = templateGraph(diagram);
  const endOf = (name: string): End | undefined => {
    const id = diagram.idOf(name);
    if (id === undefined) return undefined;
    const { instance } = diagram.node(id);
    const drawnAs = steps.get(id)?.node;
    const nodes = new Map<number, NodeId>();
    for (const [node, step] of steps) {
      if (step.node === drawnAs && step.time !== undefined) nodes.set(step.time, node);
    }
    const times = nodes.size === 0 ? undefined : [...nodes.keys()].sort((a, b) => a - b);
    return {
      row: {
        name,
        template: instance?.template ?? name,
        prefix: instance?.indices.slice(0, -1) ?? [],
        times,
      },
      nodes: times === undefined ? new Map([[0, id]]) : nodes,
    };
  };
  const [tail, head] = [endOf(from), endOf(to)];
  return tail && head && { from: tail, to: head };
}

export type Pair = readonly [NodeId, NodeId];

/** The arrows that lead on by so many steps, whether the model has them or not. */
export function pairsOf({ from, to }: Ends, shift: number): Pair[] {
  if (from.row.times !== undefined && to.row.times !== undefined) {
    return [...to.nodes].flatMap(([time, head]): Pair[] => {
      const tail = from.nodes.get(time - shift);
      return tail === undefined ? [] : [[tail, head]];
    });
  }
  return [...from.nodes.values()].flatMap((tail) =>
    [...to.nodes.values()].map((head): Pair => [tail, head]),
  );
}

/** By how many steps the arrows of this kind lead on: [0], or all others there are. */
export function shiftsOf(diagram: InfluenceDiagram, ends: Ends, step: StepKind): number[] {
  const isThere = (shift: number): boolean =>
    pairsOf(ends, shift).some(([tail, head]) => diagram.graph.hasEdge(tail, head));
  if (step === "same") return isThere(0) ? [0] : [];
  const { from, to } = ends;
  if (from.row.times === undefined || to.row.times === undefined) return [];
  const shifts = new Set<number>();
  for (const head of to.row.times) {
    for (const tail of from.row.times) if (head !== tail) shifts.add(head - tail);
  }
  return [...shifts].filter(isThere).sort((a, b) => a - b);
}

/** Why such an arrow cannot be drawn, or undefined when it can. */
export function whyNot(diagram: InfluenceDiagram, ends: Ends, step: StepKind): string | undefined {
  const { from, to } = ends;
  const [tail, head] = [rowTitle(diagram, from.row), rowTitle(diagram, to.row)];
  const isRepeated = from.row.times !== undefined && to.row.times !== undefined;
  if (step === "later" && !isRepeated) {
    return `${from.row.times === undefined ? tail : head} is not repeated: there is no next step of it`;
  }
  const pairs = pairsOf(ends, step === "later" ? 1 : 0);
  if (pairs.length === 0) return "no step has both ends of that arrow";
  if (pairs.every(([a, b]) => diagram.graph.hasEdge(a, b))) return "that arrow is there already";
  if (pairs.some(([a, b]) => a === b || reaches(diagram, b, a))) {
    return `an arrow from ${tail} to ${head} ${step === "same" ? "within the step" : "into the next step"} would close a cycle`;
  }
  return undefined;
}

function reaches(diagram: InfluenceDiagram, from: NodeId, to: NodeId): boolean {
  const seen = new Set([from]);
  const open = [from];
  for (let v = open.pop(); v !== undefined; v = open.pop()) {
    if (v === to) return true;
    for (const child of diagram.graph.children(v)) {
      if (seen.has(child)) continue;
      seen.add(child);
      open.push(child);
    }
  }
  return false;
}

export function arrowsOf(diagram: InfluenceDiagram): Set<string> {
  return new Set(diagram.graph.edges().map((pair) => named(diagram, pair)));
}

export function named(diagram: InfluenceDiagram, [from, to]: Pair): string {
  return `${diagram.node(from).name} -> ${diagram.node(to).name}`;
}

export function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}

export function rows({ from, to }: Ends): { readonly from: StepRow; readonly to: StepRow } {
  return { from: from.row, to: to.row };
}

/** `state [t]`, by the display text where there is one, else as in the text: `S[t]`. */
export function rowTitle(diagram: InfluenceDiagram, row: StepRow, step = "t"): string {
  const id = diagram.idOf(row.name);
  const label = id === undefined ? undefined : diagram.labelOf(id);
  if (label === undefined || row.times === undefined) {
    return row.times === undefined ? called(diagram, row.name) : rowName(row, step);
  }
  return `${label} [${[...row.prefix, step].join(", ")}]`;
}

/** `S[t]`, or the name of what is not repeated. */
function rowName({ name, template, prefix, times }: StepRow, step = "t"): string {
  return times === undefined ? name : `${template}[${[...prefix, step].join(", ")}]`;
}

export function parametersOf(diagram: InfluenceDiagram): ReadonlyMap<string, number> {
  return new Map(diagram.parameters.map(({ name, value }) => [name, value]));
}
