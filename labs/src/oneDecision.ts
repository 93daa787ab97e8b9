/** The shortest environment: one decision, always under the same observation, then a reward. */
import type { Random } from "@cidery/core";
import type { Environment } from "@cidery/core/learn";

export function oneDecision(parts: {
  /** What is seen; the same every time, so that a learner learns one rule. */
  readonly observation: string;
  readonly actionCount: number;
  /** Draws what the action leads to. @returns the reward */
  readonly act: (action: number, random: Random) => number;
}): Environment {
  const { observation, actionCount, act } = parts;
  return {
    horizon: 1,
    begin(random) {
      let over = false;
      return {
        get observation() {
          return over ? undefined : observation;
        },
        actionCount,
        act(action) {
          over = true;
          return act(action, random);
        },
      };
    },
  };
}
