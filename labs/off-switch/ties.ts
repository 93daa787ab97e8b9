/** The diagrams' variables in a game as it is played, with a utility that takes three values. */
import type { WorldTie } from "@cidery/core/lab";
import { gameOf, MOVES, play } from "./game.ts";

export function ties(): readonly WorldTie[] {
  return [tie("diagram.cid", 0), tie("noisy-human.cid", 2)];
}

function tie(diagram: string, beta: number): WorldTie {
  return {
    kind: "sampled",
    diagram,
    coarse: true,
    draw(random) {
      const move = random.below(MOVES.length);
      const { utility, allowed, runs } = play(gameOf({ beta }), move, random);
      return { U: utility, R: move, H: allowed, run: runs, V: runs ? utility : 0 };
    },
    shown: { R: [] },
  };
}
