/** A question, an answer, and pay for the answer that somebody else gives: how a student is reinforced instead of shown answers. */
import type { Random } from "@cidery/core";
import type { Environment, Observation, VectorSpace } from "@cidery/core/learn";

export function paidForAgreeing(parts: {
  readonly space: VectorSpace;
  readonly answers: number;
  /** Draws a question as it is seen, and how the other answers it when asked. */
  readonly draw: (random: Random) => {
    readonly seen: Float64Array;
    readonly otherSays: () => number;
  };
}): Environment<Observation> {
  return {
    horizon: 1,
    space: parts.space,
    begin(random) {
      const { seen, otherSays } = parts.draw(random);
      let over = false;
      return {
        get observation() {
          return over ? undefined : seen;
        },
        actionCount: parts.answers,
        act(action) {
          over = true;
          return Number(action === otherSays());
        },
      };
    },
  };
}
