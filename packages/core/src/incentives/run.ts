/**
 * Asking: one question with its witness, everything at once, or a whole column as codes. Criteria
 * judge columns and keep them in the analysis, so a second question costs a look-up.
 */
import type { NodeId } from "../graph/index.ts";
import type { AgentId } from "../model/index.ts";
import type { Analysis } from "../structure/index.ts";
import type { Criterion, Question } from "./criterion.ts";
import type { Caveat, Verdict, Witness } from "./verdict.ts";
import { DECISION } from "../model/index.ts";
import { NO_CAVEATS } from "./criterion.ts";
import { REASONING_PATTERNS } from "./criteria/reasoningPattern.ts";
import { CRITERIA, criterionNamed, noSuchCriterion } from "./registry.ts";

/** The diagram in the reading a question asks for. */
function inReading(analysis: Analysis, holding: readonly NodeId[] | undefined): Analysis {
  return holding === undefined ? analysis : analysis.holding(holding);
}

const FIXED_OTHERS: readonly Caveat[] = ["other-agents-fixed"];

/**
 * The answer to one question, with its witness. Give `decision` and `node` (about
 * "node-for-decision"; for "decision-pair" the node is the other decision), `agent` and `node`
 * ("node"; the agent may be left out when there is only one), `decision` and perhaps `pattern`
 * ("decision"; without a pattern: is it motivated at all), `agent` and `target` ("pair-of-agents";
 * decisions of either and a node narrow it).
 *
 * All decisions of the agent are taken to be optimal together. With `holding`, the rules of those
 * decisions are held like mechanisms instead: nobody optimises them, they are whatever some
 * parametrisation makes them. The verdict names its reading.
 * @throws RangeError for an unknown criterion, a question that lacks a part, or a held decision
 *   that is the one asked about
 */
export function judge(whole: Analysis, criterionId: string, question: Question): Verdict {
  const criterion = known(criterionId);
  const analysis = inReading(whole, question.holding);
  const judged = criterion.judge?.(analysis, question);
  if (judged !== undefined) {
    const { code, witness } = judged;
    return assemble(analysis, criterion, question, 0, 0, code, witness);
  }
  const subject = subjectOf(analysis, criterion, question);
  const object = objectOf(criterion, question);
  const code = criterion.codes(analysis, subject)[object];
  if (code === undefined) {
    throw new RangeError(`${criterion.id}: no node ${object} among ${analysis.graph.size}`);
  }
  const witness = criterion.witness(analysis, subject, object, code);
  return assemble(analysis, criterion, question, subject, object, code, witness);
}

/**
 * Codes of one decision (or agent) for all nodes (agents, patterns): positions in `outcomes`. For
 * another reading give `analysis.holding(decisions)`.
 */
export function sweep(analysis: Analysis, criterionId: string, subject: number): Uint8Array {
  return known(criterionId).codes(analysis, subject);
}

/**
 * Which criteria are judged (all by default), whether witnesses are worked out, and whose rules
 * are held.
 */
export interface AllVerdictsOptions {
  /** Ids; all criteria when absent. */
  readonly criteria?: readonly string[];
  /** Make a witness for every verdict (slower). Default false. */
  readonly witnesses?: boolean;
  /** Decisions whose rules are held like mechanisms; their own verdicts are left out. */
  readonly holding?: readonly NodeId[];
}

/** Every criterion for every decision or agent and every node, in registry order. */
export function allVerdicts(whole: Analysis, options: AllVerdictsOptions = {}): Verdict[] {
  const { holding } = options;
  const analysis = inReading(whole, holding);
  const criteria = options.criteria?.map(known) ?? CRITERIA;
  const result: Verdict[] = [];
  for (const criterion of criteria) {
    for (const subject of subjects(analysis, criterion)) {
      const codes = criterion.codes(analysis, subject);
      for (let object = 0; object < codes.length; object++) {
        if (!arises(analysis, criterion, subject, object)) continue;
        const code = codes[object] as number;
        const witness =
          options.witnesses === true
            ? criterion.witness(analysis, subject, object, code)
            : undefined;
        const asked = questionOf(criterion, subject, object);
        const question = holding === undefined ? asked : { ...asked, holding };
        result.push(assemble(analysis, criterion, question, subject, object, code, witness));
      }
    }
  }
  return result;
}

/** The decisions or agents a criterion has a column for. */
export function subjects(analysis: Analysis, criterion: Criterion): readonly number[] {
  const { structure } = analysis;
  return criterion.about === "node" || criterion.about === "pair-of-agents"
    ? Array.from({ length: structure.agentCount }, (_, agent) => agent)
    : structure.decisions;
}

/** Pairs that only fill the column are left out of the list of all verdicts. */
function arises(
  analysis: Analysis,
  criterion: Criterion,
  subject: number,
  object: number,
): boolean {
  if (criterion.hides?.(analysis, subject, object) === true) return false;
  switch (criterion.about) {
    case "decision-pair":
      return object !== subject && analysis.structure.kinds[object] === DECISION;
    case "pair-of-agents":
      return object !== subject;
    default:
      return true;
  }
}

function questionOf(criterion: Criterion, subject: number, object: number): Question {
  switch (criterion.about) {
    case "node-for-decision":
    case "decision-pair":
      return { decision: subject, node: object };
    case "node":
      return { agent: subject, node: object };
    case "pair-of-agents":
      return { agent: subject, target: object };
    case "decision": {
      const pattern = REASONING_PATTERNS[object];
      return pattern === undefined ? { decision: subject } : { decision: subject, pattern };
    }
  }
}

function subjectOf(analysis: Analysis, criterion: Criterion, question: Question): number {
  const { structure } = analysis;
  if (criterion.about === "node" || criterion.about === "pair-of-agents") {
    const agent = question.agent ?? (structure.agentCount === 1 ? 0 : undefined);
    if (agent === undefined) throw new RangeError(`${criterion.id}: which agent?`);
    if (!(agent >= 0 && agent < structure.agentCount)) {
      throw new RangeError(`${criterion.id}: no agent ${agent} among ${structure.agentCount}`);
    }
    return agent;
  }
  const { decision } = question;
  if (decision === undefined) throw new RangeError(`${criterion.id}: which decision?`);
  if (question.holding?.includes(decision) === true) {
    throw new RangeError(`${criterion.id}: the rule of the decision asked about cannot be held`);
  }
  structure.ownerOf(decision);
  return decision;
}

function objectOf(criterion: Criterion, question: Question): number {
  const object =
    criterion.about === "pair-of-agents"
      ? question.target
      : criterion.about === "decision"
        ? REASONING_PATTERNS.indexOf(question.pattern ?? "direct-effect")
        : question.node;
  if (object === undefined) {
    throw new RangeError(
      `${criterion.id}: which ${criterion.about === "pair-of-agents" ? "target" : "node"}?`,
    );
  }
  return object;
}

function assemble(
  analysis: Analysis,
  criterion: Criterion,
  question: Question,
  subject: number,
  object: number,
  code: number,
  witness: Witness | undefined,
): Verdict {
  const outcome = criterion.outcomes[code];
  if (outcome === undefined) throw new RangeError(`${criterion.id} has no outcome ${code}`);
  const agent = agentOf(analysis, criterion, question);
  let caveats = criterion.caveats?.(analysis, subject, object, code) ?? NO_CAVEATS;
  const yes = outcome.kind === "present" || outcome.kind === "unknown";
  if (criterion.perAgent && yes && analysis.severalAgents) {
    caveats = caveats.length === 0 ? FIXED_OTHERS : [...caveats, "other-agents-fixed"];
  }
  const { decision, node, target, pattern } = question;
  const result: { -readonly [K in keyof Verdict]: Verdict[K] } = {
    criterion: criterion.id,
    kind: outcome.kind,
    reason: outcome.reason,
    caveats,
  };
  if (agent !== undefined) result.agent = agent;
  if (decision !== undefined) result.decision = decision;
  if (node !== undefined) result.node = node;
  if (target !== undefined) result.target = target;
  if (pattern !== undefined) result.pattern = pattern;
  if (question.holding !== undefined && question.holding.length > 0) {
    result.holding = [...new Set(question.holding)].sort((a, b) => a - b);
  }
  if (witness !== undefined) result.witness = witness;
  return result;
}

function agentOf(
  analysis: Analysis,
  criterion: Criterion,
  question: Question,
): AgentId | undefined {
  if (question.agent !== undefined) return question.agent;
  if (question.decision !== undefined)
    return analysis.structure.ownerOf(question.decision as NodeId);
  return criterion.about === "node" ? 0 : undefined;
}

function known(id: string): Criterion {
  const criterion = criterionNamed(id);
  if (criterion === undefined) throw new RangeError(noSuchCriterion(id));
  return criterion;
}
