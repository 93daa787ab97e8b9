/**
 * What seeing or choosing a variable is worth, for every value of information and of control that
 * the graph admits: the numbers of `cidery voi`. About the model as written: what is observed or set
 * on the diagram plays no part.
 */
import { type InfluenceDiagram } from "@cidery/core";
import { type Policy, SolveError } from "@cidery/core/solve";
import { admittedWorths } from "@cidery/core/tasks";
import { actingAgents } from "./actingAgents.ts";
import type { OthersChoice, Worths } from "./messages.ts";
import { assumed, rulesOfOthers } from "./meter.ts";

/** Further questions are left out, with a word about it: each solves the diagram twice. */
const MOST_QUESTIONS = 40;

export function worthsOf(
  diagram: InfluenceDiagram,
  choice: OthersChoice,
  policy: Policy,
  progress: (share: number) => void,
): Worths {
  const tables: Worths["tables"][number][] = [];
  let most = MOST_QUESTIONS;
  for (const agent of actingAgents(diagram)) {
    const name = diagram.agents[agent]?.name ?? "";
    try {
      const table = admittedWorths(
        diagram,
        { agent, most, ...assumed(choice, rulesOfOthers(diagram, agent, policy)) },
        { onProgress: (_, share) => progress(share) },
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
