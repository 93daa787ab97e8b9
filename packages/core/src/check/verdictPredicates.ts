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
import type { Finding, Open } from "./finding.ts";
import type { VerdictSetQuestion } from "./verdictSets.ts";
import { explainVerdict } from "../explain/index.ts";
import { judge } from "../incentives/index.ts";
import { actorOf, agentOf, decisionOf, nodeOf, receiverFault, wordOf } from "./claimContext.ts";
import { error, truth } from "./finding.ts";
import { rangeOf, verdictSet } from "./verdictSets.ts";

export function aboutNodeForDecision(
  context: ClaimContext,
  call: Call,
  criterion: string,
): Finding {
  const actor = actorOf(context, call.arguments[0]);
  if ("kind" in actor) return actor;
  const fault = receiverFault(context, call, actor.agent);
  if (fault !== undefined) return fault;
  return oneOrAll(context, call.arguments[1], {
    criterion,
    subjects: actor.decisions,
    candidates: everyNode(context),
    range: rangeOf(context, criterion, actor.decisions),
    ask: (decision, node) => ({ decision, node }),
  });
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
  return oneOrAll(context, named[0], {
    criterion,
    subjects: agents,
    candidates: everyNode(context),
    range: rangeOf(context, criterion, []),
    ask: (agent, node) => ({ agent, node }),
  });
}

export function aboutOtherDecision(context: ClaimContext, call: Call): Finding {
  const decision = decisionOf(context, call.arguments[0]);
  if (typeof decision !== "number") return decision;
  if (call.arguments[1] !== undefined) {
    const other = decisionOf(context, call.arguments[1]);
    if (typeof other !== "number") return other;
  }
  const range = rangeOf(context, "s-reachable", [decision]);
  return oneOrAll(context, call.arguments[1], {
    criterion: "s-reachable",
    subjects: [decision],
    candidates: [...range],
    range,
    ask: (_, node) => ({ decision, node }),
  });
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
  return combine(context, [asked(context, "deception", question)]);
}

/** One verdict, in the claim's reading. */
function asked(context: ClaimContext, criterion: string, question: Question): Verdict {
  const { whole, holding } = context;
  return judge(whole, criterion, holding.length === 0 ? question : { ...question, holding });
}

const PATTERNS = {
  direct: "direct-effect",
  manipulation: "manipulation",
  signaling: "signaling",
  revealing: "revealing-denying",
} as const;

type PatternWord = keyof typeof PATTERNS;

export function aboutPattern(context: ClaimContext, call: Call): Finding {
  const decision = decisionOf(context, call.arguments[0]);
  if (typeof decision !== "number") return decision;
  const ask = (word: PatternWord): Verdict =>
    asked(context, "reasoning-pattern", { decision, pattern: PATTERNS[word] });
  const words = Object.keys(PATTERNS) as PatternWord[];
  if (call.arguments[1] === undefined) {
    return combine(context, [asked(context, "reasoning-pattern", { decision })]);
  }
  const word = wordOf(call.arguments[1]);
  const known = words.find((candidate) => candidate === word || PATTERNS[candidate] === word);
  if (known === undefined) {
    return error(`${word ?? "this"} is not a reasoning pattern; there are ${words.join(", ")}`);
  }
  return combine(context, [ask(known)]);
}

export function aboutMotivation(context: ClaimContext, call: Call): Finding {
  const ask = (decision: NodeId): Verdict => asked(context, "reasoning-pattern", { decision });
  if (call.arguments[0] !== undefined) {
    const decision = decisionOf(context, call.arguments[0]);
    return typeof decision === "number" ? combine(context, [ask(decision)]) : decision;
  }
  const { decisions } = context.analysis.structure;
  const verdicts = decisions.map(ask);
  const those = (kind: Verdict["kind"]): Set<NodeId> =>
    new Set(decisions.filter((_, i) => verdicts[i]?.kind === kind));
  const range = new Set(decisions);
  return { kind: "nodes", present: those("present"), unknown: those("unknown"), range, verdicts };
}

/** The truth about the named node, or the set of nodes for which the verdict is present. */
function oneOrAll(
  context: ClaimContext,
  named: ClaimExpression | undefined,
  set: VerdictSetQuestion,
): Finding {
  if (named === undefined) return verdictSet(context, set);
  const node = nodeOf(context, named);
  if (typeof node !== "number") return node;
  const { criterion, subjects, ask } = set;
  return combine(
    context,
    subjects.map((subject) => asked(context, criterion, ask(subject, node))),
  );
}

function everyNode(context: ClaimContext): NodeId[] {
  return context.diagram.nodes.map(({ id }) => id);
}

const STRENGTH = { present: 3, unknown: 2, absent: 1, "not-applicable": 0 } as const;

function strongest(verdicts: readonly Verdict[]): Verdict | undefined {
  let best: Verdict | undefined;
  for (const found of verdicts) {
    if (best === undefined || STRENGTH[found.kind] > STRENGTH[best.kind]) best = found;
  }
  return best;
}

/** Any of several verdicts: present beats unknown beats absent beats not applicable. */
function combine(context: ClaimContext, verdicts: readonly Verdict[]): Finding {
  const best = strongest(verdicts);
  if (best === undefined) return truth(false, "absent", "the agent takes no decision");
  switch (best.kind) {
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
