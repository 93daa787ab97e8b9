/**
 * Deception, the graph part: may the signaller intend the target's decision, by letting it believe
 * something false (docs/theory.md T23)?
 *
 * Necessary, and realisable by some parametrisation (Ward et al. 2023, 2312.01350, Theorems 3.8 and
 * 3.9; one decision per agent): a decision D_S of the signaller with D_S ⇢ D_T ⇢ U_S, and a variable Z
 * the belief is about that D_T does not observe. Present does not mean that deception happens.
 * The first half says that D_S has an instrumental control incentive on D_T and is judged as that is,
 * which matters when the signaller decides more than once.
 */
import type { NodeId } from "../../graph/index.ts";
import type { AgentId } from "../../model/index.ts";
import type { Analysis } from "../../structure/index.ts";
import type { Criterion, Judgement, Outcome, Question } from "../criterion.ts";
import type { Caveat, Witness } from "../verdict.ts";
import { descendants } from "../../graph/index.ts";
import { DECISION } from "../../model/index.ts";
import { NO_CAVEATS } from "../criterion.ts";
import {
  controlCodes,
  controlWitness,
  instrumentalControlIncentive,
} from "./instrumentalControlIncentive.ts";

const PATTERN = 0;
const OUT_OF_REACH = 1;
const DOES_NOT_MATTER = 2;
const SEES_IT = 3;
const NO_DECISION = 4;
const SAME_AGENT = 5;
const THROUGH_DECISIONS = 6;
const NONREQUISITE_LINKS = 7;

const outcomes: readonly Outcome[] = [
  {
    kind: "present",
    reason: "deception-pattern",
    words: (w) => `the graph leaves room for ${w.agent} to deceive ${w.target}${w.about}${w.along}`,
  },
  {
    kind: "absent",
    reason: "target-out-of-reach",
    words: (w) =>
      `${w.agent} cannot deceive ${w.target}${w.about}: no decision of ${w.target} is within its influence`,
  },
  {
    kind: "absent",
    reason: "target-does-not-matter",
    words: (w) =>
      `${w.agent} has no use for deceiving ${w.target}${w.about}: what ${w.target} does cannot influence its utility`,
  },
  {
    kind: "absent",
    reason: "target-sees-it",
    words: (w) =>
      `${w.agent} cannot deceive ${w.target}${w.about}: ${w.target} sees what it could be deceived about`,
  },
  {
    kind: "not-applicable",
    reason: "no-decision",
    words: (w) => `the question does not arise: ${w.agent} or ${w.target} takes no decision`,
  },
  {
    kind: "not-applicable",
    reason: "same-agent",
    words: (w) => `the question does not arise: ${w.agent} is both the signaller and the target`,
  },
  {
    kind: "unknown",
    reason: "on-path-through-decisions",
    words: (w) =>
      `whether the graph leaves room for ${w.agent} to deceive ${w.target}${w.about} cannot be told from it: the only ways there pass other decisions of its own${w.along}`,
  },
  {
    kind: "absent",
    reason: "only-through-nonrequisite-links",
    words: (w) =>
      `${w.agent} has no use for deceiving ${w.target}${w.about}: between them and its utility lie only observations that its own decisions can ignore without loss`,
  },
];

const NECESSARY: readonly Caveat[] = ["necessary-condition"];

export const deception: Criterion = {
  id: "deception",
  badge: "Dec",
  predicate: "deception",
  title: "Deception (graph part)",
  question: "Does the structure allow the signaller to profit from a false belief of the target?",
  definition:
    "The signaller intends the target to do something by believing what is false and what the signaller does not believe. The criterion is about the first half: what the structure must have for that.",
  about: "pair-of-agents",
  needs: [
    { condition: "the two agents differ", whenViolated: "not-applicable" },
    { condition: "both agents make a decision", whenViolated: "not-applicable" },
  ],
  theorem: "D_S ⇢ D_T ⇢ U_S, and some variable has no link to D_T",
  statements: ["T9", "T23"],
  citation: "Ward et al. 2023 (2312.01350), Theorems 3.8 and 3.9",
  completeness: "Necessary; realised by some parametrisation; never sufficient by itself.",
  aliases: ["deception-criterion"],
  example: {
    story:
      "A defender signals how strong its army is; an attacker who cannot see the army goes by the signal.",
    text: `agent defender
agent attacker
chance X "Strength of the army"
decision S "Signal" by defender sees X
decision T "Attack" by attacker sees S
utility D "Defender's gain" for defender from T
utility A "Attacker's gain" for attacker from X, T
`,
    answers: [
      { agent: "defender", target: "attacker", kind: "present" },
      { agent: "defender", target: "attacker", node: "X", kind: "present" },
      { agent: "attacker", target: "defender", kind: "absent" },
    ],
  },
  outcomes,
  perAgent: false,
  codes: (analysis, agent) =>
    analysis.once(`deception ${agent}`, () =>
      Uint8Array.from({ length: analysis.structure.agentCount }, (_, target) => {
        const { structure } = analysis;
        return find(analysis, agent, structure.decisionsOf(agent), structure.decisionsOf(target))
          .code;
      }),
    ),
  witness: (analysis, agent, target) => {
    const { structure } = analysis;
    return find(analysis, agent, structure.decisionsOf(agent), structure.decisionsOf(target))
      .witness;
  },
  caveats: (_analysis, _agent, _target, code) => (code === PATTERN ? NECESSARY : NO_CAVEATS),
  judge,
};

/** Questions about one decision of either agent, or about one variable. */
function judge(analysis: Analysis, question: Question): Judgement | undefined {
  const { decision, targetDecision, node } = question;
  if (decision === undefined && targetDecision === undefined && node === undefined) {
    return undefined;
  }
  const { structure } = analysis;
  const signaller = question.agent ?? (decision === undefined ? 0 : structure.ownerOf(decision));
  const target =
    question.target ?? (targetDecision === undefined ? 0 : structure.ownerOf(targetDecision));
  return find(
    analysis,
    signaller,
    decision === undefined ? structure.decisionsOf(signaller) : [decision],
    targetDecision === undefined ? structure.decisionsOf(target) : [targetDecision],
    node,
  );
}

function find(
  analysis: Analysis,
  signaller: AgentId,
  signals: readonly NodeId[],
  targets: readonly NodeId[],
  about?: NodeId,
): Judgement {
  const { structure, graph } = analysis;
  if (signals.length === 0 || targets.length === 0) return { code: NO_DECISION };
  if (targets.some((d) => structure.ownerOf(d) === signaller)) return { code: SAME_AGENT };
  const utilities = structure.utilitiesOf(signaller);
  const reached = descendants(graph, signals);
  const inReach = targets.filter((d) => reached[d] === 1);
  if (inReach.length === 0) {
    return { code: OUT_OF_REACH, witness: { kind: "no-path", from: signals, to: targets } };
  }
  const above = analysis.aboveUtilities(signaller);
  const mattering = inReach.filter((d) => above[d] === 1);
  if (mattering.length === 0) {
    return { code: DOES_NOT_MATTER, witness: { kind: "no-path", from: inReach, to: utilities } };
  }
  const seeing = mattering.filter((target) => unseen(analysis, target, about) === undefined);
  if (seeing.length === mattering.length) {
    return { code: SEES_IT, witness: { kind: "nodes", nodes: mattering } };
  }
  let best: Judgement | undefined;
  for (const target of mattering) {
    const hidden = unseen(analysis, target, about);
    if (hidden === undefined) continue;
    for (const signal of signals) {
      const influence = controlCodes(analysis, signal)[target] as number;
      const code =
        CODES[instrumentalControlIncentive.outcomes[influence]?.kind ?? "absent"] ??
        NONREQUISITE_LINKS;
      if (best !== undefined && RANK.indexOf(best.code) <= RANK.indexOf(code)) continue;
      if (code === NONREQUISITE_LINKS && analysis.below(signal)[target] === 0) continue;
      const path = controlWitness(analysis, signal, target, influence);
      const unobserved: Witness = { kind: "unobserved", node: hidden, decision: target };
      const parts: readonly Witness[] = path === undefined ? [unobserved] : [path, unobserved];
      best = { code, witness: { kind: "parts", parts } };
    }
  }
  return best ?? { code: OUT_OF_REACH, witness: { kind: "no-path", from: signals, to: targets } };
}

/** What the pattern is worth when the influence of the signal on the target is so judged. */
const CODES: Readonly<Record<string, number>> = {
  present: PATTERN,
  unknown: THROUGH_DECISIONS,
  absent: NONREQUISITE_LINKS,
};
const RANK = [PATTERN, THROUGH_DECISIONS, NONREQUISITE_LINKS];

/**
 * A variable the decision does not observe: the one asked about, else the first that is no decision. A
 * decision that matters has a utility below it, which it cannot see.
 */
function unseen(analysis: Analysis, decision: NodeId, about?: NodeId): NodeId | undefined {
  const { graph, structure } = analysis;
  const seen = new Set<NodeId>([...graph.parents(decision), decision]);
  if (about !== undefined) return seen.has(about) ? undefined : about;
  for (let v = 0; v < graph.size; v++) {
    if (!seen.has(v) && structure.kinds[v] !== DECISION) return v;
  }
  return undefined;
}
