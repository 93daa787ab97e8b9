/** How likely each value of some variables is under the policies on screen. */
import { useMemo } from "react";
import { useDocumentPart } from "../state/document.ts";
import { computeNow, isStale, useNumbers } from "../worker/numbers.ts";

export interface PlayedWeights {
  /** By name; undefined while they are not known for the model as it is. */
  readonly weights: ReadonlyMap<string, readonly number[]> | undefined;
  /** Works them out; absent where they are known, or something is observed or set. */
  readonly compute: (() => void) | undefined;
  readonly busy: boolean;
}

export function usePlayedWeights(names: readonly string[]): PlayedWeights {
  const state = useNumbers();
  const meaning = useDocumentPart((state) => state.diagram);
  const { result, observed, forced, busy } = state;
  const free = observed.size + forced.size === 0;
  const key = names.join("\n");
  const weights = useMemo(() => {
    if (result === undefined || !free || isStale(state, meaning)) return undefined;
    const found = new Map<string, readonly number[]>();
    for (const name of key.split("\n")) {
      const belief = result.beliefs.get(name);
      if (belief === undefined) return undefined;
      found.set(name, belief.probabilities);
    }
    return found;
  }, [result, free, state, meaning, key]);
  const isAsked = weights === undefined && free;
  return {
    weights,
    compute: isAsked ? () => void computeNow() : undefined,
    busy: busy !== undefined,
  };
}
