/** What training came to: learnt values beside the exact optimum, or regrets in a game. */
import type { InfluenceDiagram } from "@cidery/core";
import type { GameTrainingReport, TrainingReport } from "@cidery/core/learn";
import { percent, short } from "../../widgets/NodeBars.tsx";
import { useTraining } from "../../worker/training.ts";
import { Failed } from "../analysis/Failed.tsx";

export function TrainingResult({ diagram }: { readonly diagram: InfluenceDiagram }) {
  const { diagram: of, report, game, failure } = useTraining();
  if (failure !== undefined) return <Failed {...failure} />;
  const rows = report !== undefined ? ofOne(report) : game !== undefined ? ofAll(game) : undefined;
  if (rows === undefined) return null;
  return (
    <div className={of === diagram ? "trained" : "trained stale"} role="status">
      <dl className="values">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {report !== undefined && (
        <details>
          <summary>seed by seed</summary>
          <ul>
            {report.seeds.map(({ seed, value, reachesOptimum }) => (
              <li key={seed}>
                {seed}: {short(value)}
                {reachesOptimum && ", the optimum"}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

type Rows = readonly (readonly [name: string, value: string])[];

function ofOne(report: TrainingReport): Rows {
  const { optimum, optimalValue, meanValue, interval, uniformValue, seeds, shortfall } = report;
  const reached = seeds.filter(({ reachesOptimum }) => reachesOptimum).length;
  return [
    [optimum.optimal ? "exact optimum" : "best found, not proved", short(optimalValue)],
    ["learnt, mean over seeds", `${short(meanValue)}${between(interval)}`],
    ["choosing uniformly", short(uniformValue)],
    ["reached it", `${reached} of ${seeds.length} seeds (${shares(report.successInterval)})`],
    ...(report.close > reached
      ? [
          [
            `within ${percent(report.tolerance)} of it`,
            `${report.close} of ${seeds.length} seeds`,
          ] as const,
        ]
      : []),
    ...(reached === seeds.length
      ? []
      : [
          [
            "falls short by",
            `${short(shortfall.mean)}, at worst ${short(shortfall.worst)}`,
          ] as const,
        ]),
  ];
}

function ofAll(report: GameTrainingReport): Rows {
  const { seeds, meanRegret, interval, allowed, equilibria } = report;
  const reached = seeds.filter(({ isEquilibrium }) => isEquilibrium).length;
  return [
    ["largest regret, mean over seeds", `${short(meanRegret)}${between(interval)}`],
    [
      "came to an equilibrium",
      `${reached} of ${seeds.length} seeds (${shares(report.successInterval)})`,
    ],
    ["regret that counts as none", short(allowed)],
    [
      "equilibria by solving",
      equilibria.kind === "found" ? String(equilibria.found.equilibria.length) : equilibria.reason,
    ],
  ];
}

function between(interval: readonly [number, number] | undefined): string {
  return interval === undefined ? "" : ` (${interval.map(short).join(" to ")})`;
}

function shares([low, high]: readonly [number, number]): string {
  return `95 % interval ${percent(low)} to ${percent(high)}`;
}
