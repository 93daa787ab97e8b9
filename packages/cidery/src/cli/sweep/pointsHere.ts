/** Points of a sweep worked out in this thread, for whoever has no other to spare. */
import type { StopSignal, TaskInput, TaskOutput } from "@cidery/core/tasks";
import { attend } from "@cidery/core/tasks";
import { taskHost } from "../taskHost.ts";
import { BadInput } from "../terminal.ts";

/** @throws BadInput with the point's own message when one cannot be worked out */
export async function pointsHere(
  input: TaskInput<"sweepPoints">,
  signal: StopSignal,
): Promise<TaskOutput<"sweepPoints">> {
  let found: TaskOutput<"sweepPoints"> | undefined;
  let failure = new BadInput("the computation gave no answer");
  await attend({ kind: "sweepPoints", input }, signal, taskHost, (event) => {
    if (event.kind === "done") found = event.result;
    else if (event.kind === "failed") failure = new BadInput(event.message, event.hint);
  });
  if (found === undefined) throw failure;
  return found;
}
