/** Two diagrams to be compared are laid out alike: what they share stands in the same places. */
import { type InfluenceDiagram } from "@cidery/core";
import { type Layout, layoutDiagramNow, positionsByName } from "@cidery/core/draw";

/** The layout of a diagram; with another one given, in its places as far as they share nodes. */
export function layoutLike(diagram: InfluenceDiagram, other?: InfluenceDiagram): Layout {
  const options = { foldTemplates: true };
  if (other === undefined) return layoutDiagramNow(diagram, options);
  const previous = positionsByName(other, layoutDiagramNow(other, options));
  return layoutDiagramNow(diagram, { ...options, previous });
}
