/** Nodes and arrows as React Flow wants them, from scene, selection, answers and numbers. */
import type { NodeHandle } from "@xyflow/react";
import { Position } from "@xyflow/react";
import { type DiagramNode, type InfluenceDiagram } from "@cidery/core";
import {
  agentTags,
  type Layout,
  type PlacedEdge,
  type PlacedNode,
  plainLabel,
  templateName,
} from "@cidery/core/draw";
import { type CutPlan, type SelectedEdge } from "@cidery/core/session";
import { useMemo } from "react";
import { session, useDocumentPart } from "../state/document.ts";
import { type NodeBadge, useBadges, useHighlight } from "../state/highlight.ts";
import { isOnCard } from "../state/criteria.ts";
import { setUi, useUi } from "../state/ui.ts";
import { useNodeNumbers } from "../widgets/useNodeNumbers.ts";
import type { LinkEdgeType } from "./LinkEdge.tsx";
import { pathOf } from "./linkPath.ts";
import { usePreview } from "../worker/repairPreview.ts";
import { missingEdges } from "./missingEdges.ts";
import { previewBadges } from "./previewBadges.ts";
import { drawnFor, useScene } from "./scene.ts";
import type { VariableNodeType } from "./VariableNode.tsx";
import type { CanvasElements } from "./visibleElements.ts";

export function edgeId({ from, to, step }: SelectedEdge): string {
  return `${from}→${to}${step === "later" ? LATER : ""}`;
}

/** The arrow of such a name; in a picture of one step, the one that stands for all. */
export function edgeOf(id: string, isOneStep: boolean): SelectedEdge {
  const isLater = id.endsWith(LATER);
  const [from = "", to = ""] = (isLater ? id.slice(0, -LATER.length) : id).split("→");
  return { from, to, ...(isOneStep && { step: isLater ? "later" : "same" }) };
}

export function useCanvasElements(readOnly: boolean): CanvasElements {
  const scene = useScene((state) => state.scene);
  const selection = useDocumentPart((state) => state.selection);
  const renaming = useUi((state) => state.renaming);
  const labelling = useUi((state) => state.labelling);
  const editingTable = useUi((state) => state.editingTable);
  const candidates = usePreview((state) => state.candidates);
  const plan = usePreview((state) => state.plan);
  const after = usePreview((state) => state.after);
  const ownBadges = useBadges(scene?.diagram);
  const laterBadges = useBadges(after);
  const badges = useMemo(
    () =>
      previewBadges(
        { diagram: scene?.diagram, badges: ownBadges },
        { diagram: after, badges: laterBadges },
      ),
    [scene, ownBadges, after, laterBadges],
  );
  const highlight = useHighlight(scene?.diagram);
  const numbers = useNodeNumbers(scene?.diagram);
  const missing = useUi((state) => state.missingArrows);

  const nodes = useMemo((): VariableNodeType[] => {
    if (scene === undefined) return [];
    const { diagram, layout, pinned } = scene;
    const tags = diagram.agents.length > 1 ? agentTags(diagram) : [];
    const { stepName } = scene;
    const shownBadges = badgesOnDrawn(layout, badges);
    const litNodes = highlight && new Set([...highlight.nodes].map((id) => drawnFor(layout, id)));
    const chosen = new Set(selection.nodes.map((name) => drawnName(diagram, layout, name)));
    const focusable = selection.nodes.at(-1) ?? layout.nodes[0] ?? "";
    return reuse(
      knownNodes,
      layout.nodes.map((placed): VariableNodeType => {
        const node = diagram.node(placed.id);
        const nodeBadges = shownBadges.get(placed.id) ?? [];
        const pinName =
          layout.steps === undefined ? node.name : templateName(diagram, placed.id, stepName);
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
          // The sliders lie over the nodes below.
          ...(editingTable === node.name && { zIndex: 10 }),
          data: {
            node,
            placed,
            badges: nodeBadges,
            lit: litNodes?.has(placed.id) ?? false,
            dimmed: litNodes !== undefined && !litNodes.has(placed.id),
            pinned: pinned.has(pinName),
            pinName,
            field: renaming === node.name ? "name" : labelling === node.name ? "label" : undefined,
            tag: node.owners.map((owner) => tags[owner] ?? "").join("+"),
            numbers: numbers?.get(placed.id),
            table: editingTable === node.name,
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
      }),
      sameNode,
    );
  }, [
    scene,
    selection.nodes,
    badges,
    highlight,
    renaming,
    labelling,
    editingTable,
    numbers,
    readOnly,
  ]);

  const edges = useMemo((): LinkEdgeType[] => {
    if (scene === undefined) return [];
    const chosen = new Set(selection.edges.map(edgeId));
    const { diagram, nodeById, layout } = scene;
    const litEdges =
      highlight && new Set([...highlight.edges].map((key) => drawnEdge(layout, key)));
    const drawn = scene.layout.edges.map((edge): LinkEdgeType => {
      const from = diagram.node(edge.from);
      const to = diagram.node(edge.to);
      const later = edge.isLater === true ? LATER : "";
      const id = edgeId({ from: from.name, to: to.name }) + later;
      const isCut = (one: CutPlan): boolean =>
        one.cut.some((arrow) => arrow.from === from.name && arrow.to === to.name);
      const scissors = later === "" && candidates.some(isCut);
      const lit = litEdges?.has(`${edge.from} ${edge.to}${later}`) ?? false;
      return {
        id,
        type: "link",
        source: from.name,
        target: to.name,
        sourceHandle: "rim",
        targetHandle: "rim",
        selected: chosen.has(id),
        ariaLabel: [
          `Arrow from ${diagram.titleOf(edge.from)} to ${diagram.titleOf(edge.to)}`,
          edge.label,
        ]
          .filter(Boolean)
          .join(" "),
        data: {
          path: pathOf(edge),
          label: edge.label,
          middle: edge.label === undefined && !scissors ? "" : middleOf(edge),
          scissors,
          cut: plan !== undefined && isCut(plan),
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
    return reuse(knownEdges, [...drawn, ...missingEdges(scene, missing)], sameEdge);
  }, [scene, selection.edges, highlight, missing, candidates, plan]);

  return useMemo(() => ({ nodes, edges }), [nodes, edges]);
}

/** At the end of the id of an arrow into another step. */
const LATER = " later";

/** Badges of all the nodes that a drawn one stands for, each kind once. */
function badgesOnDrawn(
  layout: Layout,
  badges: ReadonlyMap<number, readonly NodeBadge[]>,
): ReadonlyMap<number, readonly NodeBadge[]> {
  if (layout.steps === undefined) return badges;
  const shown = new Map<number, NodeBadge[]>();
  for (const [id, own] of badges) {
    const drawn = drawnFor(layout, id);
    const list = shown.get(drawn) ?? [];
    shown.set(drawn, list);
    list.push(...own.filter(({ text }) => list.every((one) => one.text !== text)));
  }
  return shown;
}

function drawnName(diagram: InfluenceDiagram, layout: Layout, name: string): string {
  const id = diagram.idOf(name);
  return id === undefined || layout.steps === undefined
    ? name
    : diagram.node(drawnFor(layout, id)).name;
}

/** The drawn arrow for one of the model, as the highlight names it: `from to`. */
function drawnEdge(layout: Layout, key: string): string {
  if (layout.steps === undefined) return key;
  const [from, to] = key.split(" ").map((id) => layout.steps?.get(Number(id)));
  const later =
    from?.time !== undefined && to?.time !== undefined && from.time !== to.time ? LATER : "";
  return `${from?.node} ${to?.node}${later}`;
}

/** Where the label of an arrow stands. */
function middleOf({ curve: [a, b, c, d] }: PlacedEdge): string {
  const mean = (of: "x" | "y"): number => (a[of] + 3 * b[of] + 3 * c[of] + d[of]) / 8;
  return `${mean("x")} ${mean("y")}`;
}

const knownNodes = new Map<string, VariableNodeType>();
const knownEdges = new Map<string, LinkEdgeType>();

/** Elements that look the same stay the same values, so that nothing is drawn again for them. */
function reuse<T extends { readonly id: string }>(
  known: Map<string, T>,
  elements: readonly T[],
  same: (a: T, b: T) => boolean,
): T[] {
  const result = elements.map((element) => {
    const old = known.get(element.id);
    return old !== undefined && same(old, element) ? old : element;
  });
  known.clear();
  for (const element of result) known.set(element.id, element);
  return result;
}

function sameNode(a: VariableNodeType, b: VariableNodeType): boolean {
  const { node: left, placed: leftPlaced, badges: leftBadges, ...leftRest } = a.data;
  const { node: right, placed: rightPlaced, badges: rightBadges, ...rightRest } = b.data;
  return (
    a.selected === b.selected &&
    a.ariaLabel === b.ariaLabel &&
    a.domAttributes?.tabIndex === b.domAttributes?.tabIndex &&
    left.kind === right.kind &&
    left.owners.join() === right.owners.join() &&
    leftPlaced.x === rightPlaced.x &&
    leftPlaced.y === rightPlaced.y &&
    leftPlaced.width === rightPlaced.width &&
    leftPlaced.height === rightPlaced.height &&
    leftPlaced.outline === rightPlaced.outline &&
    plainLabel(leftPlaced.label) === plainLabel(rightPlaced.label) &&
    badgesAs(leftBadges) === badgesAs(rightBadges) &&
    sameEntries(leftRest, rightRest)
  );
}

function badgesAs(badges: readonly NodeBadge[]): string {
  return badges.map(({ key, change }) => `${key} ${change ?? ""}`).join();
}

function sameEdge(a: LinkEdgeType, b: LinkEdgeType): boolean {
  if (a.data === undefined || b.data === undefined || a.selected !== b.selected) return false;
  const { tail, head, ...rest } = a.data;
  const { tail: otherTail, head: otherHead, ...otherRest } = b.data;
  return (
    tail.x === otherTail.x &&
    tail.y === otherTail.y &&
    head.x === otherHead.x &&
    head.y === otherHead.y &&
    sameEntries(rest, otherRest)
  );
}

function sameEntries(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  return Object.entries(a).every(([key, value]) => b[key] === value);
}

function hoverVerdict(key: string | undefined): void {
  setUi({ hoveredVerdict: key });
}

function pinVerdict(key: string): void {
  const { pinnedVerdict } = session.state().selection;
  session.select({ pinnedVerdict: pinnedVerdict === key ? undefined : key });
  setUi({ answersTab: "incentives", cardPart: isOnCard(key) ? "why" : undefined });
}

/** One handle over the whole node, so that an arrow may start anywhere on the rim. */
function rimHandle({ width, height }: PlacedNode): NodeHandle[] {
  return [{ id: "rim", type: "source", position: Position.Right, x: 0, y: 0, width, height }];
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
