/** Conclusions in a few lines each: what can be read off one run, at whatever settings. */
import type { LabConclusion, Settings } from "@cidery/core/lab";
import { measured } from "./findings.ts";

export interface Reading extends Omit<LabConclusion, "holds"> {
  /** @param of a measure of one of the agents */
  readonly when: (of: (agent: string, measure: string) => number, settings: Settings) => boolean;
}

export function concludes({ when, ...conclusion }: Reading): LabConclusion {
  return {
    ...conclusion,
    holds: (rows, settings) => when((agent, measure) => measured(rows, agent, measure), settings),
  };
}
