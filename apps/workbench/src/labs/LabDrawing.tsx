/** A diagram of a lab, with badges and changes, or with the variables of the present step. */
import {
  allVerdicts,
  analyse,
  overlay,
  type InfluenceDiagram,
  type VerdictChange,
} from "@cidery/core";
import { type Highlights, toSvg } from "@cidery/core/draw";
import { useEffect, useMemo, useRef } from "react";
import { layoutLike } from "../compare/layoutLike.ts";
import { BADGE_CRITERIA } from "../state/criteria.ts";
import { useUi } from "../state/ui.ts";

const NONE: readonly never[] = [];

export function LabDrawing({
  id,
  label,
  diagram,
  like,
  edges = NONE,
  nodes = NONE,
  changes = NONE,
  changeTone = "strong",
  now = NONE,
}: {
  /** Start of the ids inside the picture; must differ on one page. */
  readonly id: string;
  readonly label: string;
  readonly diagram: InfluenceDiagram;
  /** Stands beside it: shared nodes are drawn in the same places. */
  readonly like?: InfluenceDiagram;
  /** Arrows to light up. */
  readonly edges?: readonly (readonly [from: string, to: string])[];
  /** Nodes to ring. */
  readonly nodes?: readonly string[];
  /** Incentives that are only here. */
  readonly changes?: readonly VerdictChange[];
  readonly changeTone?: "strong" | "calm";
  /** Variables that just took a value. */
  readonly now?: readonly string[];
}) {
  const dark = useUi((state) => state.dark);
  const box = useRef<HTMLDivElement>(null);
  const layout = useMemo(() => layoutLike(diagram, like), [diagram, like]);
  const badges = useMemo(
    () => badgesOf(diagram, changes, changeTone),
    [diagram, changes, changeTone],
  );
  const svg = useMemo(() => {
    const ids = (names: readonly string[]): number[] =>
      names.map((name) => diagram.idOf(name)).filter((one) => one !== undefined);
    const paths = [...edges.map(ids), ...nodes.map((name) => ids([name]))]
      .filter((path) => path.length > 0)
      .map((path) => ({
        nodes: path,
        color: dark ? "#f0a860" : "#b25800",
        arrowsOnly: path.length > 1,
      }));
    return toSvg(diagram, layout, {
      legend: false,
      background: false,
      theme: dark ? "dark" : "light",
      idPrefix: id,
      highlights: { badges, paths },
    });
  }, [diagram, layout, badges, edges, nodes, dark, id]);
  useEffect(() => {
    for (const group of box.current?.querySelectorAll("[data-node]") ?? []) {
      group.classList.toggle("now", now.includes(group.getAttribute("data-node") ?? ""));
    }
  }, [now, svg]);
  return (
    <div
      ref={box}
      className="lab-drawing"
      role="img"
      aria-label={label}
      dangerouslySetInnerHTML={{ __html: svg }}
    />
  );
}

/** Incentives of the usual criteria; those that are only here stand out. */
function badgesOf(
  diagram: InfluenceDiagram,
  changes: readonly VerdictChange[],
  tone: "strong" | "calm",
): NonNullable<Highlights["badges"]> {
  const verdicts = allVerdicts(analyse(diagram.structure), { criteria: BADGE_CRITERIA });
  const isChanged = (criterion: string, node: number): boolean =>
    changes.some(
      (change) =>
        change.criterion === criterion &&
        diagram.idOf(change.node ?? change.decision ?? "") === node,
    );
  const changed = verdicts.filter(
    ({ criterion, node }) => node !== undefined && isChanged(criterion, node),
  );
  const standing = verdicts.filter((verdict) => !changed.includes(verdict));
  return [
    ...overlay(diagram, changed, { criteria: BADGE_CRITERIA, own: true }).badges.map((badge) => ({
      ...badge,
      tone,
    })),
    ...overlay(diagram, standing, { criteria: BADGE_CRITERIA }).badges.map((badge) => ({
      ...badge,
      tone: "plain" as const,
    })),
  ];
}
