/** The meanings of the predicates about numbers: questions to the exact engine. */
import type { NodeId } from "../graph/index.ts";
import { numberText } from "../base/index.ts";
import type { Value } from "../model/index.ts";
import type { Call, ClaimContext } from "./claimContext.ts";
import type { Circumstances, EquilibriumKind, ExactAnswer, ExactEngine } from "./exactEngine.ts";
import type { Finding, Open } from "./finding.ts";
import type { Meaning } from "./graphPredicates.ts";
import {
  actorOf,
  agentOf,
  decisionOf,
  nameOf,
  nodeOf,
  receiverFault,
  wordOf,
} from "./claimContext.ts";
import { causalMeanings } from "./causes.ts";
import { circumstancesOf, eventOf, quantityOf } from "./events.ts";
import { error } from "./finding.ts";

export const EXACT_MEANINGS: Readonly<Record<string, Meaning>> = {
  value: (context, call) => {
    const agent = onlyAgent(context, call);
    if (typeof agent !== "number") return agent;
    return under(context, call, (engine, when) => engine.value(agent, when));
  },
  policy: (context, call) => {
    const decision = decisionOf(context, call.arguments[0]);
    if (typeof decision !== "number") return decision;
    const fault = receiverFault(context, call, context.diagram.structure.ownerOf(decision));
    if (fault !== undefined) return fault;
    return under(context, call, (engine, when) => engine.policy(decision, when));
  },
  P: (context, call) => {
    const event = eventOf(context, call.arguments);
    if ("reason" in event) return event;
    return under(context, call, (engine, when) => engine.probability(event, when));
  },
  E: (context, call) => {
    const [of] = call.arguments;
    const quantity = of === undefined ? error("E needs a variable") : quantityOf(context, of);
    if ("reason" in quantity) return quantity;
    return under(context, call, (engine, when) => engine.expectation(quantity, when));
  },
  meu: (context, call) => {
    const agent = onlyAgent(context, call);
    if (typeof agent !== "number") return agent;
    return under(context, call, (engine, when) => engine.maximumExpectedUtility(agent, when));
  },
  mpe: (context, call) => explanation(context, call, undefined),
  map: (context, call) => {
    const nodes = nodesNamed(context, call);
    return "kind" in nodes ? nodes : explanation(context, call, nodes);
  },
  entropy: (context, call) => {
    const nodes = nodesNamed(context, call);
    if ("kind" in nodes) return nodes;
    return under(context, call, (engine, when) => engine.entropy(nodes, when));
  },
  would: (context, call) => {
    const event = eventOf(context, call.arguments);
    if ("reason" in event) return event;
    return under(context, call, (engine, when) => engine.counterfactual(event, when));
  },
  equilibria: (context, call) => {
    const word = call.arguments[0] === undefined ? "pure" : wordOf(call.arguments[0]);
    if (!isEquilibriumKind(word)) {
      return error("equilibria are counted as pure, subgame_perfect or mixed");
    }
    return under(context, call, (engine) => engine.equilibria(word));
  },
  voi_value: (context, call) => {
    const decision = decisionOf(context, call.arguments[0]);
    if (typeof decision !== "number") return decision;
    const node = nodeOf(context, call.arguments[1]);
    if (typeof node !== "number") return node;
    return under(context, call, (engine) => engine.informationValue(decision, node));
  },
  voc_value: (context, call) => {
    const [first, second] = call.arguments;
    const node = nodeOf(context, second ?? first);
    if (typeof node !== "number") return node;
    const agent = second === undefined ? loneAgent(context) : agentOf(context, first);
    if (typeof agent !== "number") return agent;
    return under(context, call, (engine) => engine.controlValue(node, agent));
  },
  incentive: (context, call) => {
    const actor = actorOf(context, call.arguments[0]);
    if ("kind" in actor) return actor;
    const node = nodeOf(context, call.arguments[1]);
    if (typeof node !== "number") return node;
    const decision = actor.decision ?? actor.decisions[0];
    if (decision === undefined) return error("this agent takes no decision", "no-decision");
    if (actor.decision === undefined && actor.decisions.length > 1) {
      return error("name one of the agent's decisions here", "several-decisions");
    }
    return under(context, call, (engine) => engine.incentiveMeter(decision, node));
  },
  ...causalMeanings(answered, noEngine),
};

function nodesNamed(context: ClaimContext, call: Call): NodeId[] | Open {
  const nodes: NodeId[] = [];
  for (const argument of call.arguments) {
    const node = nodeOf(context, argument);
    if (typeof node !== "number") return node;
    if (nodes.includes(node))
      return error(`${nameOf(context, node)} is named twice`, "named-twice");
    nodes.push(node);
  }
  return nodes;
}

/** The likeliest values: one value for one variable, else a tuple in the order they are named. */
function explanation(
  context: ClaimContext,
  call: Call,
  nodes: readonly NodeId[] | undefined,
): Finding {
  const when = circumstancesOf(context, call.given);
  if ("reason" in when) return when;
  const engine = context.exact();
  if (engine === undefined) return noEngine();
  const answer = engine.explanation(nodes, when);
  if (answer.kind === "unknown") return answered(answer);
  const values = answer.explanations.map((one) =>
    answer.nodes.length === 1 ? (one.values[0] as Value) : one.values,
  );
  const names = answer.nodes.map((node) => nameOf(context, node)).join(", ");
  const [first] = answer.explanations;
  const p = showProbability(first?.logProbability ?? 0);
  const notes = [
    ...(answer.nodes.length === 1 ? [] : [`of ${names}`]),
    answer.explanations.length > 1 ? `each with probability ${p}` : `probability ${p}`,
    ...(answer.complete ? [] : ["others may be as likely"]),
  ];
  return { kind: "values", values, detail: notes.join("; ") };
}

/** A probability that may be too small for a number. */
function showProbability(log: number): string {
  const p = Math.exp(log);
  return p > 1e-300 ? numberText(p) : `e^${numberText(log)}`;
}

function isEquilibriumKind(word: string | undefined): word is EquilibriumKind {
  return word === "pure" || word === "subgame_perfect" || word === "mixed";
}

function onlyAgent(context: ClaimContext, call: Call): number | Open {
  return call.arguments[0] === undefined ? loneAgent(context) : agentOf(context, call.arguments[0]);
}

function loneAgent(context: ClaimContext): number | Open {
  if (context.diagram.agents.length === 1) return 0;
  const names = context.diagram.agents.map(({ name }) => name).join(", ");
  return error(`there are several agents: name one of ${names}`, "several-agents");
}

function noEngine(): Open {
  return {
    kind: "undecided",
    reason: "needs-exact-solver",
    message: "this needs the exact solver, and none was used",
  };
}

function under<T extends Value>(
  context: ClaimContext,
  call: Call,
  ask: (engine: ExactEngine, when: Circumstances) => ExactAnswer<T>,
): Finding {
  const when = circumstancesOf(context, call.given);
  if ("reason" in when) return when;
  const engine = context.exact();
  if (engine === undefined) return noEngine();
  return answered(ask(engine, when));
}

export function answered<T extends Value>(answer: ExactAnswer<T>): Finding {
  if (answer.kind === "unknown") {
    const kind = answer.reason === "value-never-taken" ? "error" : "undecided";
    return { kind, reason: answer.reason, message: answer.detail };
  }
  const { values, detail, precision } = answer;
  return {
    kind: "values",
    values,
    ...(detail === undefined ? {} : { detail }),
    ...(precision === undefined ? {} : { precision }),
  };
}
