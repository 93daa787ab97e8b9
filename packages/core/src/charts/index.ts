/**
 * What does a result look like as a chart? Specifications as data, the theme as a parameter; drawn by
 * whoever has the chart library.
 */
export type { HeatChart, HeatOptions } from "./heat.ts";
export { heatLegendSpec, heatSpec } from "./heat.ts";
export type { ChartMark, ChartPoint, ChartSeries, LinesChart, LinesOptions } from "./lines.ts";
export { choicesOf, linesSpec, spanOf } from "./lines.ts";
export type { ChartLibrary, PlotMark, PlotSpec } from "./plotSpec.ts";
export { drawn } from "./plotSpec.ts";
export { curveSpec, tornadoSpec } from "./sensitivity.ts";
export type { NamedStrategy, StrategyDrawing } from "./strategy.ts";
export {
  branchWords,
  elbow,
  namedStrategy,
  strategyCsv,
  strategyDrawing,
  strategySvg,
} from "./strategy.ts";
export type { ChartTheme } from "./theme.ts";
export { dashOf, PRINTED, SLOTS } from "./theme.ts";
