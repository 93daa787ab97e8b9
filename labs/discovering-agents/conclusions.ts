/** What can be read off one run, at whatever settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const CONCLUSIONS: readonly LabConclusion[] = [
  concludes({
    id: "respond",
    claim: "agents",
    statement:
      "Planner, learners, and imitator, reflex and selected tool made in their own world respond when the ice is reversed.",
    agents: ["q-learning", "sarsa", "bandit", "planner", "imitator", "evolved", "selected"],
    when: (of) =>
      ["q-learning", "sarsa", "bandit", "planner", "imitator", "evolved", "selected"].every(
        (agent) => of(agent, "ice") > 0.5,
      ),
  }),
  concludes({
    id: "given",
    claim: "agents",
    statement:
      "Habit, look-up, tools trained on labels or on all of their own output, and imitator and reflex made elsewhere do not.",
    agents: ["habit", "thermostat", "labelled", "recordings", "reflex", "own-output"],
    when: (of) =>
      ["habit", "thermostat", "labelled", "recordings", "reflex", "own-output"].every(
        (agent) => of(agent, "ice") <= 0.5,
      ),
  }),
  concludes({
    id: "softmax",
    claim: "fading",
    statement: "Moving itself is worth something to the softmax mouse.",
    agents: ["softmax"],
    when: (of) => of("softmax", "meter") > 1e-6,
  }),
];
