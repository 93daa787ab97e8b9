/** The worker: numbers and claims, away from the page, so that it never freezes. */
import { checkClaims, InfluenceDiagram, SolveError } from "cidery";
import { computeNumbers } from "./computeNumbers.ts";
import type { WorkerAnswer, WorkerRequest } from "./messages.ts";

const send = (answer: WorkerAnswer): void => self.postMessage(answer);

self.onmessage = ({ data }: MessageEvent<WorkerRequest>) => {
  const { ticket } = data;
  try {
    const diagram = InfluenceDiagram.of(data.parts);
    if (data.kind === "claims") {
      for (const [index, result] of checkClaims(diagram).entries()) {
        send({ kind: "claim", ticket, index, result });
      }
      send({ kind: "claims-done", ticket });
      return;
    }
    const result = computeNumbers(diagram, data, {
      progress: (stage, fraction) => send({ kind: "progress", ticket, stage, fraction }),
      partial: (partial) => send({ kind: "partial", ticket, result: partial }),
    });
    send({ kind: "numbers", ticket, result });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const hint = error instanceof SolveError ? error.hint : undefined;
    send({ kind: "failed", ticket, message, ...(hint !== undefined && { hint }) });
  }
};
