/**
 * What seeing or choosing a variable is worth, for every value of information and of control that
 * the graph admits: the numbers of `cidery voi`. About the model as written: what is observed or set
 * on the diagram plays no part.
 */
import { type InfluenceDiagram } from "../../model/index.ts";
import { type Policy, SolveError } from "../../solve/index.ts";
import type { TaskHooks } from "../hooks.ts";
import { admittedWorths } from "../worths.ts";
import { actingAgents } from "./actingAgents.ts";
import type { OthersChoice, ShownWorths } from "./numbersResult.ts";
import { assumed, rulesOfOthers } from "./shownMeters.ts";

/** Further questions are left out, with a word about it: each solves the diagram twice. */
const MOST_QUESTIONS = 40;

/** Those of every agent that decides, at most forty; @param policy the rules on screen, for `shown` */
export function worthsOf(
  diagram: InfluenceDiagram,
  choice: OthersChoice,
  policy: Policy,
  hooks: TaskHooks = {},
): ShownWorths {
  const tables: ShownWorths["tables"][number][] = [];
  let most = MOST_QUESTIONS;
  for (const agent of actingAgents(diagram)) {
    const name = diagram.agents[agent]?.name ?? "";
    try {
      const table = admittedWorths(
        diagram,
        { agent, most, ...assumed(choice, rulesOfOthers(diagram, agent, policy)) },
        hooks,
      );
      most -= table.values.length;
      tables.push(table);
    } catch (error) {
      if (!(error instanceof SolveError)) throw error;
      tables.push({ agent: name, failure: error.message, values: [], left: 0 });
    }
  }
  return { choice, tables };
}
