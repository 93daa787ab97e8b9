/** `@cidery/core/charts`: what does a result look like as a chart? */

export type {
  ChartLibrary,
  ChartMark,
  ChartPoint,
  ChartSeries,
  ChartTheme,
  HeatChart,
  HeatOptions,
  LinesChart,
  LinesOptions,
  PlotMark,
  PlotSpec,
} from "../charts/index.ts";
export {
  curveSpec,
  dashOf,
  drawn,
  heatLegendSpec,
  heatSpec,
  choicesOf,
  linesSpec,
  PRINTED,
  SLOTS,
  spanOf,
  tornadoSpec,
} from "../charts/index.ts";
