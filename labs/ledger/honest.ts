/** Does honest play win whatever the other side does? Every move of the other side is tried. */
import { Random } from "@cidery/core";
import type { Argument, Guide } from "./path.ts";
import { backingsOf, beforehand, lastLevel, NO_CLAIM, planner, worthsOf } from "./path.ts";
import type { FormulaNode, Ledger } from "../src/ledger/world.ts";
import { beforehandOf } from "../src/ledger/world.ts";

/**
 * Wins in both roles: claiming the true answer, and opposing the false one, where the honest side knows
 * `argument.known` and the other everything. Cost: all courses of an argument.
 */
export function honestWins({ facts, values }: Ledger, argument: Argument, guide: Guide): boolean {
  const { formula } = argument;
  const own = planner(argument, worthsOf(argument, guide), guide, Random.seeded(1));
  const truth = values[0] as number;
  const before = beforehandOf(formula);
  /** Courses that can come up from here with the honest side in a role: are they all won by it? */
  const won = (at: number, claim: number, claiming: boolean): boolean => {
    const { op, children, leaf, level } = formula.nodes[at] as FormulaNode;
    if (op === undefined) return (facts[leaf] === claim) === claiming;
    if (level >= lastLevel(argument))
      return beforehand(before[at] as number, claim) === Number(claiming);
    const backings = backingsOf(op, claim, children.length);
    const tried = claiming ? [own.back(at, claim)] : [...backings.keys()];
    return tried.every((backing) => {
      const claims = backings[backing] ?? [];
      const open = [...claims.keys()].filter((i) => claims[i] !== NO_CLAIM);
      const led = leads(guide, claiming) ? [own.choose(at, claim, backing)] : open;
      return led.every((i) => won(children[i] as number, claims[i] as number, claiming));
    });
  };
  return won(0, truth, true) && won(0, 1 - truth, false);
}

/** Is it the honest side that chooses the way down? */
function leads(guide: Guide, claiming: boolean): boolean {
  return (guide === "claimant") === claiming;
}
