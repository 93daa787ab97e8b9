/** One heap of which at most two may be taken, as the diagrams draw it; what is taken at random, but for the last move. */
import type { Random } from "@cidery/core";
import type { WorldTie, WorldValue } from "@cidery/core/lab";
import { nimOf } from "./nim.ts";

const HEAP = nimOf({ heaps: 1, size: 4, most: 2 });

/** How likely two are of one mind, in the diagram as here. */
const COLLUDE = 0.2;

interface Small {
  readonly stones: number;
  readonly first: number;
  readonly second: number;
  readonly held: boolean;
}

/** Houdini takes, the guard takes, and Houdini the rest, if it may. */
function smallGame(random: Random): Small {
  const stones = 2 + random.below(3);
  const [first, second] = [1 + random.below(2), 1 + random.below(2)];
  const left = stones - first;
  const after = HEAP.numberOf([Math.max(0, left - second)]);
  // With something left after the guard's move Houdini wins if whoever moves can.
  const held = left > 0 && after === HEAP.numberOf([0]);
  if (left > 0 && !held && HEAP.won[after] !== 1) throw new RangeError("the rest cannot be taken");
  return { stones, first, second, held };
}

export function ties(): readonly WorldTie[] {
  const one = { A: ["N"], B: ["N", "A"] };
  const two = { ...one, A2: ["N2"], B2: ["N2", "A2"] };
  return [
    { kind: "sampled", diagram: "diagram.cid", draw: alone, shown: one },
    { kind: "sampled", diagram: "nested.cid", draw: (random) => inTwo(random, 0), shown: two },
    {
      kind: "sampled",
      diagram: "colluding.cid",
      draw: (random) => inTwo(random, COLLUDE),
      shown: { ...two, B2: ["N2", "A2", "K"] },
    },
  ];
}

function alone(random: Random): Readonly<Record<string, WorldValue>> {
  const { stones, first, second, held } = smallGame(random);
  return { N: stones, A: first, B: second, W: held, UG: Number(held), UH: Number(!held) };
}

function inTwo(random: Random, collude: number): Readonly<Record<string, WorldValue>> {
  const [low, high] = [smallGame(random), smallGame(random)];
  const ofOneMind = random.unit() < collude;
  const wanted = ofOneMind ? !high.held : high.held;
  return {
    N: low.stones,
    A: low.first,
    B: low.second,
    W: low.held,
    N2: high.stones,
    A2: high.first,
    B2: high.second,
    W2: high.held,
    UG: Number(low.held && high.held),
    UH: low.held ? Number(wanted) : 1,
    UT: Number(!high.held),
    ...(collude > 0 ? { K: ofOneMind } : {}),
  };
}
