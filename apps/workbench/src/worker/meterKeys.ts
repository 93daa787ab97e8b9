/** Meters beside the verdicts of the graph that they measure. */
import type { InfluenceDiagram } from "@cidery/core";
import type { ShownMeter, ShownMeters } from "@cidery/core/tasks";
import { answersOf, verdictKey } from "@cidery/core/session";

/** A reading with the key of its verdict, `verdictKey`. */
export interface KeyedMeter extends ShownMeter {
  readonly key: string;
}

/** The meters of a diagram that is on screen. */
export interface Meters extends Omit<ShownMeters, "readings"> {
  readonly readings: readonly KeyedMeter[];
}

/** Every reading that a verdict of the graph stands for. */
export function withKeys(diagram: InfluenceDiagram, meters: ShownMeters): Meters {
  const keys = keysOf(diagram);
  return {
    ...meters,
    readings: meters.readings.flatMap((one) => {
      const key = keys.get(`${one.decision}|${one.node}`);
      return key === undefined ? [] : [{ ...one, key }];
    }),
  };
}

/** By decision and variable. */
function keysOf(diagram: InfluenceDiagram): ReadonlyMap<string, string> {
  return new Map(
    answersOf(diagram)
      .verdictsOf(["instrumental-control-incentive"])
      .flatMap((verdict) => {
        const { node, decision } = verdict;
        if (node === undefined || decision === undefined) return [];
        const name = (id: number): string => diagram.node(id).name;
        return [[`${name(decision)}|${name(node)}`, verdictKey(diagram, verdict)] as const];
      }),
  );
}
