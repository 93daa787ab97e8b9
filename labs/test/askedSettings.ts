/** A lab asked at settings drawn from its box: does a meter read what the graph excludes? */
import type { InfluenceDiagram } from "@cidery/core";
import type { Lab, LabMeterReading, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { contradictions, drawSettings, labMeterReadings, meteredAgents } from "@cidery/core/lab";

/** What was found at the settings that were reached. */
export interface AskedSettings {
  readonly settings: number;
  /** Readings of a meter that stand beside a verdict of the graph. */
  readonly readings: number;
  /** Those of them beside "excludes": only these can contradict. */
  readonly excluded: number;
  readonly wrong: readonly {
    readonly settings: Settings;
    readonly readings: readonly LabMeterReading[];
  }[];
}

/**
 * Draws settings from a fixed seed and runs the lab at each, until there are `count` or `enough` says so. The first
 * ones are the same however many are drawn. Cost: a quick run of the agents with a meter for each.
 */
export function askSettings(
  lab: Lab,
  diagramOf: (file: string) => InfluenceDiagram,
  count: number,
  enough: () => boolean = () => false,
): AskedSettings {
  const random = Random.seeded(2026);
  const known = new Map<string, InfluenceDiagram>();
  const diagram = (file: string): InfluenceDiagram => {
    const one = known.get(file) ?? diagramOf(file);
    known.set(file, one);
    return one;
  };
  const wrong: { settings: Settings; readings: LabMeterReading[] }[] = [];
  let [settings, readings, excluded] = [0, 0, 0];
  for (; settings < count && !enough(); settings++) {
    const drawn = drawSettings(lab, random);
    const rows = lab.run(drawn, {
      seed: settings,
      effort: "quick",
      diagram,
      agents: meteredAgents(lab),
      signal: { aborted: false },
      onProgress: () => {},
    });
    const found = labMeterReadings(lab, rows, drawn, diagram);
    readings += found.length;
    excluded += found.filter(({ says }) => says === "excludes").length;
    const against = contradictions(found);
    if (against.length > 0) wrong.push({ settings: drawn, readings: against });
  }
  return { settings, readings, excluded, wrong };
}
