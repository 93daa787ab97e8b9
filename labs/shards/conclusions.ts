/** What can be read off one run, at whatever settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const CONCLUSIONS: readonly LabConclusion[] = [
  concludes({
    id: "bottle",
    claim: "bottle",
    statement:
      "Who judges by the values it will have takes the bottle; who judges by the value awake now does not.",
    agents: ["later", "present"],
    when: (of) => of("later", "bottle") === 1 && of("present", "bottle") === 0,
  }),
  concludes({
    id: "foresight",
    claim: "counted",
    statement: "By the value awake at the start, foreseeing what will be awake is worth something.",
    agents: ["present", "foreseeing"],
    when: (of) => of("foreseeing", "judged") > of("present", "judged") + 1e-9,
  }),
  concludes({
    id: "never-worse",
    claim: "counted",
    statement: "By the value awake at the start, foreseeing is never worse.",
    agents: ["present", "foreseeing"],
    when: (of) => of("foreseeing", "judged") >= of("present", "judged") - 1e-9,
  }),
  concludes({
    id: "as-planned",
    claim: "learners",
    statement: "Learners do as planned.",
    agents: ["present", "foreseeing", "q-present", "sarsa-foreseeing"],
    when: (of) =>
      Math.abs(of("present", "judged") - of("q-present", "judged")) < 1e-9 &&
      Math.abs(of("foreseeing", "judged") - of("sarsa-foreseeing", "judged")) < 1e-9,
  }),
];
