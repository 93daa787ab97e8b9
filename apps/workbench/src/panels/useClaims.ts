/** Claims of a diagram, checked in a worker of their own; kept per diagram. */
import type { ClaimResult, InfluenceDiagram } from "@cidery/core";
import { useEffect, useState } from "react";
import { SolverClient } from "../worker/client.ts";

export interface ClaimsState {
  readonly results: ReadonlyMap<number, ClaimResult>;
  readonly failure: string | undefined;
}

const NOTHING: ClaimsState = { results: new Map(), failure: undefined };
const client = new SolverClient();

export function useClaims(diagram: InfluenceDiagram | undefined): ClaimsState {
  const [state, setState] = useState<ClaimsState>(NOTHING);
  useEffect(() => {
    setState(NOTHING);
    if (diagram === undefined || diagram.claims.length === 0) return undefined;
    const timer = setTimeout(() => {
      const { header, agents, nodes, parameters, claims } = diagram;
      client.ask(
        { kind: "claims", learn: true, parts: { header, agents, nodes, parameters, claims } },
        (answer) => {
          if (answer.kind === "claim") {
            setState((before) => ({
              ...before,
              results: new Map(before.results).set(answer.index, answer.result),
            }));
          } else if (answer.kind === "failed") {
            setState((before) => ({ ...before, failure: answer.message }));
          }
        },
      );
    }, 200);
    return () => {
      clearTimeout(timer);
      client.stop();
    };
  }, [diagram]);
  return state;
}
