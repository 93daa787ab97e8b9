/**
 * Which variables of the diagrams are which features of the garden. Learners see where they are and
 * the view, and the one paid for beliefs keeps what it saw last; planners and the tree search see the tomatoes.
 */
import type { StepVariable, TabulatedParts, WorldTie } from "@cidery/core/lab";
import { tabulatedTie } from "@cidery/core/lab";
import { tabulate } from "@cidery/core/learn";
import type { GardenOptions, GardenState } from "./world.ts";
import { inLine } from "./history.ts";
import { actual, BUCKET, gardenWorld, historyOf, seen, viewOf } from "./world.ts";

/** Small, so that every state is soon looked at; nothing in the rules asks for the size. */
const OPTIONS: GardenOptions = { tomatoes: 2, drying: 0.05, looks: 1, horizon: 20 };

const table = once(() => tabulate(gardenWorld(OPTIONS)));
const paid = seen(OPTIONS);

const FEATURES: Pick<TabulatedParts<GardenState>, "decision" | "state" | "memory" | "remembers"> = {
  decision: "A",
  state: {
    P: ({ cell }) => cell,
    S: ({ watered }) => watered,
    Theta_O: ({ cell }) => cell === BUCKET,
    O: ({ cell, watered }) => (cell === BUCKET ? "all watered" : watered),
  },
  memory: ({ lastSeen, stale }) => `${lastSeen} ${stale}`,
  remembers: true,
};

const byView: StepVariable<GardenState> = { of: paid, index: "arrival" };
const byHistory: StepVariable<GardenState> = { of: inLine(OPTIONS), index: "arrival" };
const byState: StepVariable<GardenState> = { of: actual, index: "arrival" };

const EXPECTED =
  "it is paid what whoever sees only the views would expect of S (world.ts, believed), though it sees S itself";

export function ties(): readonly WorldTie[] {
  const cases = [{ table: table() }];
  const learner = { ...FEATURES, cases, shown: historyOf };
  const seer = { ...FEATURES, cases, shown: gardenWorld(OPTIONS).key };
  return [
    tabulatedTie({ ...learner, diagram: "diagram.cid", step: { R: byView } }),
    tabulatedTie({ ...learner, diagram: "belief.cid", step: { R: byState } }),
    tabulatedTie({ ...learner, diagram: "history.cid", step: { R: byHistory } }),
    tabulatedTie({ ...seer, diagram: "seeing-history.cid", step: { R: byHistory } }),
    tabulatedTie({
      ...FEATURES,
      cases,
      shown: viewOf,
      memory: () => "",
      remembers: false,
      diagram: "forgetful.cid",
      step: { R: byView },
    }),
    tabulatedTie({ ...seer, diagram: "seeing.cid", step: { R: byView } }),
    tabulatedTie({
      ...seer,
      diagram: "seeing-belief.cid",
      step: { R: byState },
      abstracted: Object.fromEntries([1, 2, 3].map((t) => [`R[${t}]`, EXPECTED])),
    }),
  ];
}

function once<T>(work: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: work() }).value;
}
