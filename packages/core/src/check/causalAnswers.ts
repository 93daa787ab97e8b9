/**
 * Answers about causes under some policies: harm, benefit, necessity, sufficiency, path-specific
 * effects, each by worlds that share their noise. Where the numbers leave the noise open, what was
 * assumed is said, and for probabilities of causation the bounds that hold whatever it is.
 */
import type { NodeId } from "../graph/index.ts";
import type { Value } from "../model/index.ts";
import type { CompiledDiagram, Policy } from "../solve/index.ts";
import type { Assignment, CausalQuestion, ClaimEvent, ExactAnswer } from "./exactEngine.ts";
import type { OptimalPlay } from "./optimalPlay.ts";
import type { Precision } from "./precision.ts";
import { numberText } from "../base/index.ts";
import {
  causation,
  harm,
  instrumentalControlIncentive,
  othersInWords,
  pathSpecificEffect,
  responseIncentive,
  SolveError,
} from "../solve/index.ts";
import { eventHolds, nodesOf } from "./claimEvents.ts";
import { known, unknown } from "./exactAnswer.ts";
import { policiesFor, withFreeRules } from "./playedPolicies.ts";
import { ROUNDED_ENTRIES } from "./playPrecision.ts";
import { valuesIn } from "./policyQuestions.ts";
import { equalWithin } from "./precision.ts";

/** The number under every policy asked about; equal ones count once. @throws SolveError */
export function causalAnswer(
  play: OptimalPlay,
  policy: Policy | undefined,
  question: CausalQuestion,
): ExactAnswer<number> {
  const values: number[] = [];
  const precision = precisionOf(play.compiled, question);
  let detail: string | undefined;
  for (const rules of policiesUnder(play, policy, question)) {
    const answer = answerUnder(play.compiled, rules, question);
    if (answer === undefined) continue;
    if (!values.some((v) => equalWithin(v, answer.value, precision))) values.push(answer.value);
    detail ??= noiseNote(play, answer);
  }
  if (values.length === 0)
    return unknown("undefined", "what the question takes for granted has probability zero");
  return { kind: "known", values, precision, ...(detail === undefined ? {} : { detail }) };
}

interface Found {
  readonly value: number;
  readonly assumed: readonly NodeId[];
  readonly bounds?: readonly [number, number];
}

function answerUnder(
  compiled: CompiledDiagram,
  policy: Policy,
  question: CausalQuestion,
): Found | undefined {
  switch (question.kind) {
    case "harm":
    case "benefit": {
      const { kind, agent } = question;
      const action = named(compiled, question.action);
      const baseline = named(compiled, question.baseline);
      const given = named(compiled, question.given);
      const found = harm(compiled, { policy, agent, action, default: baseline, given });
      return found.kind === "impossible"
        ? undefined
        : { value: found[kind], assumed: found.assumed };
    }
    case "path-effect": {
      const name = (node: NodeId): string => compiled.diagram.node(node).name;
      return pathSpecificEffect(compiled, {
        policy,
        action: named(compiled, question.action),
        reference: named(compiled, question.baseline),
        along: question.along.map(([from, to]) => [name(from), name(to)] as const),
        of: name(question.of),
      });
    }
    default: {
      const found = causation(compiled, {
        policy,
        cause: named(compiled, question.action),
        alternative: named(compiled, question.baseline),
        effect: outcomesOf(compiled, question.effect),
      })[question.kind];
      return found.kind === "impossible" ? undefined : found;
    }
  }
}

function named(
  { diagram }: CompiledDiagram,
  setting: readonly Assignment[],
): Record<string, Value> {
  return Object.fromEntries(setting.map(({ node, value }) => [diagram.node(node).name, value]));
}

/** The values of its one variable at which an event holds. */
function outcomesOf(
  compiled: CompiledDiagram,
  event: ClaimEvent,
): Record<string, { readonly oneOf: readonly Value[] }> {
  const [node] = nodesOf(event) as [NodeId];
  const oneOf = valuesIn(compiled, node).filter((value) => eventHolds(event, () => value));
  return { [compiled.diagram.node(node).name]: { oneOf } };
}

/** What is set and what is asked about decide which rules matter; both worlds may be new to them. */
function policiesUnder(
  play: OptimalPlay,
  policy: Policy | undefined,
  question: CausalQuestion,
): readonly Policy[] {
  const { kind, action, baseline } = question;
  const given = "given" in question ? question.given : [];
  // A cause is also observed in the world as it is, so what leads to it matters.
  const isObserved = kind === "necessity" || kind === "sufficiency";
  const about = isObserved
    ? [...askedOf(play, question), ...action.map(({ node }) => node)]
    : askedOf(play, question);
  const start = policiesFor(play, policy, { given, forced: isObserved ? [] : action }, about);
  if ("along" in question) requireKnownRules(play, question);
  return (isObserved ? [action, baseline] : [baseline]).reduce<readonly Policy[]>(
    (rules, forced) => rules.flatMap((one) => withFreeRules(play, one, { given: [], forced })),
    start,
  );
}

/**
 * A decision with some of its arrows on the path may see what no world ever shows it. @throws
 * SolveError when optimal play says nothing about the rule there
 */
function requireKnownRules(
  play: OptimalPlay,
  { along, action }: Extract<CausalQuestion, { kind: "path-effect" }>,
): void {
  for (const decision of play.diagram.structure.decisions) {
    if (action.some(({ node }) => node === decision)) continue;
    const { name, parents } = play.diagram.node(decision);
    const open = along.filter(([, to]) => to === decision).length;
    if (open === 0 || open === parents.length) continue;
    if (play.possibleContexts(decision)?.every((possible) => possible) === true) continue;
    throw new SolveError(
      "free-rule",
      `along these arrows ${name} may see what never happens, and what it does then is free`,
      `set ${name} as well, or take all of its arrows`,
    );
  }
}

function askedOf({ diagram }: OptimalPlay, question: CausalQuestion): readonly NodeId[] {
  if ("agent" in question) return diagram.structure.utilitiesOf(question.agent);
  return "of" in question ? [question.of] : nodesOf(question.effect);
}

function noiseNote(play: OptimalPlay, { assumed, bounds }: Found): string | undefined {
  if (assumed.length === 0) return undefined;
  const names = assumed.map((id) => play.diagram.node(id).name).join(", ");
  const range =
    bounds === undefined
      ? "another coupling of the noise may give another number"
      : `between ${numberText(bounds[0])} and ${numberText(bounds[1])} for any coupling`;
  return `assumed-independent-noise at ${names}; ${range}`;
}

/** Probabilities are sums without cancelling; the rest is as exact as the utilities are large. */
function precisionOf(compiled: CompiledDiagram, question: CausalQuestion): Precision {
  const isAmount =
    question.kind === "harm" || question.kind === "benefit" || question.kind === "path-effect";
  if (!isAmount) return { kind: "probability", noise: () => ROUNDED_ENTRIES };
  const scale = (): number => {
    const largest = (values: Iterable<Value>): number =>
      Math.max(0, ...[...values].map((v) => (typeof v === "number" ? Math.abs(v) : 0)));
    const paid = compiled.utilities.flatMap(({ terms }) => terms.map((t) => largest(t.values)));
    const { domain } =
      question.kind === "path-effect" ? compiled.diagram.node(question.of) : { domain: undefined };
    const own = domain?.kind === "finite" ? largest(domain.values) : 0;
    return Math.max(
      own,
      paid.reduce((sum, x) => sum + x, 0),
    );
  };
  return { kind: "sum", scale };
}

/** Does the model, with its numbers, have the incentive? @throws SolveError */
export function realisedAnswer(
  play: OptimalPlay,
  kind: "response" | "control",
  decision: NodeId,
  node: NodeId,
): ExactAnswer<boolean> {
  const ask = kind === "response" ? responseIncentive : instrumentalControlIncentive;
  const found = ask(play.diagram, decision, node);
  if (found.kind === "undecided") return unknown("not-all-looked-at", found.reason);
  const detail = othersInWords(play.diagram, found.others);
  return {
    ...known(found.kind === "has"),
    ...(detail === undefined ? {} : { detail }),
  };
}
