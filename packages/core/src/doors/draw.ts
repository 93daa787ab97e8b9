/** `@cidery/core/draw`: what does a diagram look like? */

export type {
  AgentColour,
  BadgeColour,
  Box,
  Curve,
  Highlights,
  Layout,
  LayoutOptions,
  Palette,
  PlacedEdge,
  PlacedNode,
  Point,
  SvgOptions,
  TemplateStep,
  Tone,
} from "../draw/index.ts";
export {
  agentTags,
  isReplicated,
  layoutDiagram,
  layoutDiagramNow,
  PALETTES,
  plainLabel,
  positionsByName,
  sourceInSvg,
  templateName,
  toDot,
  toLatex,
  toSvg,
  toTikz,
} from "../draw/index.ts";
