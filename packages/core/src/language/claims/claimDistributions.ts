/** Distributions in claims: `X ~ {x: 0.3, y: 0.7}`, `X ~ bernoulli(0.5)`, `likelihood(X, {…})`. */
import type {
  ClaimDistribution,
  ClaimExpression,
  DistributionFamily,
  Value,
} from "../../model/index.ts";
import type {
  BracesSyntax,
  CallSyntax,
  DistributedSyntax,
  ExpressionSyntax,
} from "../syntax/syntax.ts";
import type { ClaimReading } from "./claimReading.ts";
import { valuesEqual } from "../../model/index.ts";
import { FAMILIES } from "../elaborate/builtins.ts";
import * as messages from "../messages.ts";
import { placeIn } from "../elaborate/source.ts";
import { staticValue } from "../elaborate/static.ts";
import { nodeName } from "./claimNames.ts";
import { constantOf, finiteDomainOf, requireNoAgent, requireTaken } from "./claimValues.ts";

const EXAMPLES = "for example `X ~ {true: 0.3, false: 0.7}` or `do(X ~ bernoulli(0.5))`";

/** `X ~ …`: the distribution of a variable. */
export function readDistributed(reading: ClaimReading, e: DistributedSyntax): ClaimExpression {
  const target = targetOf(reading, e.target);
  const distribution = readDistribution(reading, target, e.value);
  if (distribution.kind === "weights") {
    const sum = distribution.entries.reduce((total, { weight }) => total + weight, 0);
    if (!(Math.abs(sum - 1) <= 1e-9))
      reading.fail(
        messages.claimShape(
          `the probabilities sum to ${Number(sum.toPrecision(12))}, not to 1`,
          `how likely an observation is at each value is written \`likelihood(${target}, {…})\``,
          placeIn(reading.source, e.value.range),
        ),
      );
  }
  return { kind: "distributed", target, distribution };
}

/** `likelihood(X, {x: 0.3, y: 0.9})`: how likely an observation is at each value of X. */
export function readLikelihood(reading: ClaimReading, e: CallSyntax): ClaimExpression {
  const [first, second] = e.arguments;
  const place = placeIn(reading.source, e.range);
  const shape = messages.claimShape(
    "`likelihood` needs a variable and a weight for each of its values",
    "for example `likelihood(X, {true: 0.3, false: 0.9})`",
    place,
  );
  if (
    (first?.kind !== "name" && first?.kind !== "index") ||
    second?.kind !== "braces" ||
    e.arguments.length !== 2 ||
    e.given !== undefined
  )
    return reading.fail(shape);
  const target = targetOf(reading, first);
  const distribution = readWeights(reading, target, second);
  if (distribution.entries.every(({ weight }) => weight === 0)) return reading.fail(shape);
  return { kind: "distributed", target, distribution, likelihood: true };
}

function targetOf(reading: ClaimReading, e: ExpressionSyntax): string {
  if (e.kind === "name") requireNoAgent(reading, e.text, e.range);
  const target = nodeName(reading, e);
  const place = placeIn(reading.source, e.range);
  if (reading.nodes.get(target)?.kind === "utility")
    reading.fail(
      messages.claimShape(
        `\`${target}\` is a utility: only chance variables and decisions are given distributions`,
        EXAMPLES,
        place,
      ),
    );
  return target;
}

function readDistribution(
  reading: ClaimReading,
  target: string,
  e: ExpressionSyntax,
): ClaimDistribution {
  const place = placeIn(reading.source, e.range);
  if (e.kind === "group") return readDistribution(reading, target, e.inner);
  if (e.kind === "braces") return readWeights(reading, target, e);
  if (e.kind === "list") {
    const parameters = e.items.map((item) => weightOf(reading, item));
    return { kind: "family", family: "categorical", parameters };
  }
  const name = e.kind === "name" ? e.text : e.kind === "call" ? e.callee.text : undefined;
  const family = name === undefined ? undefined : FAMILIES.get(name);
  const list = e.kind === "call" ? e.arguments : [];
  if (
    family === undefined ||
    (e.kind === "call" && (e.given !== undefined || e.receiver !== undefined))
  )
    return reading.fail(messages.claimShape("a distribution is needed here", EXAMPLES, place));
  if (list.length < family.least || list.length > family.most)
    return reading.fail(
      messages.claimShape(
        `${family.name} does not take ${list.length} numbers`,
        family.meaning,
        place,
      ),
    );
  const parameters = list.map((a): Value => {
    const value =
      a.kind === "assignment" || a.kind === "distributed" ? undefined : constantOf(reading, a);
    return (
      value ??
      reading.fail(
        messages.claimShape("a number is needed here", EXAMPLES, placeIn(reading.source, a.range)),
      )
    );
  });
  return { kind: "family", family: family.name as DistributionFamily, parameters };
}

function readWeights(
  reading: ClaimReading,
  target: string,
  e: BracesSyntax,
): Extract<ClaimDistribution, { kind: "weights" }> {
  const entries: { value: Value; weight: number }[] = [];
  for (const { value: written, weight } of e.entries) {
    const place = placeIn(reading.source, written.range);
    const value = constantOf(reading, written);
    if (value === undefined)
      return reading.fail(messages.claimShape("a value is needed here", EXAMPLES, place));
    requireTaken(reading, target, value, written);
    if (weight === undefined)
      return reading.fail(messages.claimShape("every value needs its weight", EXAMPLES, place));
    if (entries.some((entry) => valuesEqual(entry.value, value)))
      return reading.fail(messages.claimShape("this value stands here twice", EXAMPLES, place));
    entries.push({ value, weight: weightOf(reading, weight) });
  }
  if (entries.length === 0 || finiteDomainOf(reading, target)?.values.length === 0)
    return reading.fail(
      messages.claimShape(
        "a distribution is needed here",
        EXAMPLES,
        placeIn(reading.source, e.range),
      ),
    );
  return { kind: "weights", entries };
}

function weightOf(reading: ClaimReading, e: ExpressionSyntax): number {
  const weight = staticValue(reading.model, e, reading.scope);
  if (typeof weight === "number" && weight >= 0 && weight < Infinity) return weight;
  return reading.fail(
    messages.claimShape(
      "a weight of at least 0 is needed here",
      EXAMPLES,
      placeIn(reading.source, e.range),
    ),
  );
}
