/** Asking the question of a verdict again, of a structure with other arrows. */
import type { Link } from "../graph/index.ts";
import type { Structure } from "../model/index.ts";
import type { Question, Verdict } from "../incentives/index.ts";
import { judge as ask } from "../incentives/index.ts";
import { analyse } from "../structure/index.ts";

function questionOf(verdict: Verdict): Question {
  const { decision, node, agent, target, pattern, holding } = verdict;
  return {
    ...(decision === undefined ? {} : { decision }),
    ...(node === undefined ? {} : { node }),
    ...(agent === undefined ? {} : { agent }),
    ...(target === undefined ? {} : { target }),
    ...(pattern === undefined ? {} : { pattern }),
    ...(holding === undefined ? {} : { holding }),
  };
}

export function withLinks(
  structure: Structure,
  change: { readonly add?: readonly Link[]; readonly remove?: readonly Link[] },
): Structure {
  return structure.withGraph(structure.graph.withEdges(change));
}

export function reask(structure: Structure, verdict: Verdict): Verdict {
  return ask(analyse(structure), verdict.criterion, questionOf(verdict));
}
