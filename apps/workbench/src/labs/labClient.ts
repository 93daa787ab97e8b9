/** The client of the labs' worker. */
import type { LabAnswer, LabRequest } from "./labMessages.ts";
import { type Question, WorkerClient } from "../worker/workerClient.ts";

export type LabQuestion = Question<LabRequest>;

export class LabClient extends WorkerClient<LabRequest, LabAnswer> {
  constructor() {
    super({
      start: () => new Worker(new URL("./lab.worker.ts", import.meta.url), { type: "module" }),
      isLast: ({ kind }) => kind === "done" || kind === "failed",
      hint: "settings, seed and what was reported so far are kept; start it again",
    });
  }
}
