/** The worker: every kind of long work, away from the page, so that it never freezes. */
import { loadModel } from "@cidery/core";
import { attend, type FoundLab, type TaskHost, type TaskOrder } from "@cidery/core/tasks";
import type { Told } from "./taskClient.ts";

const host: TaskHost = {
  clock: () => performance.now(),
  lab: foundLab,
  reader:
    ({ text, name }) =>
    (parameters) =>
      loadModel(text, { file: name, ...(parameters === undefined ? {} : { parameters }) }),
};

/** The labs are fetched when one is asked for. */
async function foundLab(id: string): Promise<FoundLab> {
  const { LABS } = await import("cidery-labs");
  const { labDiagram } = await import("../state/labDiagram.ts");
  const lab = LABS.find((one) => one.id === id);
  if (lab === undefined) throw new RangeError(`there is no lab ${id}`);
  return { lab, diagram: (file) => labDiagram(id, file) };
}

self.onmessage = ({ data }: MessageEvent<{ ticket: number; order: TaskOrder }>) => {
  const { ticket, order } = data;
  // The page cancels by ending the worker; what was told by then stays with it.
  const signal = { aborted: false };
  void attend(order, signal, host, (event) => self.postMessage({ ticket, event } satisfies Told));
};
