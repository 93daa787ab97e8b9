/**
 * The relevance graph and the mechanised graph, each variable where it stands on the canvas; what is chosen there is
 * marked here, and the other way round.
 */
import { analyse, type InfluenceDiagram } from "@cidery/core";
import { mechanisedGraph, relevanceEdges } from "@cidery/core/structure";
import { useMemo } from "react";
import { currentPlaces } from "../../canvas/scene.ts";
import { session, useDocumentPart } from "../../state/document.ts";
import { Dialog } from "../../widgets/Dialog.tsx";

export type GraphKind = "relevance" | "mechanised";

interface ViewNode {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly name: string;
  readonly kind: "chance" | "decision" | "utility" | "mechanism";
}

interface View {
  readonly nodes: readonly ViewNode[];
  readonly links: readonly {
    readonly from: number;
    readonly to: number;
    readonly kind: "object" | "function" | "mechanism";
  }[];
}

const WORDS = {
  relevance: {
    title: "Relevance graph",
    says: "An arrow from one decision to another: the first relies on the second, whose rule has to be known to choose the first one's well.",
  },
  mechanised: {
    title: "Mechanised graph",
    says: "A mechanism (small circle) for every variable. Thick arrows among mechanisms: the rule of a decision responds to that mechanism.",
  },
} as const;

export function GraphDialog({
  diagram,
  kind,
  close,
}: {
  readonly diagram: InfluenceDiagram;
  readonly kind: GraphKind;
  readonly close: () => void;
}) {
  const view = useMemo(() => viewOf(diagram, kind), [diagram, kind]);
  const { title, says } = WORDS[kind];
  const named = (id: number): string => view.nodes.find((node) => node.id === id)?.label ?? "";
  const listed = view.links.filter((link) => link.kind === "mechanism");
  return (
    <Dialog title={title} close={close} className="graph-dialog">
      <p className="faint">{says}</p>
      <Picture view={view} title={title} />
      <p>
        {listed.length === 0
          ? "There are no such arrows."
          : listed.map(({ from, to }) => `${named(from)} → ${named(to)}`).join(", ")}
      </p>
    </Dialog>
  );
}

/** Room around the outermost nodes. */
const ROOM = 70;
const HALF = { width: 52, height: 18 };

function Picture({ view, title }: { readonly view: View; readonly title: string }) {
  const selected = useDocumentPart((state) => state.selection.nodes);
  const [xs, ys] = [view.nodes.map(({ x }) => x), view.nodes.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs) - ROOM, Math.min(...ys) - ROOM];
  const [width, height] = [Math.max(...xs) - left + ROOM, Math.max(...ys) - top + ROOM];
  const places = new Map(view.nodes.map((node) => [node.id, node]));
  return (
    <div className="strategy-scroll" tabIndex={0} role="region" aria-label={`Picture: ${title}`}>
      <svg
        className="graph-view"
        viewBox={`${left} ${top} ${width} ${height}`}
        style={{ minWidth: Math.min(width, 640), maxHeight: "60vh" }}
        role="group"
        aria-label={title}
      >
        <defs>
          <marker
            id="graph-head"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            orient="auto"
            markerUnits="userSpaceOnUse"
          >
            <path d="M0 0 L8 4 L0 8 z" />
          </marker>
        </defs>
        {view.links.map(({ from, to, kind }) => {
          const [a, b] = [places.get(from), places.get(to)];
          if (a === undefined || b === undefined) return null;
          return (
            <path
              key={`${from} ${to}`}
              className={`link ${kind}`}
              d={arrow(a, b)}
              markerEnd="url(#graph-head)"
            />
          );
        })}
        {view.nodes.map((node) => (
          <g
            key={node.id}
            className={`view-node ${node.kind}${selected.includes(node.name) ? " selected" : ""}`}
            role="button"
            tabIndex={0}
            aria-label={node.label}
            aria-pressed={selected.includes(node.name)}
            onClick={() => session.select({ nodes: [node.name] })}
            onKeyDown={({ key }) => {
              if (key === "Enter" || key === " ") session.select({ nodes: [node.name] });
            }}
          >
            {node.kind === "mechanism" ? (
              <circle cx={node.x} cy={node.y} r={9} />
            ) : (
              <>
                <rect
                  x={node.x - HALF.width}
                  y={node.y - HALF.height}
                  width={2 * HALF.width}
                  height={2 * HALF.height}
                  rx={node.kind === "chance" ? HALF.height : 2}
                />
                <Label node={node} />
              </>
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}

/** In one line, or in two where there are several words. */
function Label({ node: { x, y, label } }: { readonly node: ViewNode }) {
  const lines = linesOf(label);
  return lines.map((line, at) => (
    <text
      key={line}
      className={lines.length > 1 ? "half" : ""}
      x={x}
      y={y + 4 + (at - (lines.length - 1) / 2) * 13}
      textAnchor="middle"
    >
      {line.length > 16 ? `${line.slice(0, 15)}…` : line}
      {at < lines.length - 1 && " "}
    </text>
  ));
}

function linesOf(label: string): readonly string[] {
  const words = label.split(" ");
  if (label.length <= 14 || words.length === 1) return [label];
  const breaks = words.slice(1).map((_, i) => words.slice(0, i + 1).join(" "));
  const unevenness = (head: string): number => Math.abs(2 * head.length - label.length);
  const head = breaks.reduce((a, b) => (unevenness(b) < unevenness(a) ? b : a));
  return [head, label.slice(head.length + 1)];
}

/** A bent line from rim to rim, so that there and back lie apart. */
function arrow(a: ViewNode, b: ViewNode): string {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const distance = Math.hypot(dx, dy) || 1;
  const bend = Math.min(40, distance / 5);
  const middle = [
    (a.x + b.x) / 2 - (dy / distance) * bend,
    (a.y + b.y) / 2 + (dx / distance) * bend,
  ] as const;
  const [fromX, fromY] = rim(a, middle);
  const [toX, toY] = rim(b, middle);
  return `M${fromX} ${fromY} Q${middle[0]} ${middle[1]} ${toX} ${toY}`;
}

/** Where the line towards a point leaves a node. */
function rim(
  { x, y, kind }: ViewNode,
  [toX, toY]: readonly [number, number],
): readonly [number, number] {
  const [dx, dy] = [toX - x, toY - y];
  const half = kind === "mechanism" ? { width: 10, height: 10 } : HALF;
  const scale = Math.min(
    half.width / (Math.abs(dx) || 1e-9),
    half.height / (Math.abs(dy) || 1e-9),
    1,
  );
  return [Math.round(x + dx * scale), Math.round(y + dy * scale)];
}

function viewOf(diagram: InfluenceDiagram, kind: GraphKind): View {
  const analysis = analyse(diagram.structure);
  const places = currentPlaces();
  const scale = kind === "mechanised" ? 1.25 : 1;
  const placed = diagram.nodes.map(({ id, name, kind: own }): ViewNode => {
    // What is folded away on the canvas stands in rows below.
    const place = places.get(name) ?? { x: (id % 6) * 150, y: 400 + Math.floor(id / 6) * 80 };
    return {
      id,
      name,
      label: diagram.titleOf(id),
      kind: own,
      x: place.x * scale,
      y: place.y * scale,
    };
  });
  if (kind === "relevance")
    return {
      nodes: placed.filter((node) => node.kind === "decision"),
      links: relevanceEdges(analysis).map(([from, to]) => ({ from, to, kind: "mechanism" })),
    };
  const { objectEdges, functionEdges, mechanismEdges } = mechanisedGraph(analysis);
  const size = diagram.nodes.length;
  return {
    nodes: [
      ...placed,
      ...placed.map(
        ({ id, name, label, x, y }): ViewNode => ({
          id: size + id,
          name,
          label: `mechanism of ${label}`,
          kind: "mechanism",
          x,
          y: y - 52,
        }),
      ),
    ],
    links: [
      ...objectEdges.map(([from, to]) => ({ from, to, kind: "object" as const })),
      ...functionEdges.map(([from, to]) => ({ from, to, kind: "function" as const })),
      ...mechanismEdges.map(([from, to]) => ({ from, to, kind: "mechanism" as const })),
    ],
  };
}
