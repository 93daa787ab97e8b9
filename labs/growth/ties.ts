/** A month of research as the diagrams draw it: does the network double, by what does the research? */
import type { Random } from "@cidery/core";
import type { WorldTie } from "@cidery/core/lab";
import type { Researcher } from "../src/growth.ts";
import { speedUp } from "../src/growth.ts";

const P = 0.5;

export function ties(): readonly WorldTie[] {
  const all: readonly (readonly [string, Researcher])[] = [
    ["diagram.cid", "ability"],
    ["network.cid", "network"],
    ["level.cid", "people"],
  ];
  return all.map(([diagram, researcher]) => ({
    kind: "sampled",
    diagram,
    draw: (random) => month(researcher, random),
    shown: { K: [], N: [] },
  }));
}

function month(researcher: Researcher, random: Random): Readonly<Record<string, number | boolean>> {
  const [h, scaffold, trained] = [
    1 + random.below(2),
    random.below(2) === 1,
    random.below(2) === 1,
  ];
  const network = h * (trained ? 2 : 1);
  const ability = network * (scaffold ? 3 : 1);
  const input = { ability, network, people: 1 }[researcher];
  // Doublings come at random, one a month on average where the input is 1 and half of the months see one.
  const months =
    -Math.log2(1 - random.unit()) / speedUp({ jump: input, p: P, researcher: "ability" });
  const doubled = months < 1;
  return { H: h, K: scaffold, N: trained, E: ability, S: doubled, U: ability * (doubled ? 2 : 1) };
}
