/** The best policy for a judge who is not neutral to risk, in a worker of its own; the last one that was asked for. */
import type { InfluenceDiagram, Value } from "@cidery/core";
import type { CautiousPolicy, RiskAttitude } from "@cidery/core/solve";
import { create } from "zustand";
import { othersOf, useNumbers } from "./numbers.ts";
import { TaskClient } from "./taskClient.ts";

export interface CautiousState {
  readonly diagram: InfluenceDiagram | undefined;
  readonly agent: string;
  readonly attitude: RiskAttitude | undefined;
  /** What was set when it was asked. */
  readonly forced: readonly (readonly [string, Value])[];
  readonly busy: boolean;
  readonly found: CautiousPolicy | undefined;
  readonly failure: { readonly message: string; readonly hint?: string } | undefined;
}

const NOTHING: CautiousState = {
  diagram: undefined,
  agent: "",
  attitude: undefined,
  forced: [],
  busy: false,
  found: undefined,
  failure: undefined,
};

export const useCautious = create<CautiousState>(() => NOTHING);

const client = new TaskClient();

export function askCautious(
  diagram: InfluenceDiagram,
  agent: string,
  attitude: RiskAttitude,
): void {
  const forced = [...useNumbers.getState().forced];
  useCautious.setState({ ...NOTHING, diagram, agent, attitude, forced, busy: true });
  const id = diagram.agents.findIndex(({ name }) => name === agent);
  const { others } = othersOf(diagram);
  const input = { parts: diagram.parts, agent: id, attitude, forced };
  client.ask("cautious", { ...input, ...(others === undefined ? {} : { others }) }, (event) => {
    if (event.kind === "done") useCautious.setState({ busy: false, found: event.result });
    else if (event.kind === "failed") useCautious.setState({ busy: false, failure: event });
  });
}
