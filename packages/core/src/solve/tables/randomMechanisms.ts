/**
 * Random numbers for a given graph: what else could the same arrows mean? A variable keeps its values
 * where tables stay small; where one would be too large, or values are missing, every variable gets
 * the values 0 and 1. Numbers have two digits, so that the result can be read and written down.
 */
import type { Random } from "../../base/index.ts";
import type { DiagramNode, Domain, FiniteDomain, Mechanism } from "../../model/index.ts";
import { InfluenceDiagram } from "../../model/index.ts";

/** Entries a drawn table may have before the diagram is drawn with two values for everything. */
const MOST_ENTRIES = 4096;
const TWO_VALUES: FiniteDomain = { kind: "finite", values: [0, 1] };
/** Share of rows without chance: influence that hardly matters shows too little. */
const CERTAIN = 0.5;

export interface Drawable {
  readonly diagram: InfluenceDiagram;
  /** The diagram's own values, so that its own mechanisms can stand beside drawn ones. */
  readonly ownValues: boolean;
}

/** The diagram with values for which tables can be drawn. */
export function drawable(diagram: InfluenceDiagram): Drawable {
  const fits = diagram.nodes.every(
    (node) =>
      (finite(node.domain) !== undefined || isLeafUtility(diagram, node)) &&
      entryCount(diagram, node) <= MOST_ENTRIES,
  );
  if (fits) return { diagram, ownValues: true };
  const nodes = diagram.nodes.map((node): DiagramNode => {
    const { domain: _, mechanism, ...rest } = node;
    const loose: Mechanism = mechanism.kind === "decision" ? mechanism : { kind: "unspecified" };
    return isLeafUtility(diagram, node)
      ? { ...rest, mechanism: loose }
      : { ...rest, domain: TWO_VALUES, mechanism: loose };
  });
  const { header, agents } = diagram;
  return { diagram: InfluenceDiagram.of({ header, agents, nodes }), ownValues: false };
}

/** The same graph and values with new mechanisms for the nodes asked for. */
export function drawMechanisms(
  diagram: InfluenceDiagram,
  which: (node: DiagramNode) => boolean,
  random: Random,
): InfluenceDiagram {
  return diagram.with({
    nodes: diagram.nodes.map((node) =>
      node.kind === "decision" || !which(node)
        ? node
        : { ...node, mechanism: drawn(diagram, node, random) },
    ),
  });
}

function drawn(diagram: InfluenceDiagram, node: DiagramNode, random: Random): Mechanism {
  const rows = rowCount(diagram, node);
  const domain = finite(node.domain);
  if (node.kind === "utility") {
    const entries = Float64Array.from({ length: rows }, () =>
      domain === undefined ? hundredths(random) : Number(random.pick(domain.values)),
    );
    return { kind: "table", stochastic: false, entries };
  }
  const size = domain?.values.length ?? 1;
  const entries = Array.from({ length: rows }, () => row(size, random)).flat();
  return { kind: "table", stochastic: true, entries: Float64Array.from(entries) };
}

/** −1 … 1 in steps of 0.01. */
function hundredths(random: Random): number {
  return (random.below(201) - 100) / 100;
}

/** A distribution in hundredths, or one certain value. */
function row(size: number, random: Random): number[] {
  if (random.unit() < CERTAIN) {
    const at = random.below(size);
    return Array.from({ length: size }, (_, i) => Number(i === at));
  }
  const cuts = Array.from({ length: size - 1 }, () => random.below(101)).sort((a, b) => a - b);
  return [...cuts, 100].map((cut, i) => (cut - (cuts[i - 1] ?? 0)) / 100);
}

function rowCount(diagram: InfluenceDiagram, node: DiagramNode): number {
  return node.parents.reduce((n, p) => n * (finite(diagram.node(p).domain)?.values.length ?? 2), 1);
}

function entryCount(diagram: InfluenceDiagram, node: DiagramNode): number {
  return rowCount(diagram, node) * (finite(node.domain)?.values.length ?? 1);
}

function isLeafUtility(diagram: InfluenceDiagram, { id, kind }: DiagramNode): boolean {
  return kind === "utility" && diagram.graph.children(id).length === 0;
}

function finite(domain: Domain | undefined): FiniteDomain | undefined {
  return domain?.kind === "finite" ? domain : undefined;
}
