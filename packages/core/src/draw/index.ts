/**
 * What does a diagram look like? Layout and scene, then SVG, TikZ or DOT. It knows highlights,
 * not incentives: whoever calls it says what to highlight.
 */
export { agentTags } from "./agentTags.ts";
export type { Box, Curve, Point } from "./geometry.ts";
export type { Badge, Highlights, PathHighlight, Tone } from "./highlights.ts";
export type { Layout, LayoutOptions, PlacedEdge, PlacedNode, Positions } from "./layout.ts";
export type { LabelOptions, NodeLabel } from "./nodeLabel.ts";
export type { SvgOptions } from "./svg.ts";
export type { Theme } from "./svgStyle.ts";
export type { AgentColour, BadgeColour, Palette } from "./theme.ts";
export { positionsByName } from "./layout.ts";
export type { TemplateStep } from "./templateSteps.ts";
export { templateName } from "./templateLayout.ts";
export { templateGraph } from "./templateSteps.ts";
export { isReplicated } from "./replicatedPlacement.ts";
export { layoutDiagram, layoutDiagramNow } from "./layoutDiagram.ts";
export { nodeLabels, plainLabel } from "./nodeLabel.ts";
export { sourceInSvg } from "./sourceInSvg.ts";
export { toSvg } from "./svg.ts";
export type { LatexOptions } from "./toLatex.ts";
export type { TikzOptions } from "./toTikz.ts";
export { PALETTES } from "./theme.ts";
export type { DotOptions } from "./toDot.ts";
export { toDot } from "./toDot.ts";
export { toLatex } from "./toLatex.ts";
export { toTikz } from "./toTikz.ts";
