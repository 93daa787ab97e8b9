/** The diagram a claim is read on, what is derived from it, and how its names are understood. */
import type { NodeId } from "../graph/index.ts";
import type { Analysis } from "../structure/index.ts";
import type { AgentId, ClaimExpression, InfluenceDiagram } from "../model/index.ts";
import type { EmpiricalEngine } from "./empiricalEngine.ts";
import type { ExactEngine } from "./exactEngine.ts";
import type { Open } from "./finding.ts";
import { error } from "./finding.ts";

export interface ClaimContext {
  readonly diagram: InfluenceDiagram;
  /** Of the diagram in the claim's reading: with the rules in `holding` held. */
  readonly analysis: Analysis;
  /** Of the diagram as it is, for verdicts, which name their own reading. */
  readonly whole: Analysis;
  /** Decisions whose rules are held. */
  readonly holding: readonly NodeId[];
  /** Made when first asked for; undefined when none was supplied. */
  readonly exact: () => ExactEngine | undefined;
  readonly empirical: () => EmpiricalEngine | undefined;
  readonly seeds: number;
  /** Told about every comparison of numbers: −1, 0 or 1 as the left side is less, equal or greater. */
  readonly watch?: (comparison: ClaimExpression, sign: number) => void;
}

export type Call = Extract<ClaimExpression, { kind: "call" }>;

/** The name an expression consists of, or undefined. Labels arrive as values or as names. */
export function wordOf(expression: ClaimExpression | undefined): string | undefined {
  if (expression?.kind === "name") return expression.name;
  if (expression?.kind === "value" && typeof expression.value === "string") return expression.value;
  return undefined;
}

export function nodeOf(
  context: ClaimContext,
  expression: ClaimExpression | undefined,
): NodeId | Open {
  const name = wordOf(expression);
  if (name === undefined) return error("the name of a variable is needed here");
  return context.diagram.idOf(name) ?? error(`no variable is called ${name}`, "unknown-name");
}

export function decisionOf(
  context: ClaimContext,
  expression: ClaimExpression | undefined,
): NodeId | Open {
  const node = nodeOf(context, expression);
  if (typeof node !== "number") return node;
  if (context.holding.includes(node)) {
    const { name } = context.diagram.node(node);
    return error(`the rule of ${name} is held, so nothing is asked about its choice`, "held");
  }
  if (context.diagram.node(node).kind === "decision") return node;
  return error(`${context.diagram.node(node).name} is not a decision`, "not-a-decision");
}

export function agentOf(
  context: ClaimContext,
  expression: ClaimExpression | undefined,
): AgentId | Open {
  const name = wordOf(expression);
  if (name === undefined) return error("the name of an agent is needed here");
  return context.diagram.agentId(name) ?? error(`no agent is called ${name}`, "unknown-name");
}

/** Who is meant: one decision, or all decisions of an agent. */
export interface Actor {
  readonly agent: AgentId;
  readonly decisions: readonly NodeId[];
  /** Set when the claim names one decision. */
  readonly decision?: NodeId;
}

export function actorOf(
  context: ClaimContext,
  expression: ClaimExpression | undefined,
): Actor | Open {
  const name = wordOf(expression);
  if (name === undefined) return error("the name of an agent or a decision is needed here");
  const { structure } = context.analysis;
  const agent = context.diagram.agentId(name);
  if (agent !== undefined) return { agent, decisions: structure.decisionsOf(agent) };
  const decision = decisionOf(context, expression);
  if (typeof decision !== "number") {
    return decision.reason === "unknown-name"
      ? error(`no agent and no decision is called ${name}`, "unknown-name")
      : decision;
  }
  return { agent: structure.ownerOf(decision), decisions: [decision], decision };
}

/** One node, or a set of nodes in braces. */
export function nodeSetOf(
  context: ClaimContext,
  expression: ClaimExpression | undefined,
): NodeId[] | Open {
  const items = expression?.kind === "set" ? expression.items : [expression];
  const nodes: NodeId[] = [];
  for (const item of items) {
    const node = nodeOf(context, item);
    if (typeof node !== "number") return node;
    if (!nodes.includes(node)) nodes.push(node);
  }
  return nodes;
}

/** The agent in front of the dot must own the decision: `robot.policy(R)`. */
export function receiverFault(context: ClaimContext, call: Call, agent: AgentId): Open | undefined {
  if (call.receiver === undefined) return undefined;
  const receiver = context.diagram.agentId(call.receiver);
  if (receiver === undefined) return error(`no agent is called ${call.receiver}`, "unknown-name");
  if (receiver === agent) return undefined;
  const owner = context.diagram.agents[agent]?.name ?? "another agent";
  return error(`${call.receiver} does not decide this, ${owner} does`, "wrong-agent");
}

export function nameOf(context: ClaimContext, node: NodeId): string {
  return context.diagram.node(node).name;
}
