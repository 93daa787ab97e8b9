/**
 * Searches for settings that have an incentive the graph admits, by verdict. In a worker of
 * their own, one at a time; cancelling ends the worker. What was found stays until the numbers are
 * put away, and says of which diagram it is.
 */
import type { InfluenceDiagram } from "@cidery/core";
import { create } from "zustand";
import type { ShownMeters, TaskOutput } from "@cidery/core/tasks";
import type { MeasuredIncentive } from "@cidery/core/solve";
import { TaskClient } from "./taskClient.ts";

/** An incentive that the graph admits, or cannot tell of. */
export interface MeterSubject {
  /** `verdictKey` */
  readonly key: string;
  readonly incentive: MeasuredIncentive;
  /** Empty where it is the agent's, of control. */
  readonly decision: string;
  readonly agent: string;
  readonly node: string;
}

/** What such a search comes to. */
export type SearchFound = TaskOutput<"settings">;

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

const client = new TaskClient();

/** Another search for the same diagram draws other numbers. */
export function startSearch(
  { key, ...subject }: MeterSubject,
  diagram: InfluenceDiagram,
  { choice, policy }: Pick<ShownMeters, "choice" | "policy">,
): void {
  const before = useMeterSearches.getState()[key];
  const again = before?.diagram === diagram && before.state.kind === "found";
  const seed = again ? before.seed + 1 : 1;
  cancelSearch();
  const become = (state: MeterSearch["state"]): void =>
    useMeterSearches.setState({ [key]: { diagram, seed, state } });
  become({ kind: "running", stage: "starting", fraction: 0 });
  const asked = { parts: diagram.parts, ...subject, others: choice, policy, seed };
  client.ask("settings", asked, (event) => {
    if (event.kind === "progress") {
      become({ kind: "running", stage: event.stage, fraction: event.share });
    } else if (event.kind === "done") become({ kind: "found", found: event.result });
    else if (event.kind === "failed") {
      become({ kind: "failed", message: event.message, hint: event.hint });
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
