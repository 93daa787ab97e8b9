/** The meanings of the predicates about learners: questions to the empirical engine. */
import type { Call, ClaimContext } from "./claimContext.ts";
import type { EmpiricalEngine, Learning } from "./empiricalEngine.ts";
import type { ExactAnswer } from "./exactEngine.ts";
import type { Finding, Open } from "./finding.ts";
import type { Meaning } from "./graphPredicates.ts";
import { actorOf, wordOf } from "./claimContext.ts";
import { eventOf } from "./events.ts";
import { answered } from "./exactPredicates.ts";
import { truth } from "./finding.ts";

export const EMPIRICAL_MEANINGS: Readonly<Record<string, Meaning>> = {
  learns: (context, call) => {
    const who = learningOf(context, call, wordOf(call.arguments[1]));
    if ("reason" in who) return who;
    const finding = asking(context, (engine) => engine.learns(who));
    if (finding.kind !== "values") return finding;
    const all = finding.values.every((value) => value === true);
    return truth(all, all ? "reaches the optimum" : "misses the optimum", finding.detail);
  },
  does: (context, call) => {
    const who = learningOf(context, call, undefined);
    if ("reason" in who) return who;
    const event = eventOf(context, call.arguments.slice(1));
    if ("reason" in event) return event;
    return asking(context, (engine) => engine.does(who, event));
  },
};

function learningOf(
  context: ClaimContext,
  call: Call,
  learner: string | undefined,
): Learning | Open {
  const actor = actorOf(context, call.arguments[0]);
  if ("kind" in actor) return actor;
  return {
    agent: actor.agent,
    seeds: context.seeds,
    ...(actor.decision === undefined ? {} : { decision: actor.decision }),
    ...(learner === undefined ? {} : { learner }),
  };
}

function asking(
  context: ClaimContext,
  ask: (engine: EmpiricalEngine) => ExactAnswer<number | boolean>,
): Finding {
  const engine = context.empirical();
  if (engine !== undefined) return answered(ask(engine));
  return {
    kind: "undecided",
    reason: "needs-learner",
    message: "this needs learners to be trained, and none were",
  };
}
