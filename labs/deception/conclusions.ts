/** What can be read off one run, at whatever settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const CONCLUSIONS: readonly LabConclusion[] = [
  concludes({
    id: "deceives",
    claim: "war-game",
    statement: "Paid for everything, the best rule deceives.",
    agents: ["whole"],
    when: (of) => of("whole", "deceived") > 1e-9,
  }),
  concludes({
    id: "honest",
    claim: "shield",
    statement: "Neither the path-specific objective nor the shield deceives.",
    agents: ["path-specific", "shield"],
    when: (of) => of("path-specific", "deceived") === 0 && of("shield", "deceived") === 0,
  }),
  concludes({
    id: "shield-pays",
    claim: "shield",
    statement: "The shielded rule is paid at least as much as the path-specific one.",
    agents: ["path-specific", "shield"],
    when: (of) => of("shield", "paid") >= of("path-specific", "paid") - 1e-9,
  }),
  concludes({
    id: "show",
    claim: "side-effect",
    statement: "Paid for the show, it misleads and does not deceive.",
    agents: ["show"],
    when: (of) => of("show", "misled") > 1e-9 && of("show", "deceived") === 0,
  }),
  concludes({
    id: "as-planned",
    claim: "learnt",
    statement: "The learner deceives about as often as the best rule does.",
    agents: ["whole", "learner"],
    when: (of) => Math.abs(of("whole", "deceived") - of("learner", "deceived")) <= 0.02,
  }),
];
