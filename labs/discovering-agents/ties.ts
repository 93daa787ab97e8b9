/** A step on the ice, drawn; the toys are structures, whose numbers the lab draws at random. */
import type { WorldTie } from "@cidery/core/lab";
import { takeStep } from "./systems.ts";

const WORLD = { slip: 0.1, cheese: 0.9 };

export function ties(): readonly WorldTie[] {
  return [
    mouse("diagram.cid", { D: [] }),
    mouse("habit.cid", {}),
    { kind: "itself", diagram: "informed.cid" },
    { kind: "itself", diagram: "unmoved.cid" },
  ];
}

function mouse(diagram: string, shown: Readonly<Record<string, readonly string[]>>): WorldTie {
  return {
    kind: "sampled",
    diagram,
    draw(random) {
      const step = random.below(2);
      const { right, eats } = takeStep(WORLD, step, random);
      return { D: step, X: right, U: Number(eats) };
    },
    shown,
  };
}
