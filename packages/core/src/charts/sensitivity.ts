/** Sensitivity as charts: the optimal value over a parameter, and the tornado over all of them. */
import type { Sensitivity, TornadoBar } from "../solve/index.ts";
import type { PlotSpec } from "./plotSpec.ts";
import type { ChartTheme } from "./theme.ts";

/** The optimal value over the parameter, with a rule where the optimal policy changes. */
export function curveSpec(curve: Sensitivity, theme: ChartTheme): PlotSpec {
  const borders = curve.regions.slice(1).map(({ from }) => from);
  const channels = { x: "parameter", y: "value" };
  return {
    options: {
      width: 640,
      height: 380,
      marginLeft: 56,
      x: { label: `${curve.parameter} →`, labelArrow: "none" },
      y: { label: "optimal value", grid: true, nice: true },
    },
    marks: [
      {
        mark: "ruleX",
        data: borders,
        channels: { stroke: theme.lineStrong, strokeDasharray: "4 3" },
      },
      {
        mark: "lineY",
        data: curve.points,
        channels: { ...channels, stroke: theme.accent, strokeWidth: 2 },
      },
      { mark: "dot", data: curve.points, channels: { ...channels, r: 2.5, fill: theme.accent } },
    ],
  };
}

/** A bar from the value at the low end to the value at the high end of each parameter's range. */
export function tornadoSpec(bars: readonly TornadoBar[], theme: ChartTheme): PlotSpec {
  return {
    options: {
      width: 640,
      height: 60 + 36 * bars.length,
      marginLeft: 30 + 8 * Math.max(4, ...bars.map(({ parameter }) => parameter.length)),
      x: { label: "optimal value →", labelArrow: "none", grid: true, nice: true, zero: false },
      y: { label: null, domain: bars.map(({ parameter }) => parameter) },
    },
    marks: [
      {
        mark: "barX",
        data: bars,
        channels: {
          y: "parameter",
          x1: "valueAtLow",
          x2: "valueAtHigh",
          fill: theme.accent,
          insetTop: 6,
          insetBottom: 6,
        },
      },
    ],
  };
}
