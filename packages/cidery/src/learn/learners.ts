/** The registry of learners: adding one is one file and one line here. */
import type { Learner } from "./learner.ts";
import { contextualBandit } from "./contextualBandit.ts";
import { reinforce } from "./reinforce.ts";
import { expectedSarsa, qLearning, sarsa } from "./temporalDifference.ts";

export const LEARNERS: readonly Learner[] = [
  qLearning,
  sarsa,
  expectedSarsa,
  reinforce,
  contextualBandit,
];

export function learnerCalled(id: string): Learner | undefined {
  return LEARNERS.find((learner) => learner.id === id);
}
