/** How far the verdicts depend on who drew the diagram, in a worker of its own. */
import type { InfluenceDiagram, VerdictRobustness } from "@cidery/core";
import { create } from "zustand";
import { TaskClient } from "./taskClient.ts";

export interface RobustnessState {
  readonly diagram: InfluenceDiagram | undefined;
  readonly busy: boolean;
  readonly found: VerdictRobustness | undefined;
  readonly failure: string | undefined;
}

const NOTHING: RobustnessState = {
  diagram: undefined,
  busy: false,
  found: undefined,
  failure: undefined,
};

export const useRobustness = create<RobustnessState>(() => NOTHING);

const client = new TaskClient();

export function askRobustness(diagram: InfluenceDiagram, changes: number): void {
  client.stop();
  useRobustness.setState({ ...NOTHING, diagram, busy: true });
  client.ask("verdictRobustness", { parts: diagram.parts, changes }, (event) => {
    if (event.kind === "done") useRobustness.setState({ busy: false, found: event.result });
    else if (event.kind === "failed")
      useRobustness.setState({ busy: false, failure: event.message });
  });
}

export function stopRobustness(): void {
  client.stop();
  useRobustness.setState({ busy: false });
}
