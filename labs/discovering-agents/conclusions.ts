/** What can be read off one run, at whatever settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const CONCLUSIONS: readonly LabConclusion[] = [
  concludes({
    id: "respond",
    claim: "agents",
    statement:
      "Planner, learners, and imitator and reflex made in their own world respond when the ice is reversed.",
    agents: ["q-learning", "sarsa", "bandit", "planner", "imitator", "evolved"],
    when: (of) =>
      ["q-learning", "sarsa", "bandit", "planner", "imitator", "evolved"].every(
        (agent) => of(agent, "ice") > 0.5,
      ),
  }),
  concludes({
    id: "given",
    claim: "agents",
    statement: "Habit, look-up, labelled tool, and imitator and reflex made elsewhere do not.",
    agents: ["habit", "thermostat", "labelled", "recordings", "reflex"],
    when: (of) =>
      ["habit", "thermostat", "labelled", "recordings", "reflex"].every(
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
