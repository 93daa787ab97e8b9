/** Nodes and arrows as React Flow wants them, from scene, selection, answers and numbers. */
import type { NodeHandle } from "@xyflow/react";
import { Position } from "@xyflow/react";
import {
  agentTags,
  type DiagramNode,
  type InfluenceDiagram,
  type PlacedEdge,
  type PlacedNode,
  type SelectedEdge,
} from "cidery";
import { useMemo } from "react";
import { session, useDocument } from "../document.ts";
import { useBadges, useHighlight } from "../panels/highlight.ts";
import { setUi, useUi } from "../ui.ts";
import { useNodeNumbers } from "../worker/useNodeNumbers.ts";
import type { LinkEdgeType } from "./LinkEdge.tsx";
import { useScene } from "./scene.ts";
import type { VariableNodeType } from "./VariableNode.tsx";

export function edgeId({ from, to }: SelectedEdge): string {
  return `${from}→${to}`;
}

export function useCanvasElements(readOnly: boolean): {
  readonly nodes: VariableNodeType[];
  readonly edges: LinkEdgeType[];
} {
  const scene = useScene((state) => state.scene);
  const { selection } = useDocument();
  const renaming = useUi((state) => state.renaming);
  const badges = useBadges(scene?.diagram);
  const highlight = useHighlight(scene?.diagram);
  const numbers = useNodeNumbers(scene?.diagram);

  const nodes = useMemo((): VariableNodeType[] => {
    if (scene === undefined) return [];
    const { diagram, layout, pinned } = scene;
    const tags = diagram.agents.length > 1 ? agentTags(diagram) : [];
    const chosen = new Set(selection.nodes);
    const focusable = selection.nodes.at(-1) ?? layout.nodes[0] ?? "";
    return layout.nodes.map((placed): VariableNodeType => {
      const node = diagram.node(placed.id);
      const nodeBadges = badges.get(placed.id) ?? [];
      const isFocusable =
        typeof focusable === "string" ? focusable === node.name : focusable.id === placed.id;
      return {
        id: node.name,
        type: "variable",
        position: { x: placed.x - placed.width / 2, y: placed.y - placed.height / 2 },
        width: placed.width,
        height: placed.height,
        measured: { width: placed.width, height: placed.height },
        handles: rimHandle(placed),
        selected: chosen.has(node.name),
        data: {
          node,
          placed,
          badges: nodeBadges,
          lit: highlight?.nodes.has(placed.id) ?? false,
          dimmed: highlight !== undefined && !highlight.nodes.has(placed.id),
          pinned: pinned.has(node.name),
          renaming: renaming === node.name,
          tag: node.owners.map((owner) => tags[owner] ?? "").join("+"),
          numbers: numbers?.get(placed.id),
          readOnly,
          onBadge: hoverVerdict,
          onPinBadge: pinVerdict,
        },
        ariaRole: "group",
        ariaLabel: describe(
          diagram,
          node,
          nodeBadges.map((badge) => badge.title),
        ),
        domAttributes: {
          tabIndex: isFocusable ? 0 : -1,
          "aria-roledescription": `${node.kind} node`,
        },
      };
    });
  }, [scene, selection.nodes, badges, highlight, renaming, numbers, readOnly]);

  const edges = useMemo((): LinkEdgeType[] => {
    if (scene === undefined) return [];
    const chosen = new Set(selection.edges.map(edgeId));
    const { diagram, nodeById } = scene;
    return scene.layout.edges.map((edge): LinkEdgeType => {
      const from = diagram.node(edge.from);
      const to = diagram.node(edge.to);
      const id = edgeId({ from: from.name, to: to.name });
      const lit = highlight?.edges.has(`${edge.from} ${edge.to}`) ?? false;
      return {
        id,
        type: "link",
        source: from.name,
        target: to.name,
        sourceHandle: "rim",
        targetHandle: "rim",
        selected: chosen.has(id),
        ariaLabel: `Arrow from ${from.name} to ${to.name}`,
        data: {
          path: pathOf(edge),
          information: to.kind === "decision",
          lit,
          dimmed: highlight !== undefined && !lit,
          tail: nodeById.get(edge.from) as PlacedNode,
          head: nodeById.get(edge.to) as PlacedNode,
          tailKind: from.kind,
          headKind: to.kind,
        },
      };
    });
  }, [scene, selection.edges, highlight]);

  return { nodes, edges };
}

function hoverVerdict(key: string | undefined): void {
  setUi({ hoveredVerdict: key });
}

function pinVerdict(key: string): void {
  const { pinnedVerdict } = session.state().selection;
  session.select({ pinnedVerdict: pinnedVerdict === key ? undefined : key });
  setUi({ answersTab: "incentives" });
}

/** One handle over the whole node, so that an arrow may start anywhere on the rim. */
function rimHandle({ width, height }: PlacedNode): NodeHandle[] {
  return [{ id: "rim", type: "source", position: Position.Right, x: 0, y: 0, width, height }];
}

function pathOf({ curve: [start, first, second, end], isStraight }: PlacedEdge): string {
  const written = ({ x, y }: { readonly x: number; readonly y: number }): string =>
    `${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100}`;
  return isStraight
    ? `M${written(start)}L${written(end)}`
    : `M${written(start)}C${written(first)} ${written(second)} ${written(end)}`;
}

function describe(diagram: InfluenceDiagram, node: DiagramNode, badges: readonly string[]): string {
  const owners = node.owners.map((owner) => diagram.agents[owner]?.name).join(" and ");
  const parents = node.parents.map((parent) => diagram.node(parent).name).join(", ");
  return [
    `${node.kind} ${node.name}`,
    node.label,
    owners === "" || diagram.agents.length < 2 ? undefined : `of ${owners}`,
    parents === "" ? undefined : `${node.kind === "decision" ? "sees" : "depends on"} ${parents}`,
    ...badges,
  ]
    .filter((part) => part !== undefined)
    .join("; ");
}
