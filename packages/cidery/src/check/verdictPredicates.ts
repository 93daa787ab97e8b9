/**
 * Predicates whose meaning is a criterion of `incentives`: one verdict when all is named, a set of
 * nodes, decisions or patterns when the last argument is left out.
 *
 * `present` is true and `absent` is false; `unknown` is neither. An agent in place of a decision
 * means any of its decisions: true if one verdict is present, false if none can be.
 */
import type { NodeId } from "../graph/index.ts";
import type { Question, Verdict } from "../incentives/index.ts";
import type { AgentId, ClaimExpression } from "../model/index.ts";
import type { Call, ClaimContext } from "./claimContext.ts";
import type { Finding, NodesFinding, Open } from "./finding.ts";
import { explainVerdict } from "../explain/index.ts";
import { verdict } from "../incentives/index.ts";
import { actorOf, agentOf, decisionOf, nodeOf, receiverFault, wordOf } from "./claimContext.ts";
import { error, truth } from "./finding.ts";

/** The default range of a set of nodes, as docs/language.md fixes it for each predicate. */
function rangeOf(
  context: ClaimContext,
  criterion: string,
  decisions: readonly NodeId[],
): Set<NodeId> {
  const { nodes } = context.diagram;
  const keep = (node: (typeof nodes)[number]): boolean => {
    switch (criterion) {
      case "value-of-information":
      case "response-incentive":
        return node.kind === "chance";
      case "instrumental-control-incentive":
      case "intent":
      case "impact":
        return node.kind !== "utility" && !decisions.includes(node.id);
      case "value-of-control":
      case "direct-value-of-control":
      case "indirect-value-of-control":
        return node.kind !== "decision";
      default:
        return true;
    }
  };
  return new Set(nodes.filter(keep).map((node) => node.id));
}

export function aboutNodeForDecision(
  context: ClaimContext,
  call: Call,
  criterion: string,
): Finding {
  const actor = actorOf(context, call.arguments[0]);
  if ("kind" in actor) return actor;
  const fault = receiverFault(context, call, actor.agent);
  if (fault !== undefined) return fault;
  const { decisions } = actor;
  const ask = (node: NodeId): Verdict[] =>
    decisions.map((decision) => verdict(context.analysis, criterion, { decision, node }));
  return oneOrAll(context, call.arguments[1], ask, rangeOf(context, criterion, decisions));
}

/** `voc(X)` asks for any agent, `voc(agent, X)` for one; a lone agent's name asks for its set. */
export function aboutNode(context: ClaimContext, call: Call, criterion: string): Finding {
  const named = [...call.arguments];
  let agents: readonly AgentId[] = context.diagram.agents.map((_, agent) => agent);
  const first = wordOf(named[0]);
  const isAgent = first !== undefined && context.diagram.agentId(first) !== undefined;
  if (named.length === 2 || (isAgent && context.diagram.idOf(first) === undefined)) {
    const agent = agentOf(context, named.shift());
    if (typeof agent !== "number") return agent;
    agents = [agent];
  }
  const ask = (node: NodeId): Verdict[] =>
    agents.map((agent) => verdict(context.analysis, criterion, { agent, node }));
  return oneOrAll(context, named[0], ask, rangeOf(context, criterion, []));
}

export function aboutOtherDecision(context: ClaimContext, call: Call): Finding {
  const decision = decisionOf(context, call.arguments[0]);
  if (typeof decision !== "number") return decision;
  const ask = (node: NodeId): Verdict[] => [
    verdict(context.analysis, "s-reachable", { decision, node }),
  ];
  if (call.arguments[1] !== undefined) {
    const other = decisionOf(context, call.arguments[1]);
    if (typeof other !== "number") return other;
  }
  const others = context.diagram.structure.decisions.filter((d) => d !== decision);
  return oneOrAll(context, call.arguments[1], ask, new Set(others), others);
}

export function aboutDeception(context: ClaimContext, call: Call): Finding {
  const signaller = actorOf(context, call.arguments[0]);
  if ("kind" in signaller) return signaller;
  const target = actorOf(context, call.arguments[1]);
  if ("kind" in target) return target;
  const question: { -readonly [K in keyof Question]: Question[K] } = {
    agent: signaller.agent,
    target: target.agent,
  };
  if (signaller.decision !== undefined) question.decision = signaller.decision;
  if (target.decision !== undefined) question.targetDecision = target.decision;
  if (call.arguments[2] !== undefined) {
    const about = nodeOf(context, call.arguments[2]);
    if (typeof about !== "number") return about;
    question.node = about;
  }
  return combine(context, [verdict(context.analysis, "deception", question)]);
}

const PATTERNS = {
  direct: "direct-effect",
  manipulation: "manipulation",
  signaling: "signaling",
  revealing: "revealing-denying",
} as const;

export type PatternWord = keyof typeof PATTERNS;

export function aboutPattern(context: ClaimContext, call: Call): Finding {
  const decision = decisionOf(context, call.arguments[0]);
  if (typeof decision !== "number") return decision;
  const ask = (word: PatternWord): Verdict =>
    verdict(context.analysis, "reasoning-pattern", { decision, pattern: PATTERNS[word] });
  const words = Object.keys(PATTERNS) as PatternWord[];
  if (call.arguments[1] === undefined) {
    return combine(context, [verdict(context.analysis, "reasoning-pattern", { decision })]);
  }
  const word = wordOf(call.arguments[1]);
  const known = words.find((candidate) => candidate === word || PATTERNS[candidate] === word);
  if (known === undefined) {
    return error(`${word ?? "this"} is no reasoning pattern; there are ${words.join(", ")}`);
  }
  return combine(context, [ask(known)]);
}

export function aboutMotivation(context: ClaimContext, call: Call): Finding {
  const ask = (decision: NodeId): Verdict[] => [
    verdict(context.analysis, "reasoning-pattern", { decision }),
  ];
  if (call.arguments[0] !== undefined) {
    const decision = decisionOf(context, call.arguments[0]);
    if (typeof decision !== "number") return decision;
  }
  const { decisions } = context.diagram.structure;
  return oneOrAll(context, call.arguments[0], ask, new Set(decisions), decisions);
}

/** The truth about the named node, or the set of nodes for which the verdict is present. */
function oneOrAll(
  context: ClaimContext,
  named: ClaimExpression | undefined,
  ask: (node: NodeId) => Verdict[],
  range: ReadonlySet<NodeId>,
  candidates: readonly NodeId[] = context.diagram.nodes.map(({ id }) => id),
): Finding {
  if (named !== undefined) {
    const node = nodeOf(context, named);
    return typeof node === "number" ? combine(context, ask(node)) : node;
  }
  const present = new Set<NodeId>();
  const unknown = new Set<NodeId>();
  const verdicts: Verdict[] = [];
  for (const id of candidates) {
    const found = ask(id);
    const best = strongest(found);
    if (best === undefined || best.verdict === "absent" || best.verdict === "not-applicable")
      continue;
    (best.verdict === "present" ? present : unknown).add(id);
    verdicts.push(best);
  }
  return { kind: "nodes", present, unknown, range, verdicts } satisfies NodesFinding;
}

const STRENGTH = { present: 3, unknown: 2, absent: 1, "not-applicable": 0 } as const;

function strongest(verdicts: readonly Verdict[]): Verdict | undefined {
  let best: Verdict | undefined;
  for (const found of verdicts) {
    if (best === undefined || STRENGTH[found.verdict] > STRENGTH[best.verdict]) best = found;
  }
  return best;
}

/** Any of several verdicts: present beats unknown beats absent beats not applicable. */
function combine(context: ClaimContext, verdicts: readonly Verdict[]): Finding {
  const best = strongest(verdicts);
  if (best === undefined) return truth(false, "absent", "the agent takes no decision");
  switch (best.verdict) {
    case "present":
      return truth(true, "present", explainVerdict(context.diagram, best).sentence, verdicts);
    case "absent":
      return truth(false, "absent", explainVerdict(context.diagram, best).sentence, verdicts);
    case "unknown":
      return open(context, "undecided", best, verdicts);
    case "not-applicable":
      return open(context, "not-applicable", best, verdicts);
  }
}

function open(
  context: ClaimContext,
  kind: Open["kind"],
  best: Verdict,
  verdicts: readonly Verdict[],
): Open {
  return {
    kind,
    reason: best.reason,
    message: explainVerdict(context.diagram, best).sentence,
    verdicts,
  };
}
