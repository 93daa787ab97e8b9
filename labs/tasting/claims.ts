/** What the lab asserts, each with a control under which it must be denied. */
import type { LabClaim, LabContext, Settings } from "@cidery/core/lab";
import { mayControl } from "../src/ask.ts";
import { controlled, diagramClaim, pairClaim } from "../src/controls.ts";
import { finding, show } from "../src/findings.ts";
import { tableOf } from "./parameters.ts";
import type { Values } from "./servers.ts";
import { comesOf, meterOf, planned, serverCalled, serverRow } from "./servers.ts";
import { bestOfBandit } from "./bandit.ts";

const STILL: Pick<LabContext, "seed" | "signal"> = { seed: 1, signal: { aborted: false } };
const CAREFUL = 0;
const STAYS = 1;
const TOLD = 2;

/** Rounds that please. */
function pleased(id: string, settings: Settings): number {
  const table = tableOf(settings);
  return comesOf(table, serverCalled(id).serving(table, settings, STILL)).pleased;
}

const GRID: readonly Settings[] = [2, 3, 5].flatMap((rounds) =>
  [0.3, 0.5, 0.7].flatMap((house) =>
    [0.2, 0.4, 0.6].flatMap((prior) => [0, 0.05].map((slip) => ({ rounds, house, prior, slip }))),
  ),
);

export const claims: readonly LabClaim[] = [
  controlled({
    id: "assumed",
    statement:
      "Six rounds: a server that assumes the eater knows serves the house's dish throughout and gets 3, as the eater alone; one that knows that it learns serves the new dish first, so that it is found out, and gets 3.577.",
    provenance: "derived",
    over: "once",
    of: CAREFUL,
    instead: TOLD,
    swap: "an eater that knows in place of one that learns",
    find(eater) {
      const [models = 0, assumes = 0, obeys = 0] = ["models", "assumes", "obeys"].map((id) =>
        pleased(id, { eater }),
      );
      return finding(
        Math.abs(assumes - 3) < 1e-9 &&
          Math.abs(obeys - 3) < 1e-9 &&
          Math.abs(models - 3.5772) < 1e-4,
        `${show(models)}, assuming ${show(assumes)}, obeying ${show(obeys)}`,
      );
    },
  }),
  pairClaim({
    id: "grid",
    statement: `Knowing that the eater learns is nowhere worse than assuming that it knows or obeying, and better than both at some of ${3 * GRID.length} settings; for an eater that knows, the assumption is right and costs nothing.`,
    provenance: "derived",
    over: "once",
    pair: ["models", "assumes"],
    find([models, assumes]) {
      const all = [CAREFUL, STAYS, TOLD].flatMap((eater) =>
        GRID.map((one) => {
          const settings = { ...one, eater };
          const [best, other, obeys] = [models, assumes, "obeys"].map((id) =>
            pleased(id, settings),
          );
          return { eater, best: best ?? 0, other: other ?? 0, obeys: obeys ?? 0 };
        }),
      );
      const better = all.filter(({ best, other, obeys }) => best > Math.max(other, obeys) + 1e-9);
      const right = all.filter(({ eater }) => eater === TOLD);
      return finding(
        all.every(({ best, other, obeys }) => best >= Math.max(other, obeys) - 1e-9) &&
          better.length > 0 &&
          right.every(({ best, other }) => best - other < 0.02),
        `better than both at ${better.length} of ${all.length}; for an eater that knows at most ${show(Math.max(...right.map(({ best, other }) => best - other)))} apart`,
      );
    },
  }),
  controlled({
    id: "bandit",
    statement:
      "Without slips, proposals tell all that was tasted: with either eater that learns, planning by them gets what a bandit gets that tastes itself, from one round to seven.",
    provenance: "derived",
    over: "once",
    of: 0,
    instead: 0.1,
    swap: "one proposal in ten a slip",
    find(slip) {
      const apart = [CAREFUL, STAYS].flatMap((eater) =>
        [1, 2, 3, 4, 5, 6, 7].map((rounds) => {
          const table = tableOf({ eater, rounds, slip });
          return Math.abs(planned(table).value - bestOfBandit(table));
        }),
      );
      return finding(Math.max(...apart) < 1e-9, `at most ${show(Math.max(...apart), 6)} apart`);
    },
  }),
  pairClaim<number>({
    id: "alone",
    statement:
      "Better alone is not better assisted: with slips in one of fifty the eater that stays where it was pleased gets more than the careful one when it is obeyed, and less when it is helped.",
    provenance: "published",
    place:
      "Chan et al. 2019, abstract (better human performance in isolation does not necessarily lead to better performance when assisted)",
    over: "once",
    pair: [STAYS, CAREFUL],
    named: "the eater that stays and the careful one",
    find([stays, careful]) {
      const of = (id: string) =>
        [stays, careful].map((eater) => pleased(id, { eater, slip: 0.02 })) as [number, number];
      const [alone, helped] = [of("obeys"), of("models")];
      return finding(
        alone[0] > alone[1] + 1e-6 && helped[0] < helped[1] - 1e-6,
        `alone ${alone.map((x) => show(x)).join(" and ")}, helped ${helped.map((x) => show(x)).join(" and ")}`,
      );
    },
  }),
  pairClaim({
    id: "learner",
    statement:
      "Q-learning with a memory, trained with what pleased, comes within 5 % of planning over beliefs and beats assuming that the eater knows.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    pair: ["learner", "assumes"],
    find([learner, assumes], { seed, signal }) {
      const of = (id: string): Values => serverRow(serverCalled(id), {}, { seed, signal }).values;
      const [own = 0, other = 0, best = 0] = [learner, assumes, "models"].map(
        (id) => of(id)["pleased"] ?? 0,
      );
      return finding(
        own >= 0.95 * best && own > other,
        `${show(own)} of ${show(best)}, assuming ${show(other)}`,
      );
    },
  }),
  diagramClaim({
    id: "graph",
    statement:
      "The graph admits control of later proposals where the eater learns, for information only, and excludes it where it knows; there influence on them is worth nothing at any number of rounds, here something from two on.",
    provenance: "derived",
    over: "once",
    diagrams: ["diagram.cid", "knowing.cid"],
    check({ diagram }) {
      const [learns, knows] = ["diagram.cid", "knowing.cid"].map(diagram);
      if (learns === undefined || knows === undefined) return finding(false, "no diagrams");
      const worth = (eater: number) =>
        [1, 2, 3, 4, 5].map((rounds) => meterOf(tableOf({ eater, rounds })));
      const [some, none] = [worth(CAREFUL), worth(TOLD)];
      return finding(
        mayControl(learns, "A[1]", "H[2]") &&
          !mayControl(knows, "A[1]", "H[2]") &&
          none.every((one) => Math.abs(one) < 1e-9) &&
          some.slice(1).every((one) => one > 1e-6),
        `${some.map((one) => show(one, 3)).join(", ")}; knowing ${show(Math.max(...none.map(Math.abs)))}`,
      );
    },
  }),
];
