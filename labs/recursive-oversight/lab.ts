/** How much does a tree of helpers see that a human alone does not, and what does a worker make of it? */
import type { Lab, LabRow, Settings } from "cidery";
import { Random } from "cidery";
import { finding, measured, show } from "../src/findings.ts";
import { parameter } from "../src/parameter.ts";
import type { OversightTree } from "./world.ts";
import { breakEven, detection, falseAlarmBound, inspect, unaided } from "./world.ts";

interface Rates {
  readonly found: number;
  readonly mistaken: number;
}

function simulated(tree: OversightTree, draws: number, random: Random): Rates {
  let found = 0;
  let mistaken = 0;
  for (let i = 0; i < draws; i++) {
    if (inspect(tree, random.below(tree.claims), random).found) found++;
    if (inspect(tree, -1, random).mistaken) mistaken++;
  }
  return { found: found / draws, mistaken: mistaken / draws };
}

function row(agent: string, { found, mistaken }: Rates, flaws: number, effort: number): LabRow {
  const real = flaws * found;
  const alarms = real + (1 - flaws) * mistaken;
  const [sound, flawed] = [1 - mistaken - effort, 1 - found];
  return {
    agent,
    values: {
      found,
      mistaken,
      ppv: alarms === 0 ? 0 : real / alarms,
      paid: Math.max(sound, flawed),
      sound: Number(sound >= flawed),
    },
  };
}

function treeOf({ claims = 64, branching = 4, hit = 0.95, alarm = 0.02 }: Settings): OversightTree {
  return { claims, branching, hitRate: hit, falseAlarm: alarm };
}

export const recursiveOversight: Lab = {
  id: "recursive-oversight",
  title: "Recursive oversight",
  question: "How much does a tree of helpers see that a human alone does not?",
  system: "mdp",
  sources: ["Everitt, Kumar, Krakovna & Legg 2019, arXiv:1906.08663 (recursive reward modelling)"],
  assumptions: ["at most one flaw, anywhere; helpers err independently; all numbers are ours"],
  diagrams: [
    { file: "diagram.cid", title: "a human alone" },
    { file: "helped.cid", title: "a tree of helpers", edit: "what the verdict finds" },
  ],
  parameters: [
    parameter("claims", "sub-claims", "sub-claims", 64, [4, 4096], { whole: true }),
    parameter("branching", "looked at by one helper", "sub-claims", 4, [2, 16], { whole: true }),
    parameter("hit", "hit rate", "probability", 0.95, [0, 1]),
    parameter("alarm", "false alarms of a helper", "probability", 0.02, [0, 1]),
    parameter("flaws", "work with a flaw", "share", 0.3, [0, 1]),
    parameter("effort", "price of sound work", "approval", 0.3, [0, 1]),
  ],
  agents: [
    { id: "alone", title: "under a human alone", objective: "approval", diagram: "diagram.cid" },
    { id: "helped", title: "under a tree", objective: "approval", diagram: "helped.cid" },
  ],
  measures: [
    { name: "paid", title: "worker gets", unit: "approval", kind: "observed" },
    { name: "sound", title: "works soundly", unit: "share", kind: "hidden" },
    { name: "found", title: "flaws found", unit: "share", kind: "other" },
    { name: "mistaken", title: "false alarms", unit: "share", kind: "other" },
    { name: "ppv", title: "alarms that are real", unit: "share", kind: "other" },
  ],
  run(settings, { seed }) {
    const tree = treeOf(settings);
    const { flaws = 0.3, effort = 0.3 } = settings;
    const helped = simulated(tree, 5000, Random.seeded(seed));
    return [
      row("alone", { found: unaided(tree), mistaken: 0 }, flaws, effort),
      row("helped", helped, flaws, effort),
    ];
  },
  sweeps: [
    {
      parameter: "hit",
      values: [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1],
      measures: ["found", "ppv"],
    },
  ],
  claims: [
    {
      id: "formula",
      statement:
        "The simulated tree finds t^d of the flaws within a percentage point over 100 000 draws, and raises no more false alarms than the bound.",
      provenance: "derived",
      over: "all-seeds",
      check({ effort }, seeds) {
        const tree = treeOf({});
        const draws = effort === "full" ? 100_000 : 20_000;
        const { found, mistaken } = simulated(tree, draws, Random.seeded(seeds.length));
        return finding(
          Math.abs(found - detection(tree)) < 0.01 && mistaken <= falseAlarmBound(tree) + 0.01,
          `found ${show(100 * found, 1)} % (formula ${show(100 * detection(tree), 1)} %, alone ${show(100 * unaided(tree), 1)} %), false alarms ${show(100 * mistaken, 1)} % (at most ${show(100 * falseAlarmBound(tree), 1)} %)`,
        );
      },
    },
    {
      id: "break-even",
      statement:
        "At the break-even hit rate the tree finds what the human alone does; below it less, above it more.",
      provenance: "derived",
      over: "once",
      check() {
        const t = breakEven(treeOf({}));
        const found = [t - 0.05, t, t + 0.05].map((hit) => detection(treeOf({ hit })));
        const alone = unaided(treeOf({}));
        const [less = 1, same = 0, more = 0] = found;
        return finding(
          less < alone && Math.abs(same - alone) < 1e-12 && more > alone,
          `t = ${show(t, 3)}`,
        );
      },
    },
    {
      id: "worker",
      statement:
        "A worker paid for approval works soundly under the tree and not under the human alone.",
      provenance: "assumption",
      over: "each-seed",
      check(context) {
        const rows = recursiveOversight.run({}, context);
        const sound = ["alone", "helped"].map((id) => measured(rows, id, "sound"));
        return finding(sound[0] === 0 && sound[1] === 1, sound.join(" and "));
      },
    },
  ],
};
