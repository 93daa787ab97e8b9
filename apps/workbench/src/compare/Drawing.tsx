/** One side of a comparison: the diagram with the verdicts that are only on this side. */
import { badgeOf, criterionNamed, type InfluenceDiagram, type VerdictChange } from "@cidery/core";
import { type Layout, toSvg } from "@cidery/core/draw";
import { useMemo } from "react";
import { useUi } from "../state/ui.ts";

export function Drawing({
  title,
  diagram,
  layout,
  marks,
  tone,
  edges,
}: {
  readonly title: string;
  readonly diagram: InfluenceDiagram;
  readonly layout: Layout;
  readonly marks: readonly VerdictChange[];
  readonly tone: "strong" | "calm";
  readonly edges: readonly (readonly [from: string, to: string])[];
}) {
  const dark = useUi((state) => state.dark);
  const svg = useMemo(() => {
    const badges = new Map<
      string,
      { node: number; text: string; tone: "strong" | "calm"; title: string }
    >();
    for (const { node, decision, criterion } of marks) {
      const id = diagram.idOf(node ?? decision ?? "");
      if (id === undefined) continue;
      const text =
        badgeOf({ criterion, node: id, kind: "present", reason: "affected", caveats: [] })?.text ??
        "";
      const words = criterionNamed(criterion)?.title ?? criterion;
      badges.set(`${id} ${text}`, { node: id, text, tone, title: words });
    }
    const paths = edges.flatMap(([from, to]) => {
      const ids = [diagram.idOf(from), diagram.idOf(to)];
      return ids.every((id): id is number => id !== undefined) ? [{ nodes: ids }] : [];
    });
    return toSvg(diagram, layout, {
      legend: false,
      background: false,
      theme: dark ? "dark" : "light",
      idPrefix: `compare-${tone}`,
      highlights: { badges: [...badges.values()], paths },
    });
  }, [diagram, layout, marks, tone, edges, dark]);
  return (
    <section className="compare-side" aria-label={title}>
      <h3>{title}</h3>
      <div
        className="drawing"
        role="img"
        aria-label={`Diagram: ${title}`}
        dangerouslySetInnerHTML={{ __html: svg }}
      />
    </section>
  );
}
