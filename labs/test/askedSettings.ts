/** A lab asked at settings drawn from its box: does a meter read what the graph excludes? */
import type { InfluenceDiagram } from "@cidery/core";
import type { Lab, LabMeasure, LabMeterReading, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import {
  contradictions,
  diagramOfMeter,
  drawSettings,
  graphSays,
  labMeterReadings,
  meteredAgents,
} from "@cidery/core/lab";

/** What was found at the settings that were reached. */
export interface AskedSettings {
  readonly settings: number;
  /** Readings beside "excludes": only these can contradict. */
  readonly excluded: number;
  readonly wrong: readonly {
    readonly settings: Settings;
    readonly readings: readonly LabMeterReading[];
  }[];
}

/**
 * Draws settings from a fixed seed and runs at each the agents of whose meters the graph excludes something there, until
 * there are `count` or `enough` says so. The first ones are the same however many are drawn. Cost: a quick run for each
 * setting, none where nothing is excluded.
 */
export function askSettings(
  lab: Lab,
  diagramOf: (file: string) => InfluenceDiagram,
  count: number,
  enough: () => boolean = () => false,
): AskedSettings {
  const random = Random.seeded(2026);
  const diagram = remembered(diagramOf);
  const isExcluded = remembered((key: string): boolean => {
    const [file = "", decision = "", variable = ""] = JSON.parse(key) as string[];
    return graphSays(diagram(file), decision, variable) === "excludes";
  });
  const excludes = (measure: LabMeasure, agent: string, settings: Settings): boolean => {
    const file = diagramOfMeter(lab, measure, agent, settings);
    if (file === undefined || measure.meters === undefined) return false;
    const { decision, variable } = measure.meters;
    return isExcluded(JSON.stringify([file, decision, variable]));
  };
  const wrong: { settings: Settings; readings: LabMeterReading[] }[] = [];
  let [settings, excluded] = [0, 0];
  for (; settings < count && !enough(); settings++) {
    const drawn = drawSettings(lab, random);
    const agents = meteredAgents(lab).filter((agent) =>
      lab.measures.some((measure) => excludes(measure, agent, drawn)),
    );
    if (agents.length === 0) continue;
    const rows = lab.run(drawn, {
      seed: settings,
      effort: "quick",
      diagram,
      agents,
      signal: { aborted: false },
      onProgress: () => {},
    });
    const found = labMeterReadings(lab, rows, drawn, diagram);
    excluded += found.filter(({ says }) => says === "excludes").length;
    const against = contradictions(found);
    if (against.length > 0) wrong.push({ settings: drawn, readings: against });
  }
  return { settings, excluded, wrong };
}

function remembered<T>(find: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const one = known.get(key) ?? find(key);
    known.set(key, one);
    return one;
  };
}
