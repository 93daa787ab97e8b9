/** Rounds at random, as the diagrams draw them, with everything that can go wrong going wrong at times. */
import type { WorldTie } from "@cidery/core/lab";
import type { Bit, War, Worth } from "./world.ts";
import { drawCourse, receiverGets, viewOf } from "./world.ts";
import { signallerCalled } from "./signallers.ts";
import { unmoved } from "./receivers.ts";

const STRENGTHS = ["weak", "strong_one"] as const;
const MOVES = ["retreat", "defend"] as const;
const REPLIES = ["attack", "hold"] as const;

const WAR: War = {
  strong: 0.5,
  spared: 2,
  retreating: 1,
  defending: 0.7,
  check: 0.4,
  noise: 0.3,
  blur: 0.3,
};

export function ties(): readonly WorldTie[] {
  return [
    tie("diagram.cid", signallerCalled("whole").objectiveIn(WAR)),
    tie("path.cid", signallerCalled("path-specific").objectiveIn(WAR)),
    tie("show.cid", signallerCalled("show").objectiveIn(WAR)),
  ];
}

function tie(diagram: string, worth: Worth): WorldTie {
  return {
    kind: "sampled",
    diagram,
    shown: { S: ["Z"], T: ["O", "V"] },
    draw(random) {
      const course = drawCourse(WAR, random);
      const [move, reply] = [random.below(2), random.below(2)] as [Bit, Bit];
      const view = viewOf(course, move);
      return {
        X: STRENGTHS[course.type],
        Z: STRENGTHS[course.scouted],
        S: MOVES[move],
        O: MOVES[view.move],
        V: view.type === undefined ? "none" : STRENGTHS[view.type],
        T: REPLIES[reply],
        N: REPLIES[unmoved(WAR)(view)],
        US: worth(course, move, reply),
        UT: receiverGets(course, reply),
      };
    },
  };
}
