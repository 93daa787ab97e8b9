/**
 * The reading in which incentives are shown: all decisions of an agent optimal, or the rules of some
 * held like mechanisms. Held decisions are kept by name, so that edits do not confuse them.
 */
import type { InfluenceDiagram } from "@cidery/core";
import { useMemo } from "react";
import { useUi } from "./ui.ts";

const NONE: readonly number[] = [];

/** Decisions of the diagram with these names; others are forgotten. */
export function heldIn(diagram: InfluenceDiagram, names: readonly string[]): readonly number[] {
  if (names.length === 0) return NONE;
  return names.flatMap((name) => {
    const id = diagram.idOf(name);
    return id !== undefined && diagram.node(id).kind === "decision" ? [id] : [];
  });
}

export function useHolding(diagram: InfluenceDiagram | undefined): readonly number[] {
  const names = useUi((state) => state.holding);
  return useMemo(() => (diagram === undefined ? NONE : heldIn(diagram, names)), [diagram, names]);
}

/** Can the reading matter? It can where some agent decides more than once. */
export function hasReadings({ structure, agents }: InfluenceDiagram): boolean {
  return agents.some((_, agent) => structure.decisionsOf(agent).length > 1);
}
