/**
 * Reasoning patterns: by what kind of effect can a decision be motivated at all, relative to
 * policies that distinguish well (Pfeffer & Gal 2007; docs/theory.md T13)? Decisions that no
 * pattern motivates are dropped and the rest is asked again, to a fixpoint; all patterns that hold
 * there are reported. A path or trail is effective when every decision on it after the start is
 * still motivated.
 *
 * - direct effect: a decision-free path D_A ⇢ U_A;
 * - the other three need a decision-free path D_A ⇢ D_B and an effective path D_B ⇢ U_A, and
 *   - manipulation: an effective path D_A ⇢ U_B that avoids D_B;
 *   - signaling: an effective back-door trail D_A … U_B, active given W = {D_B} ∪
 *     (Pa(D_B)∖Desc(D_A)), whose first fork C has an effective trail to the same U_A active given
 *     {D_A} ∪ (Pa(D_A)∖Desc(C));
 *   - revealing or denying: an effective indirect front-door trail D_A … U_B, active given W.
 */
import type { Digraph, NodeId } from "../../graph/index.ts";
import type { Analysis } from "../../structure/index.ts";
import type { Criterion, Outcome } from "../criterion.ts";
import type { ReasoningPattern, Witness } from "../verdict.ts";
import {
  activelyReached,
  activeTrail,
  ancestors,
  descendants,
  directedPath,
  turningTrail,
} from "../../graph/index.ts";
import { DECISION } from "../../model/index.ts";

export const REASONING_PATTERNS: readonly ReasoningPattern[] = [
  "direct-effect",
  "manipulation",
  "signaling",
  "revealing-denying",
];

const DIRECT_EFFECT = 0;
const MANIPULATION = 1;
const SIGNALING = 2;
const REVEALING = 3;

const HOLDS = 0;
const MISSING = 1;
const UNMOTIVATED = 2;
const UNDECIDED = 3;

const outcomes: readonly Outcome[] = [
  {
    kind: "present",
    reason: "pattern-holds",
    words: (w) => `the graph allows ${w.decision} to be motivated${w.pattern}${w.along}`,
  },
  {
    kind: "absent",
    reason: "pattern-missing",
    words: (w) => `${w.decision} is not motivated${w.pattern}`,
  },
  {
    kind: "absent",
    reason: "unmotivated",
    words: (w) =>
      `${w.decision} is not motivated${w.pattern}: nothing gives ${w.agent} a reason to prefer one choice to another`,
  },
  {
    kind: "unknown",
    reason: "search-budget-spent",
    words: (w) =>
      `whether the graph allows ${w.decision} to be motivated${w.pattern} was not settled: the search for a suitable trail was given up`,
  },
];

export const reasoningPattern: Criterion = {
  id: "reasoning-pattern",
  badge: "RP",
  predicate: "reasoning",
  title: "Reasoning patterns",
  question: "By what kind of effect can the decision be motivated?",
  definition:
    "A decision is motivated by a pattern when, against opponents whose play tells apart what it can, its choice may matter by that pattern: directly, by what another agent wants to do, by what another infers, or by what another learns.",
  about: "decision",
  needs: [],
  theorem: "Direct effect, manipulation, signaling, revealing or denying, at the fixpoint",
  statements: ["T13"],
  citation: "Pfeffer & Gal 2007, On the reasoning patterns of agents in games",
  completeness:
    "A decision without a pattern can be played at random, relative to well-distinguishing policies.",
  aliases: ["reasoning", "motivated"],
  example: {
    story:
      "A worker studies so that a firm takes the worker to be talented; the firm's offer acts directly.",
    text: `agent worker
agent firm
chance X "Talent"
chance N "Name"
decision S "Studies" by worker sees X
decision O "Offer" by firm sees S, N
utility W "Worker's gain" for worker from X, O
utility F "Firm's gain" for firm from X, O
`,
    answers: [
      { decision: "S", pattern: "signaling", kind: "present" },
      { decision: "S", pattern: "direct-effect", kind: "absent" },
      { decision: "O", pattern: "direct-effect", kind: "present" },
    ],
  },
  outcomes,
  perAgent: false,
  codes: (analysis, decision) =>
    patternCodes(analysis).get(decision) ?? new Uint8Array(REASONING_PATTERNS.length),
  witness: (analysis, decision, pattern, code) => {
    if (code !== HOLDS) return undefined;
    const answer = ask(analysis, decision, pattern, motivatedDecisions(analysis));
    return answer === "undecided" ? undefined : answer;
  },
  judge: (analysis, question) => {
    if (question.pattern !== undefined || question.decision === undefined) return undefined;
    const codes = patternCodes(analysis).get(question.decision) ?? new Uint8Array(0);
    const holding = codes.indexOf(HOLDS);
    if (holding === -1) return { code: codes.includes(UNDECIDED) ? UNDECIDED : UNMOTIVATED };
    const witness = reasoningPattern.witness(analysis, question.decision, holding, HOLDS);
    return witness === undefined ? { code: HOLDS } : { code: HOLDS, witness };
  },
};

/** The decisions some pattern motivates, at the fixpoint. An undecided search counts as motive. */
export function motivatedDecisions(analysis: Analysis): ReadonlySet<NodeId> {
  return analysis.once("motivated decisions", () => {
    let effective = new Set<NodeId>(analysis.structure.decisions);
    for (;;) {
      const kept = new Set(
        [...effective].filter((d) =>
          REASONING_PATTERNS.some((_, i) => ask(analysis, d, i, effective) !== undefined),
        ),
      );
      if (kept.size === effective.size) return effective;
      effective = kept;
    }
  });
}

function patternCodes(analysis: Analysis): ReadonlyMap<NodeId, Uint8Array> {
  return analysis.once("reasoning patterns", () => {
    const effective = motivatedDecisions(analysis);
    const column = (d: NodeId): Uint8Array =>
      Uint8Array.from(REASONING_PATTERNS, (_, i) => {
        const answer = ask(analysis, d, i, effective);
        if (answer === "undecided") return UNDECIDED;
        return answer === undefined ? MISSING : HOLDS;
      });
    return new Map(analysis.structure.decisions.map((d) => [d, column(d)]));
  });
}

type Answer = Witness | "undecided" | undefined;

function ask(
  analysis: Analysis,
  decision: NodeId,
  pattern: number,
  effective: ReadonlySet<NodeId>,
): Answer {
  const { graph, structure } = analysis;
  const isDecision = (v: NodeId): boolean => structure.kinds[v] === DECISION;
  const idle = (v: NodeId): boolean => isDecision(v) && !effective.has(v);
  const own = structure.utilitiesOf(structure.ownerOf(decision));
  if (pattern === DIRECT_EFFECT) {
    const nodes = directedPath(graph, [decision], own, isDecision);
    return nodes && { kind: "directed-path", nodes };
  }
  let undecided = false;
  let keys: Keys | undefined;
  for (const other of effective) {
    if (other === decision || analysis.below(decision)[other] === 0) continue;
    const toOther = directedPath(graph, [decision], [other], isDecision);
    if (toOther === undefined) continue;
    const theirs = structure.utilitiesOf(structure.ownerOf(other));
    for (const utility of own) {
      if (analysis.below(other)[utility] === 0) continue;
      const back = directedPath(graph, [other], [utility], idle);
      if (back === undefined) continue;
      const third = thirdPart(other, utility, theirs);
      if (third === "undecided") undecided = true;
      else if (third !== undefined) {
        const parts: Witness[] = [
          { kind: "directed-path", nodes: toOther },
          { kind: "directed-path", nodes: back },
          ...third,
        ];
        return { kind: "parts", parts };
      }
      if (pattern !== SIGNALING) break; // the third part does not speak of U_A
    }
  }
  return undecided ? "undecided" : undefined;

  function thirdPart(
    other: NodeId,
    utility: NodeId,
    theirs: readonly NodeId[],
  ): readonly Witness[] | "undecided" | undefined {
    if (pattern === MANIPULATION) {
      const nodes = directedPath(graph, [decision], theirs, (v) => v === other || idle(v));
      return nodes && [{ kind: "directed-path", nodes }];
    }
    const below = analysis.below(decision);
    const isBelow = (v: NodeId): boolean => below[v] === 1 && v !== decision;
    const given = [other, ...[...graph.parents(other)].filter((v) => !isBelow(v))];
    const mayMeet = (v: NodeId): boolean => !idle(v);
    if (pattern === REVEALING) {
      const trail = turningTrail(graph, {
        start: decision,
        to: theirs,
        given,
        firstStep: "out-of",
        mayMeet,
      });
      if (trail.kind !== "trail") return trail.kind === "none" ? undefined : "undecided";
      return [{ kind: "trail", nodes: trail.nodes, given }];
    }
    const trail = turningTrail(graph, {
      start: decision,
      to: theirs,
      given,
      firstStep: "into",
      mayMeet,
      mayTurn: (v) => isKey(v, utility),
    });
    if (trail.kind !== "trail") return trail.kind === "none" ? undefined : "undecided";
    const key = trail.nodes.find((v, i) => i > 0 && !graph.hasEdge(trail.nodes[i + 1] ?? -1, v));
    const second = key === undefined ? undefined : keyTrail(key, utility);
    if (key === undefined || second === undefined) return undefined;
    return [
      { kind: "trail", nodes: trail.nodes, given },
      { kind: "trail", nodes: second, given: keyGiven(key).filter((v) => v !== key) },
    ];
  }

  /** Is there a `keyTrail`? Asked of many nodes, which share their conditioning sets. */
  function isKey(key: NodeId, utility: NodeId): boolean {
    keys ??= new Keys(graph, decision, idle);
    return keys.reach(key, utility) ?? keyTrail(key, utility) !== undefined;
  }

  function keyGiven(key: NodeId): NodeId[] {
    const below = descendants(graph, [key]);
    const parents = [...graph.parents(decision)].filter((v) => v === key || below[v] === 0);
    return [decision, ...parents];
  }

  function keyTrail(key: NodeId, utility: NodeId): NodeId[] | undefined {
    const given = keyGiven(key).filter((v) => v !== key);
    return activeTrail(graph, [key], [utility], given, { avoiding: idle });
  }
}

/**
 * Which forks have an active trail to a utility given {D} ∪ (Pa(D)∖Desc(fork))? Forks above the same
 * parents of D share that set, and being joined by an active trail is symmetric: one sweep from the
 * utility per such set answers for all of them.
 */
class Keys {
  readonly #graph: Digraph;
  readonly #decision: NodeId;
  readonly #idle: (v: NodeId) => boolean;
  readonly #parents: readonly NodeId[];
  /** For every parent of D: what it is, and what is above it. */
  readonly #above: readonly Uint8Array[];
  readonly #reached = new Map<string, Uint8Array>();

  constructor(graph: Digraph, decision: NodeId, idle: (v: NodeId) => boolean) {
    this.#graph = graph;
    this.#decision = decision;
    this.#idle = idle;
    this.#parents = [...graph.parents(decision)];
    this.#above = this.#parents.map((parent) => ancestors(graph, [parent]));
  }

  /** Undefined for D and its parents: their sets are their own. */
  reach(key: NodeId, utility: NodeId): boolean | undefined {
    if (key === this.#decision || this.#parents.includes(key)) return undefined;
    const kept = this.#parents.filter((_, i) => this.#above[i]?.[key] === 0);
    const name = `${utility} | ${kept.join(" ")}`;
    let reached = this.#reached.get(name);
    if (reached === undefined) {
      const given = [this.#decision, ...kept];
      reached = activelyReached(this.#graph, utility, given, this.#idle);
      this.#reached.set(name, reached);
    }
    return reached[key] === 1;
  }
}
