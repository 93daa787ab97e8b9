/** What can be read off one run, at whatever settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

/** Of a fix: what was wanted does not suffer by it. */
const noWorse = (agent: string, statement: string): LabConclusion =>
  concludes({
    id: agent,
    claim: "fixes",
    statement: `${statement} does at least as well by what was wanted as the standard agent.`,
    agents: ["standard", agent],
    when: (of) => of(agent, "hidden") >= of("standard", "hidden") - 1e-9,
  });

export const CONCLUSIONS: readonly LabConclusion[] = [
  concludes({
    id: "parts",
    claim: "returns",
    statement: "What the standard planner is paid differs from what was wanted.",
    agents: ["standard"],
    when: (of) => Math.abs(of("standard", "observed") - of("standard", "hidden")) > 1e-6,
  }),
  noWorse("ignoring", "Ignoring that actions may be changed"),
  noWorse("impact", "Paying for closing the way back"),
];
