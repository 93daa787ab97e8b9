/**
 * Is the task on screen done? Its claim is asked of the model as it is edited: at once where arrows
 * decide, in a worker where numbers do.
 */
import { checkClaim, type ClaimResult, type InfluenceDiagram } from "@cidery/core";
import type { Step } from "@cidery/core/check";
import { useEffect, useState } from "react";
import { useStory } from "../state/story.ts";
import { TaskClient } from "../worker/taskClient.ts";

export type TaskState = "none" | "open" | "done" | "computing" | "undecided";

const client = new TaskClient();

export function useTask(diagram: InfluenceDiagram | undefined, step: Step | undefined): TaskState {
  const [state, setState] = useState<TaskState>("none");
  useEffect(() => {
    if (diagram === undefined || step?.kind !== "ask") {
      setState("none");
      return undefined;
    }
    const found = checkClaim(diagram, step.until);
    if (found.reason !== "needs-exact-solver") {
      setState(stateOf(found));
      return undefined;
    }
    setState("computing");
    const { parts } = diagram.with({ claims: [step.until] });
    client.ask("claims", { learn: false, parts }, (event) => {
      if (event.kind === "partial") setState(stateOf(event.part.result));
      else if (event.kind === "failed") setState("undecided");
    });
    return () => client.stop();
  }, [diagram, step]);
  useEffect(() => {
    const { task } = useStory.getState();
    if (state === "done" && task === "open") useStory.setState({ task: "done" });
    else if (state === "open" && task === "done") useStory.setState({ task: "open" });
  }, [state]);
  return state;
}

function stateOf({ outcome }: ClaimResult): TaskState {
  return outcome === "holds" ? "done" : outcome === "fails" ? "open" : "undecided";
}
