/** What the lab asserts, each with a control under which it must be denied. */
import type { LabClaim } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { controlled, diagramClaim } from "../src/controls.ts";
import { mayControl } from "../src/ask.ts";
import { finding, show } from "../src/findings.ts";
import { growthOf } from "./courses.ts";
import type { Ranges } from "./forecast.ts";
import { drawGrowth, RANGES, SHARES, shares } from "./forecast.ts";
import type { Growth } from "../src/growth.ts";
import { blowUp, compressed, doublingTimes } from "../src/growth.ts";

const WITHOUT_LIMIT = { months: Number.POSITIVE_INFINITY, most: 400 };

function steps(growth: Growth): number[] {
  const times = doublingTimes(growth, WITHOUT_LIMIT);
  return times.slice(1).map((at, i) => at - (times[i] as number));
}

function unlimited(changes: Partial<Growth>): Growth {
  return { ...growthOf({ jump: 1 }, "ability"), limit: Number.POSITIVE_INFINITY, ...changes };
}

/** How much faster doublings get in the long run. */
function slope(growth: Growth): number {
  const all = steps(growth);
  return (all[300] as number) / (all[299] as number);
}

const SMALL_RETURNS: Ranges = { ...RANGES, r: [0.4, 1] };

export const claims: readonly LabClaim[] = [
  controlled<Ranges>({
    id: "shares",
    statement:
      "Over the published ranges there are three years of progress in one year in about 60 %, in four months in 40 %, ten years in 20 and 10 % of the draws, each within 5 points (10 for the two smallest, printed to one digit).",
    provenance: "published",
    place: "Davidson & Houlden 2025, table of results",
    over: "each-seed",
    share: 0.9,
    of: RANGES,
    instead: SMALL_RETURNS,
    swap: "returns of at most 1",
    find(ranges, { seed, effort }) {
      const found = shares(seed, effort === "full" ? 20_000 : 4000, ranges);
      return finding(
        SHARES.every(({ published, within }, i) => Math.abs((found[i] ?? 9) - published) <= within),
        found.map((share) => `${show(100 * share, 1)} %`).join(", "),
      );
    },
  }),
  controlled({
    id: "constant",
    statement:
      "At returns of exactly 1, and without a limit, doublings take the same time to 1e-9, 400 in a row.",
    provenance: "derived",
    over: "once",
    of: 1,
    instead: 1.01,
    swap: "returns of 1.01",
    find(r) {
      const all = steps(unlimited({ r }));
      const apart = Math.max(...all.map((step) => Math.abs(step / (all[0] as number) - 1)));
      return finding(apart <= 1e-9, `off by at most ${apart.toExponential(1)}`);
    },
  }),
  controlled<(r: number) => Growth>({
    id: "blow-up",
    statement:
      "Without a limit S outgrows all bounds in finite time where returns exceed 1, when the geometric series says, and nowhere else.",
    provenance: "published",
    place: "Davidson & Houlden 2025, model dynamics (hyperbolic growth if r > 1)",
    over: "once",
    of: (r) => unlimited({ r }),
    instead: (r) => unlimited({ r: 0.9 * r }),
    swap: "returns a tenth smaller than said",
    find(grown) {
      const returns = [0.4, 0.8, 0.95, 1, 1.05, 1.2, 2, 3.6];
      const right = returns.map((r) => {
        const times = doublingTimes(grown(r), { ...WITHOUT_LIMIT, most: 2000 });
        const [half = 0, end = 0] = [times[1000], times[2000]];
        // Each half takes as long again, or more, where the series diverges.
        const bounded = end - half < 1e-3 * half;
        const expected = blowUp(unlimited({ r }));
        return expected === undefined ? !bounded : bounded && Math.abs(end / expected - 1) < 1e-3;
      });
      const ends = [1.2, 2].map((r) => blowUp(grown(r)));
      return finding(
        right.every(Boolean),
        `right at ${right.filter(Boolean).length} of ${returns.length}; r = 1.2 and 2 end after ${ends.map((end) => (end === undefined ? "never" : `${show(end, 2)} months`)).join(", ")}`,
      );
    },
  }),
  controlled<readonly [number, number]>({
    id: "inevitable",
    statement:
      "That research by the network makes an explosion inevitable is false here: with returns of at most 1 there never are ten years of progress in one year, and with returns above 1 in some draws and not in others.",
    provenance: "disputed",
    over: "each-seed",
    share: 0.9,
    of: [0.4, 1],
    instead: [1, 3.6],
    swap: "returns above 1",
    find(r, { seed }) {
      const draw = (range: readonly [number, number]): number => {
        const random = Random.seeded(seed);
        const growths = Array.from({ length: 2000 }, () =>
          drawGrowth(random, { ...RANGES, r: range }),
        );
        return growths.filter((one) => compressed(doublingTimes(one), 10, 12)).length / 2000;
      };
      const [small, large] = [draw(r), draw([1, 3.6])];
      return finding(
        small === 0 && large > 0.05 && large < 0.95,
        `${show(100 * small, 1)} % and ${show(100 * large, 1)} %`,
      );
    },
  }),
  controlled<Partial<Growth>>({
    id: "jump",
    statement:
      "A jump of ability by 5 that is counted as acceleration makes every doubling faster by the same factor; how doublings shorten from one to the next, and so whether growth is hyperbolic, it does not change.",
    provenance: "derived",
    over: "once",
    of: { jump: 5 },
    instead: { r: 1.3 },
    swap: "returns of 1.3 in place of the jump",
    find(changes) {
      const [before, after] = [unlimited({}), unlimited(changes)];
      const [slow, fast] = [steps(before), steps(after)];
      const apart = Math.abs(slope(after) - slope(before));
      const sooner = (slow[0] as number) / (fast[0] as number);
      return finding(
        apart <= 1e-9 && sooner > 1.1,
        `first doubling ${show(sooner, 3)} times as fast; from one doubling to the next off by ${apart.toExponential(1)}`,
      );
    },
  }),
  diagramClaim({
    id: "arrow",
    statement:
      "That scaffolding accelerates is one arrow: where all of ability does the research its builder may want to influence the next network, where the network alone does it the graph excludes it.",
    provenance: "derived",
    over: "once",
    diagrams: ["diagram.cid", "network.cid"],
    check({ diagram }) {
      const found = ["diagram.cid", "network.cid"].map((file) =>
        mayControl(diagram(file), "K", "S"),
      );
      return finding(found[0] === true && found[1] === false, found.map(String).join(", "));
    },
  }),
];
