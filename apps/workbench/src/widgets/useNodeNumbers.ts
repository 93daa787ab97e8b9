/** The bars of each node, from the numbers on screen. */
import type { InfluenceDiagram } from "@cidery/core";
import { useMemo } from "react";
import type { NodeNumbers } from "./NodeBars.tsx";
import { useDocumentPart } from "../state/document.ts";
import { isStale, useNumbers } from "../worker/numbers.ts";

export function useNodeNumbers(
  diagram: InfluenceDiagram | undefined,
): ReadonlyMap<number, NodeNumbers> | undefined {
  const state = useNumbers();
  const current = useDocumentPart((state) => state.diagram);
  return useMemo(() => {
    const { result, observed, forced } = state;
    if (diagram === undefined || result === undefined) return undefined;
    const stale = isStale(state, current);
    const bars = new Map<number, NodeNumbers>();
    for (const node of diagram.nodes) {
      const belief = result.beliefs.get(node.name);
      const expectation = result.expectations.get(node.name);
      if (belief === undefined && expectation === undefined) continue;
      bars.set(node.id, {
        values:
          belief?.values.map((value, i) => ({
            value,
            probability: belief.probabilities[i] ?? 0,
          })) ?? [],
        expectation,
        observed: observed.get(node.name),
        forced: forced.get(node.name),
        stale,
      });
    }
    return bars;
  }, [state, current, diagram]);
}
