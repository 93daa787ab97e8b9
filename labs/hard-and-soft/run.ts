/** One run of the lab: many draws of options, every chooser chooses from each. */
import type { LabContext, LabRow, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { mean } from "@cidery/core/learn";
import type { Chooser, Manner } from "./choosers.ts";
import { chosen, CHOOSERS } from "./choosers.ts";
import { frontier } from "./curves.ts";
import type { OptionsLaw } from "./world.ts";
import { drawOptions, LAWS } from "./world.ts";

export function rulesOf({ N = 1000, law = 2, scale = 1, uneven = 0 }: Settings): OptionsLaw {
  return { law: LAWS[law] ?? "none", count: N, scale, uneven: uneven === 1 };
}

export function mannerOf({ q = 0.1, habit = 1 }: Settings): Manner {
  return { q, habit };
}

/** Means over the draws, and what the choosers would have got knowing the errors. */
interface Tally {
  readonly chooser: Chooser;
  readonly expects: number[];
  readonly values: number[];
  readonly informed: number[];
}

export function run(settings: Settings, { seed, signal, agents }: LabContext): LabRow[] {
  const rules = rulesOf(settings);
  const manner = mannerOf(settings);
  const random = Random.seeded(seed);
  const isWanted = ({ id }: Chooser): boolean => agents?.includes(id) ?? true;
  // Whoever draws from a base is asked too, because the others are compared with it.
  const tallies = CHOOSERS.filter((chooser) => isWanted(chooser) || chooser.q === 1).map(
    (chooser): Tally => ({ chooser, expects: [], values: [], informed: [] }),
  );
  for (let n = 0; n < (settings["draws"] ?? 200) && !signal.aborted; n++) {
    const options = drawOptions(rules, random);
    for (const { chooser, expects, values, informed } of tallies) {
      const found = chosen(chooser, options, rules, manner);
      expects.push(found.expects);
      values.push(found.value);
      // With the errors known, whoever wants true value takes the best; the others' estimates stay.
      informed.push(chooser.judge === undefined ? found.expects : Math.max(...options.values));
    }
  }
  const expected = (id: string): number =>
    mean(tallies.find(({ chooser }) => chooser.id === id)?.expects ?? []);
  const wanted = tallies.filter(({ chooser }) => isWanted(chooser));
  return wanted.map(({ chooser, expects, values, informed }) => {
    const [hoped, value] = [mean(expects), mean(values)];
    // What it gets by its own lights without knowing the errors: true value if that is its objective.
    const own = chooser.judge === undefined ? hoped : value;
    const base = expected(chooser.habitual === true ? "habit" : "blind");
    return {
      agent: chooser.id,
      values: {
        expects: hoped,
        value,
        disappointment: hoped - value,
        // A draw from the base expects about nothing: a share of that says nothing.
        ...(chooser.q === 1 || hoped === 0 ? {} : { kept: value / hoped }),
        informed: mean(informed) - own,
        ...(chooser.q === undefined ? { influence: hoped - base } : {}),
        ...(chooser.id === "soft" ? limitOf(rules, manner.q, seed) : {}),
      },
    };
  });
}

/** The limit does not depend on the scale, so a sweep over it needs each only once. */
const limits = new Map<string, number>();

/** Errors of a catastrophe have no scale, and without errors there is none to bound. */
function limitOf({ law, count }: OptionsLaw, q: number, seed: number): Record<string, number> {
  if (law === "none" || law === "catastrophes") return {};
  const key = `${law} ${count} ${q} ${seed}`;
  const limit = limits.get(key) ?? frontier({ law, count, draws: 60, seed }, [q])[0] ?? 0;
  limits.set(key, limit);
  return { limit };
}
