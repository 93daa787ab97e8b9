/** The worker: numbers and claims, away from the page, so that it never freezes. */
import { checkClaim, InfluenceDiagram } from "@cidery/core";
import { type ExactEngine, learnEngine, solveEngine } from "@cidery/core/check";
import { layoutDiagram, layoutDiagramNow } from "@cidery/core/draw";
import { SolveError } from "@cidery/core/solve";
import { computeNumbers } from "./computeNumbers.ts";
import { searchMeter } from "./meter.ts";
import type { ClaimsRequest, WorkerAnswer, WorkerRequest } from "./messages.ts";

const send = (answer: WorkerAnswer): void => self.postMessage(answer);

self.onmessage = ({ data }: MessageEvent<WorkerRequest>) => {
  const { ticket } = data;
  try {
    const diagram = InfluenceDiagram.of(data.parts);
    if (data.kind === "layout") {
      const { pins, previous } = data;
      const options = { pins, ...data.options };
      if (previous.size > 0) {
        const layout = layoutDiagramNow(diagram, { ...options, previous });
        send({ kind: "layout", ticket, layout });
      } else {
        void layoutDiagram(diagram, options).then((layout) =>
          send({ kind: "layout", ticket, layout }),
        );
      }
      return;
    }
    if (data.kind === "claims") {
      checkAll(diagram, data, ticket);
      send({ kind: "claims-done", ticket });
      return;
    }
    if (data.kind === "search") {
      const found = searchMeter(diagram, data, (stage, fraction) =>
        send({ kind: "progress", ticket, stage, fraction }),
      );
      send({ kind: "found", ticket, found });
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

/** One claim after the other; what was solved for one is kept for the next. */
function checkAll(diagram: InfluenceDiagram, { learn, only }: ClaimsRequest, ticket: number): void {
  const engines = new Map<InfluenceDiagram, ExactEngine>();
  const exact = (about: InfluenceDiagram): ExactEngine => {
    const engine = engines.get(about) ?? solveEngine(about);
    engines.set(about, engine);
    return engine;
  };
  const options = learn ? { exact, empirical: learnEngine } : { exact };
  for (const [index, claim] of diagram.claims.entries()) {
    if (only !== undefined && !only.includes(index)) continue;
    send({ kind: "claim", ticket, index, result: checkClaim(diagram, claim, options) });
  }
}
