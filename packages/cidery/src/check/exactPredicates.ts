/** The meanings of the predicates about numbers: questions to the exact engine. */
import type { ClaimExpression, Value } from "../model/index.ts";
import type { Call, ClaimContext } from "./claimContext.ts";
import type {
  Assignment,
  Circumstances,
  ClaimEvent,
  EquilibriumKind,
  ExactAnswer,
  ExactEngine,
} from "./exactEngine.ts";
import type { Finding, Open } from "./finding.ts";
import type { Meaning } from "./graphPredicates.ts";
import { indexInDomain, showValue } from "../model/index.ts";
import {
  actorOf,
  agentOf,
  decisionOf,
  nameOf,
  nodeOf,
  receiverFault,
  wordOf,
} from "./claimContext.ts";
import { valueOf } from "./comparison.ts";
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
    const node = nodeOf(context, call.arguments[0]);
    if (typeof node !== "number") return node;
    return under(context, call, (engine, when) => engine.expectation(node, when));
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
};

function isEquilibriumKind(word: string | undefined): word is EquilibriumKind {
  return word === "pure" || word === "subgame_perfect" || word === "mixed";
}

function onlyAgent(context: ClaimContext, call: Call): number | Open {
  return call.arguments[0] === undefined ? loneAgent(context) : agentOf(context, call.arguments[0]);
}

function loneAgent(context: ClaimContext): number | Open {
  if (context.diagram.agents.length === 1) return 0;
  return error("there are several agents: name one", "several-agents");
}

function under<T extends Value>(
  context: ClaimContext,
  call: Call,
  ask: (engine: ExactEngine, when: Circumstances) => ExactAnswer<T>,
): Finding {
  const when = circumstancesOf(context, call.given);
  if ("reason" in when) return when;
  const engine = context.exact();
  if (engine === undefined) {
    return {
      kind: "undecided",
      reason: "needs-exact-solver",
      message: "this needs the exact solver, and none was used",
    };
  }
  return answered(ask(engine, when));
}

export function answered<T extends Value>(answer: ExactAnswer<T>): Finding {
  if (answer.kind === "unknown") {
    return { kind: "undecided", reason: answer.reason, message: answer.detail };
  }
  return answer.detail === undefined
    ? { kind: "values", values: answer.values }
    : { kind: "values", values: answer.values, detail: answer.detail };
}

/** Evidence and, inside `do(…)`, interventions. */
export function circumstancesOf(
  context: ClaimContext,
  given: readonly ClaimExpression[],
): Circumstances | Open {
  const evidence: Assignment[] = [];
  const forced: Assignment[] = [];
  for (const part of given) {
    const isDo = part.kind === "call" && part.name === "do";
    for (const inner of isDo ? part.arguments : [part]) {
      const assignment = assignmentOf(context, inner);
      if ("reason" in assignment) return assignment;
      (isDo ? forced : evidence).push(assignment);
    }
  }
  return { given: evidence, forced };
}

function assignmentOf(context: ClaimContext, expression: ClaimExpression): Assignment | Open {
  const sides =
    expression.kind === "assignment"
      ? { target: expression.target, value: expression.value }
      : expression.kind === "comparison" && expression.operator === "=="
        ? { target: wordOf(expression.left), value: expression.right }
        : undefined;
  if (sides?.target === undefined) return error("an assignment X = x is needed here");
  const node = context.diagram.idOf(sides.target);
  if (node === undefined) return error(`no variable is called ${sides.target}`, "unknown-name");
  const value = valueOf(context, sides.value);
  if (value === undefined) return error(`${sides.target} needs a value here`);
  const { domain } = context.diagram.node(node);
  if (domain?.kind === "finite" && indexInDomain(domain, value) === -1) {
    const values = domain.values.map(showValue).join(", ");
    return error(
      `${showValue(value)} is no value of ${nameOf(context, node)}, which takes ${values}`,
      "value-outside-domain",
    );
  }
  return { node, value };
}

/** An event: assignments joined by commas, `and`, `or`, `not`; `X != x`; `X = {a, b}`. */
export function eventOf(
  context: ClaimContext,
  expressions: readonly ClaimExpression[],
): ClaimEvent | Open {
  const events: ClaimEvent[] = [];
  for (const expression of expressions) {
    const event = oneEvent(context, expression);
    if ("reason" in event) return event;
    events.push(event);
  }
  return events.length === 1 ? (events[0] as ClaimEvent) : { kind: "all", events };
}

function oneEvent(context: ClaimContext, expression: ClaimExpression): ClaimEvent | Open {
  if (expression.kind === "logic") {
    const event = eventOf(context, [expression.left, expression.right]);
    if ("reason" in event || expression.operator === "and") return event;
    return event.kind === "all" ? { kind: "any", events: event.events } : event;
  }
  if (expression.kind === "negation") {
    const event = oneEvent(context, expression.operand);
    return "reason" in event ? event : { kind: "not", event };
  }
  if (expression.kind === "comparison" && expression.operator === "!=") {
    const event = oneEvent(context, { ...expression, operator: "==" });
    return "reason" in event ? event : { kind: "not", event };
  }
  if (expression.kind === "assignment" && expression.value.kind === "set") {
    const { target } = expression;
    const events: ClaimEvent[] = [];
    for (const value of expression.value.items) {
      const event = oneEvent(context, { kind: "assignment", target, value });
      if ("reason" in event) return event;
      events.push(event);
    }
    return { kind: "any", events };
  }
  const assignment = assignmentOf(context, expression);
  return "reason" in assignment ? assignment : { kind: "is", ...assignment };
}
