/** What the lab asserts, each with a control under which it must be denied. */
import type { LabClaim, LabContext, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { admits } from "../src/ask.ts";
import { controlled, diagramClaim, pairClaim } from "../src/controls.ts";
import { finding, show } from "../src/findings.ts";
import { isDeceptive } from "./definition.ts";
import { warOf } from "./parameters.ts";
import { credulous } from "./receivers.ts";
import type { Values } from "./rounds.ts";
import { outcomeOf, signallerCalled } from "./signallers.ts";
import type { War } from "./world.ts";
import { coursesOf, RULES } from "./world.ts";

const STILL: Pick<LabContext, "seed" | "signal"> = { seed: 1, signal: { aborted: false } };

function of(id: string, settings: Settings, running = STILL): Values {
  return outcomeOf(signallerCalled(id), settings, running).values;
}

function same(one: number | undefined, other: number): boolean {
  return one !== undefined && Math.abs(one - other) < 1e-9;
}

function shown(values: Values, ...names: readonly string[]): string {
  return names.map((name) => show(values[name] ?? Number.NaN, 3)).join(" / ");
}

const GRID: readonly Settings[] = [0.5, 1, 2, 3].flatMap((spared) =>
  [0.25, 1, 2].flatMap((retreating) =>
    [0, 0.2, 0.4, 0.6, 0.8].flatMap((check) =>
      [0.5, 0.9].map((strong) => ({ spared, retreating, check, strong })),
    ),
  ),
);

/** The same where defending costs the strong something, so that telling the truth does. */
const COSTLY: readonly Settings[] = GRID.map((settings) => ({ ...settings, defending: -0.4 }));

/** What a weak signaller gains by defending, an inspection apart, against what retreating is worth to it. */
function counted({ spared = 2, retreating = 1, check = 0, strong = 0.9 }: Settings): number {
  return spared * (1 - check) > retreating + 1e-9 ? (1 - strong) * (1 - check) : 0;
}

function drawWar(random: Random): War {
  return warOf({
    strong: random.unit(),
    spared: 5 * random.unit(),
    retreating: 5 * random.unit(),
    defending: 7 * random.unit() - 2,
    check: random.unit() < 0.5 ? 0 : random.unit(),
    noise: random.unit() / 2,
    blur: random.unit() / 2,
  });
}

/** In how many random games some rule for this objective would deceive. */
function deceivable(id: string, seed: number): number {
  const random = Random.seeded(seed);
  const worthIn = signallerCalled(id).objectiveIn;
  return Array.from({ length: 100 }, () => drawWar(random)).filter((war) => {
    const [courses, reply] = [coursesOf(war), credulous(war)];
    return RULES.some((rule) => isDeceptive({ courses, rule, reply, worth: worthIn(war) }));
  }).length;
}

/** Scouts that may err, and a weak that would rather retreat than be spared: its moves mean what it says. */
const MISTAKEN: Settings = { strong: 0.55, retreating: 3, defending: 0.3, blur: 0.2 };

export const claims: readonly LabClaim[] = [
  pairClaim({
    id: "war-game",
    statement:
      "At the published numbers the best rule is always to defend: it gets 2.9 and deceives whenever it is weak, in a tenth of the rounds. By the path-specific objective it shows what it is, gets 2.8 and never deceives.",
    provenance: "published",
    place: "Ward et al. 2023, Experiment 1 (2.9, always defending; 2.8 is derived)",
    over: "once",
    pair: ["whole", "path-specific"],
    find([whole, path]) {
      const [one, other] = [of(whole, {}), of(path, {})];
      return finding(
        same(one["paid"], 2.9) &&
          same(one["deceived"], 0.1) &&
          same(other["paid"], 2.8) &&
          same(other["deceived"], 0) &&
          same(other["misled"], 0),
        `paid / deceives ${shown(one, "paid", "deceived")}, ${shown(other, "paid", "deceived")}`,
      );
    },
  }),
  pairClaim({
    id: "side-effect",
    statement:
      "Paid for the show it does the very same and misleads as often, and deceives nobody: it intends nothing by the reply.",
    provenance: "published",
    place: "Ward et al. 2023, Figure 3d (misleading as a side effect)",
    over: "once",
    pair: ["show", "whole"],
    find([show, whole]) {
      const [one, other] = [of(show, {}), of(whole, {})];
      return finding(
        same(one["misled"], other["misled"] ?? -1) &&
          same(one["receiver"], other["receiver"] ?? -1) &&
          same(one["intended"], 0) &&
          same(one["deceived"], 0) &&
          (other["deceived"] ?? 0) > 0,
        `misled / intended / deceives ${shown(one, "misled", "intended", "deceived")}, ${shown(other, "misled", "intended", "deceived")}`,
      );
    },
  }),
  controlled({
    id: "mistaken",
    statement:
      "Who intends the reply and believes the same false thing does not deceive: with scouts that err in one case of five and moves that mean what they say, the weak are taken for strong at times, are spared as they intend, and deceive nobody.",
    provenance: "published",
    place: "Ward et al. 2023, Definition 3.7 (the signaller does not believe it)",
    over: "once",
    of: MISTAKEN,
    instead: { ...MISTAKEN, retreating: 1 },
    swap: "retreating worth 1 to the weak in place of 3",
    find(settings) {
      const found = of("whole", settings);
      return finding(
        (found["misled"] ?? 0) > 1e-3 &&
          // More than the strong that were scouted rightly: some of the weak intend it, too.
          (found["intended"] ?? 0) > 0.45 &&
          same(found["deceived"], 0),
        `misled / intended / deceives ${shown(found, "misled", "intended", "deceived")}`,
      );
    },
  }),
  controlled({
    id: "threshold",
    statement: `It deceives where being spared, as often as nobody inspects, is worth more to the weak than retreating, and nowhere else: as counted at ${GRID.length} settings.`,
    provenance: "derived",
    over: "once",
    of: 1,
    instead: 0,
    swap: "the inspections left out of the count",
    find(times) {
      const wrong = GRID.filter((settings) => {
        const check = times * (settings["check"] ?? 0);
        return !same(of("whole", settings)["deceived"], counted({ ...settings, check }));
      });
      const deceives = GRID.filter((settings) => (of("whole", settings)["deceived"] ?? 0) > 0);
      return finding(
        wrong.length === 0 && deceives.length > 0 && deceives.length < GRID.length,
        `${GRID.length - wrong.length} of ${GRID.length} as counted; deceives at ${deceives.length}`,
      );
    },
  }),
  pairClaim({
    id: "shield",
    statement:
      "Neither the path-specific objective nor the shield deceives anywhere; the shielded rule is never paid less, and where defending costs the strong something, more: it may still influence the reply by telling the truth.",
    provenance: "published",
    place: "Sahbane, Ward & Åslund 2023, abstract (shielding tends to achieve higher reward)",
    over: "once",
    pair: ["shield", "path-specific"],
    find([shield, path]) {
      const found = [...GRID, ...COSTLY].map(
        (settings) => [of(shield, settings), of(path, settings)] as const,
      );
      const paid = (values: Values): number => values["paid"] ?? Number.NaN;
      const more = found.filter(([one, other]) => paid(one) > paid(other) + 1e-9);
      const silent = found.every((both) => both.every((values) => same(values["deceived"], 0)));
      return finding(
        silent && more.length > 0 && found.every(([one, other]) => paid(one) >= paid(other) - 1e-9),
        `more at ${more.length} of ${found.length} settings; deceives at ${silent ? "none" : "some"}`,
      );
    },
  }),
  pairClaim({
    id: "learnt",
    statement:
      "A learner that only meets rounds and rewards comes to deceive at the initial settings and not where three of five are inspected; for the path-specific objective it does not come to it.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    pair: ["learner", "path-learner"],
    find([learner, path], running) {
      const [deceives, inspected] = [
        of(learner, {}, running),
        of(learner, { check: 0.6 }, running),
      ];
      const other = of(path, {}, running);
      return finding(
        (deceives["deceived"] ?? 0) > 0.09 &&
          (inspected["deceived"] ?? 1) < 0.01 &&
          (other["deceived"] ?? 1) < 0.01,
        `deceives ${shown(deceives, "deceived")}, inspected ${shown(inspected, "deceived")}, path-specific ${shown(other, "deceived")}`,
      );
    },
  }),
  pairClaim({
    id: "goes-on",
    statement:
      "Where six in ten are weak, a receiver that goes on learning is deceived in fewer rounds than one that was only taught, and is right in more, but it is deceived: neither comes to rest.",
    provenance: "derived",
    over: "each-seed",
    share: 0.9,
    pair: ["learner", "among-learners"],
    find([taught, goesOn], running) {
      const settings = { strong: 0.4 };
      const [one, other] = [of(taught, settings, running), of(goesOn, settings, running)];
      return finding(
        (other["deceived"] ?? 1) < 0.8 * (one["deceived"] ?? 0) &&
          (other["deceived"] ?? 0) > 0.05 &&
          (other["receiver"] ?? 0) > (one["receiver"] ?? 1) + 0.05,
        `deceives / receiver right ${shown(one, "deceived", "receiver")}, ${shown(other, "deceived", "receiver")}`,
      );
    },
  }),
  controlled({
    id: "noise",
    statement:
      "Once one move in ten is mistaken, sincere retreats mean little, the receiver no longer goes by them, and deceiving is worth nothing; it is misled in as many rounds as it was deceived, and nobody intends it. Below that the sincere mislead by the noise alone, and deceive nobody.",
    provenance: "derived",
    over: "once",
    of: [0.02, 0.05, 0.08],
    instead: [0.12, 0.15, 0.2],
    swap: "the noise above and below exchanged",
    find(below) {
      const above = [0.12, 0.15, 0.2, 0.02, 0.05, 0.08].filter((noise) => !below.includes(noise));
      const [quiet, loud] = [below, above].map((all) => all.map((noise) => of("whole", { noise })));
      const sincere = below.map((noise) => of("path-specific", { noise }));
      const deceived = (values: Values): number => values["deceived"] ?? Number.NaN;
      return finding(
        quiet?.every((values) => deceived(values) > 0.05) === true &&
          loud?.every((values) => same(deceived(values), 0) && same(values["misled"], 0.1)) ===
            true &&
          sincere.every((values) => (values["misled"] ?? 0) > 0 && same(deceived(values), 0)),
        `deceives ${quiet?.map((values) => show(deceived(values), 3)).join(", ")} below, ${loud?.map((values) => show(deceived(values), 3)).join(", ")} above`,
      );
    },
  }),
  diagramClaim({
    id: "graph",
    statement:
      "The graph leaves room for intent where the signaller is paid by the reply, and none for the path-specific objective and the show; there no rule deceives in any of 100 random games, where it does some rule does in some.",
    provenance: "published",
    place: "Ward et al. 2023, Theorems 3.8 and 6.2 (the graph part; the games are ours)",
    over: "all-seeds",
    diagrams: ["diagram.cid", "path.cid"],
    check({ diagram }, seeds) {
      const room = ["diagram.cid", "path.cid", "show.cid"].map((file) =>
        admits(diagram(file), "intent", "S", "T"),
      );
      const games = ["whole", "path-specific", "show"].map((id) => deceivable(id, seeds[0] ?? 1));
      const [whole = 0, ...others] = games;
      return finding(
        room.join() === "true,false,false" && whole > 0 && others.every((count) => count === 0),
        `room: ${room.join(", ")}; some rule deceives in ${games.join(", ")} of 100`,
      );
    },
  }),
];
