/**
 * Gurobi's times for the Decision Programming formulations, mean seconds over random instances,
 * 8 threads on a cluster, as recorded in ../shared/instances/README.md §2.2 from the results in
 * gamma-opt/risk-averse-RJT @ 2a29df47 (REV1/results, REV1/results_nmonitoring, triton/results).
 * RJT: rooted junction trees (arXiv 2401.03734); DP: path variables (Salo et al. 2022).
 * The record does not say what the older runs (triton) maximised.
 */
export type Family =
  | "N-monitoring"
  | "N-monitoring, additive value"
  | "pig farm, joint value"
  | "pig farm, additive value";

export interface GurobiFigure {
  readonly size: number;
  readonly method: "RJT" | "DP";
  readonly seconds: number;
  readonly objective: "CVaR" | "not recorded";
}

function series(
  method: GurobiFigure["method"],
  objective: GurobiFigure["objective"],
  first: number,
  seconds: readonly number[],
): GurobiFigure[] {
  return seconds.map((value, i) => ({ size: first + i, method, seconds: value, objective }));
}

export const GUROBI: readonly {
  readonly family: Family;
  readonly figures: readonly GurobiFigure[];
}[] = [
  {
    family: "N-monitoring",
    figures: [
      ...series("RJT", "CVaR", 1, [0.0022, 0.0047, 0.038, 0.104, 0.29, 0.93]),
      ...series("DP", "CVaR", 1, [0.003, 0.022, 0.43, 11.8, 107.7, 1080]),
      ...series("RJT", "not recorded", 5, [0.15, 0.58, 1.97, 8.05, 22.3, 91.2]),
    ],
  },
  { family: "N-monitoring, additive value", figures: [] },
  {
    family: "pig farm, joint value",
    figures: [
      ...series("RJT", "CVaR", 2, [0.0034, 0.0046, 0.0124, 0.0262]),
      ...series("DP", "CVaR", 2, [0.009, 0.044, 1.45, 58.2]),
      ...series("RJT", "not recorded", 5, [0.03, 0.059, 0.128, 0.29, 0.682, 2.03]),
    ],
  },
  {
    family: "pig farm, additive value",
    figures: series(
      "RJT",
      "not recorded",
      1,
      [0.003, 0.01, 0.009, 0.013, 0.016, 0.018, 0.019, 0.021, 0.022, 0.022],
    ),
  },
];
