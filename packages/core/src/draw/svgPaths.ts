/** Paths in an SVG drawing: halos along arrows, rings around nodes, step numbers. */
import type { PathHighlight } from "./highlights.ts";
import type { Layout, PlacedEdge, PlacedNode } from "./layout.ts";
import type { NodeId } from "../graph/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import { xml } from "./escapeText.ts";
import { written } from "./geometry.ts";
import { pathData } from "./svgEdge.ts";
import { outline } from "./svgNode.ts";
import { LIGHT } from "./theme.ts";

/** How the lines and fills of the nth path are painted: a theme colour or the caller's. */
export interface PathPaint {
  readonly line: string;
  readonly head: string;
  readonly halo: string;
  readonly ring: string;
  readonly disc: string;
  readonly legend: string;
}

export function pathPaint(path: PathHighlight, index: number): PathPaint {
  const i = index % LIGHT.paths.length;
  const own = path.color === undefined ? undefined : xml(path.color);
  const stroke = own === undefined ? "" : ` style="stroke:${own}"`;
  const fill = own === undefined ? "" : ` style="fill:${own}"`;
  return {
    line: `class="cid-line% cid-on-path cid-path-${i}"${stroke}`,
    head: `class="cid-head cid-path-fill-${i}"${fill}`,
    halo: `class="cid-halo cid-path-${i}"${stroke}`,
    ring: ` class="cid-ring cid-path-${i}"${stroke}`,
    disc: `class="cid-path-fill-${i}"${fill}`,
    legend: `class="cid-line cid-on-path cid-path-${i}"${stroke}`,
  };
}

/** The edges of a path, whichever way they point; steps without an edge are left out. */
export function edgesOfPath(layout: Layout, { nodes }: PathHighlight): PlacedEdge[] {
  const steps = new Set(nodes.slice(1).flatMap((v, i) => [`${nodes[i]} ${v}`, `${v} ${nodes[i]}`]));
  return layout.edges.filter(({ from, to }) => steps.has(`${from} ${to}`));
}

export function halosSvg(layout: Layout, path: PathHighlight, paint: PathPaint): string {
  return edgesOfPath(layout, path)
    .map(({ curve, isStraight }) => `<path d="${pathData(curve, isStraight)}" ${paint.halo}/>`)
    .join("");
}

export function ringsSvg(
  diagram: InfluenceDiagram,
  placed: ReadonlyMap<NodeId, PlacedNode>,
  path: PathHighlight,
  paint: PathPaint,
): string {
  if (path.arrowsOnly === true) return "";
  return path.nodes
    .map((v) => {
      const node = placed.get(v);
      return node === undefined
        ? ""
        : outline(node.outline ?? diagram.structure.kind(v), node, node, paint.ring, 3.6);
    })
    .join("");
}

/** Numbered discs below the left end of each node, one per path that passes it. */
export function stepsSvg(
  diagram: InfluenceDiagram,
  placed: ReadonlyMap<NodeId, PlacedNode>,
  paths: readonly { readonly path: PathHighlight; readonly paint: PathPaint }[],
): string {
  const taken = new Map<NodeId, number>();
  const parts: string[] = [];
  for (const { path, paint } of paths) {
    if (path.nodes.length < 2 || path.arrowsOnly === true) continue;
    for (const [step, v] of path.nodes.entries()) {
      const node = placed.get(v);
      if (node === undefined) continue;
      const slot = taken.get(v) ?? 0;
      taken.set(v, slot + 1);
      // On the lower left corner, or the middle of a diamond's lower left side.
      const isDiamond = diagram.structure.kind(v) === "utility";
      const x = node.x - node.width / (isDiamond ? 4 : 2) + (isDiamond ? -4 : 3) + slot * 15;
      const y = node.y + node.height / (isDiamond ? 4 : 2) + (isDiamond ? 5 + slot * 4 : 1);
      parts.push(
        `<circle cx="${written(x)}" cy="${written(y)}" r="7" ${paint.disc}/>` +
          `<text x="${written(x)}" y="${written(y + 3.4)}" text-anchor="middle" font-size="9.5" class="cid-number cid-strong-text">${step + 1}</text>`,
      );
    }
  }
  return parts.join("");
}
