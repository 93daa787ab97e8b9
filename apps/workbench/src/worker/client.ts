/** The client of the solver's worker: numbers, claims, layouts. */
import type { WorkerAnswer, WorkerRequest } from "./messages.ts";
import { WorkerClient } from "./workerClient.ts";

/** Answers that more answers follow. */
const UNDER_WAY: ReadonlySet<WorkerAnswer["kind"]> = new Set(["progress", "partial", "claim"]);

export class SolverClient extends WorkerClient<WorkerRequest, WorkerAnswer> {
  constructor() {
    super({
      start: () => new Worker(new URL("./solver.worker.ts", import.meta.url), { type: "module" }),
      isLast: ({ kind }) => !UNDER_WAY.has(kind),
      hint: "nothing in the model is lost; compute again, or make the model smaller",
    });
  }
}
