/** Two rounds at random, as the diagrams draw them, with slips. */
import type { Random } from "@cidery/core";
import type { Outcome } from "@cidery/core/learn";
import type { WorldTie } from "@cidery/core/lab";
import { drawOutcome } from "@cidery/core/learn";
import type { Dish, Eater, Table } from "./world.ts";
import { NOTHING, pleases, proposals, remembers } from "./world.ts";

/** A house dish between the two, and a prior under which one taste changes what is proposed. */
const TABLE: Omit<Table, "eater"> = {
  rounds: 2,
  house: 0.5,
  prior: 0.5,
  good: 0.9,
  bad: 0.2,
  slip: 0.2,
};

export function ties(): readonly WorldTie[] {
  return [tie("diagram.cid", "stays"), tie("diagram.cid", "careful"), tie("knowing.cid", "told")];
}

function tie(diagram: string, eater: Eater): WorldTie {
  const table = { ...TABLE, eater };
  return {
    kind: "sampled",
    diagram,
    draw: (random) => drawn(table, random),
    shown: { "A[1]": ["H[1]"], "A[2]": ["H[1]", "A[1]", "H[2]"] },
  };
}

function drawn(table: Table, random: Random): Readonly<Record<string, number | boolean | string>> {
  const isGood = random.unit() < table.prior;
  const proposed = (from: readonly Outcome<Dish>[]): Dish => drawOutcome(from, random);
  const [first, second] = [random.below(2) as Dish, random.below(2) as Dish];
  const pleased = [first, second].map((dish) => random.unit() < pleases(table, isGood, dish));
  const memory = remembers(table, NOTHING, first, pleased[0] === true);
  return {
    G: isGood,
    "H[1]": proposed(proposals(table, isGood, NOTHING)),
    "A[1]": first,
    "R[1]": pleased[0] === true,
    "U[1]": Number(pleased[0]),
    "M[2]": `${first} ${pleased[0] === true}`,
    "H[2]": proposed(proposals(table, isGood, memory)),
    "A[2]": second,
    "R[2]": pleased[1] === true,
    "U[2]": Number(pleased[1]),
  };
}
