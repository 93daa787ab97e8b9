/** Races of two teams in steps, as the diagrams draw them; safeties at random. */
import type { Random } from "@cidery/core";
import type { WorldTie } from "@cidery/core/lab";
import { finish } from "./race.ts";

const STEPS = [0, 0.5, 1] as const;
const TEAMS = ["one_is", "two_is"] as const;

export function ties(): readonly WorldTie[] {
  const shown: readonly (readonly [string, readonly string[]])[] = [
    ["diagram.cid", []],
    ["own.cid", ["C"]],
    ["all.cid", ["C1", "C2"]],
    ["held.cid", ["C1", "C2", "H"]],
  ];
  return shown.map(([diagram, names]) => ({
    kind: "sampled",
    diagram,
    draw: (random) => drawn(random, diagram === "held.cid"),
    shown: { S1: names.map(of(1)), S2: names.map(of(2)) },
  }));
}

function of(team: number): (name: string) => string {
  return (name) => (name === "C" ? `C${team}` : name);
}

/** Without anybody hostile to the other: a safe AI is worth half to the team that did not make it. */
function drawn(random: Random, held: boolean): Readonly<Record<string, number | string | boolean>> {
  const [c1, c2] = [random.pick(STEPS), random.pick(STEPS)];
  const [s1, s2] = [random.pick(STEPS), random.pick(STEPS)];
  const hold = held ? random.below(2) / 2 : 0;
  const { winner, safety } = finish([c1, c2], [s1, s2], random, [hold]);
  const safe = random.unit() < safety;
  const worth = (team: number): number => (safe ? (team === winner ? 1 : 0.5) : 0);
  return {
    C1: c1,
    C2: c2,
    S1: s1,
    S2: s2,
    W: TEAMS[winner] ?? "",
    Safe: safe,
    U1: worth(0),
    U2: worth(1),
    ...(held ? { H: hold } : {}),
  };
}
