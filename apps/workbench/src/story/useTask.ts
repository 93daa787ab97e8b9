/**
 * Is the task on screen done? Its claim is asked of the model as it is edited: at once where arrows
 * decide, in a worker where numbers do.
 */
import type { Claim, ClaimResult, InfluenceDiagram } from "@cidery/core";
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
    // What checks comes with the first story: by then, another step or another text may be on screen.
    let isWanted = true;
    const check = async (): Promise<void> => {
      const { checkClaim } = await import("../state/stepClaims.ts");
      if (!isWanted) return;
      const found = checkClaim(diagram, step.until);
      if (found.reason === "needs-exact-solver") solve(diagram, step.until, setState);
      else setState(stateOf(found));
    };
    check().catch(() => setState("undecided"));
    return () => {
      isWanted = false;
      client.stop();
    };
  }, [diagram, step]);
  useEffect(() => {
    const { task } = useStory.getState();
    if (state === "done" && task === "open") useStory.setState({ task: "done" });
    else if (state === "open" && task === "done") useStory.setState({ task: "open" });
  }, [state]);
  return state;
}

/** A claim about numbers, in a worker. */
function solve(diagram: InfluenceDiagram, claim: Claim, tell: (state: TaskState) => void): void {
  tell("computing");
  const { parts } = diagram.with({ claims: [claim] });
  client.ask("claims", { learn: false, parts }, (event) => {
    if (event.kind === "partial") tell(stateOf(event.part.result));
    else if (event.kind === "failed") tell("undecided");
  });
}

function stateOf({ outcome }: ClaimResult): TaskState {
  return outcome === "holds" ? "done" : outcome === "fails" ? "open" : "undecided";
}
