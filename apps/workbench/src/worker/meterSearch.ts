/**
 * Searches for settings at which an incentive meter reads something, by verdict. In a worker of
 * their own, one at a time; cancelling ends the worker. What was found stays until the numbers are
 * put away, and says of which diagram it is.
 */
import type { InfluenceDiagram } from "@cidery/core";
import { create } from "zustand";
import { SolverClient } from "./client.ts";
import type { MeterReading, Meters, SearchFound } from "./messages.ts";

/** A control incentive of the graph. */
export type MeterSubject = Pick<MeterReading, "key" | "decision" | "node">;

export interface MeterSearch {
  readonly diagram: InfluenceDiagram;
  /** Of what is drawn at random. */
  readonly seed: number;
  readonly state:
    | { readonly kind: "running"; readonly stage: string; readonly fraction: number }
    | { readonly kind: "cancelled" }
    | { readonly kind: "failed"; readonly message: string; readonly hint: string | undefined }
    | { readonly kind: "found"; readonly found: SearchFound };
}

/** By `verdictKey`. */
export const useMeterSearches = create<Readonly<Record<string, MeterSearch>>>(() => ({}));

const client = new SolverClient();

/** Another search for the same diagram draws other numbers. */
export function startSearch(
  { key, decision, node }: MeterSubject,
  diagram: InfluenceDiagram,
  { choice, policy }: Pick<Meters, "choice" | "policy">,
): void {
  const before = useMeterSearches.getState()[key];
  const again = before?.diagram === diagram && before.state.kind === "found";
  const seed = again ? before.seed + 1 : 1;
  cancelSearch();
  const become = (state: MeterSearch["state"]): void =>
    useMeterSearches.setState({ [key]: { diagram, seed, state } });
  become({ kind: "running", stage: "starting", fraction: 0 });
  const { header, agents, nodes, parameters, claims } = diagram;
  const parts = { header, agents, nodes, parameters, claims };
  client.ask({ kind: "search", parts, decision, node, others: choice, policy, seed }, (answer) => {
    if (answer.kind === "progress") {
      become({ kind: "running", stage: answer.stage, fraction: answer.fraction });
    } else if (answer.kind === "found") become({ kind: "found", found: answer.found });
    else if (answer.kind === "failed") {
      become({ kind: "failed", message: answer.message, hint: answer.hint });
    }
  });
}

/** Ends the search that is under way, if there is one. */
export function cancelSearch(): void {
  client.stop();
  for (const [key, search] of Object.entries(useMeterSearches.getState())) {
    if (search.state.kind !== "running") continue;
    useMeterSearches.setState({ [key]: { ...search, state: { kind: "cancelled" } } });
  }
}

export function dropSearches(): void {
  client.stop();
  useMeterSearches.setState({}, true);
}
