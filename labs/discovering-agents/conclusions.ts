/** What can be read off one run, at whatever settings. */
import type { LabConclusion } from "@cidery/core/lab";
import { concludes } from "../src/concludes.ts";

export const CONCLUSIONS: readonly LabConclusion[] = [
  concludes({
    id: "respond",
    claim: "agents",
    statement: "Planner and learners respond when the ice is reversed.",
    agents: ["q-learning", "sarsa", "bandit", "planner"],
    when: (of) =>
      ["q-learning", "sarsa", "bandit", "planner"].every((agent) => of(agent, "ice") > 0.5),
  }),
  concludes({
    id: "given",
    claim: "agents",
    statement: "Habit, look-up and labelled tool do not.",
    agents: ["habit", "thermostat", "labelled"],
    when: (of) => ["habit", "thermostat", "labelled"].every((agent) => of(agent, "ice") <= 0.5),
  }),
  concludes({
    id: "softmax",
    claim: "fading",
    statement: "Moving itself is worth something to the softmax mouse.",
    agents: ["softmax"],
    when: (of) => of("softmax", "meter") > 1e-6,
  }),
];
