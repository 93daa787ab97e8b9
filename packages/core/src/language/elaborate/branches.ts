/** Control: `if` and `match` choose a branch, `let` binds a name, an aggregate repeats a term. */
/* oxlint-disable unicorn/no-thenable -- `then` is the branch of an `if` in the data model */
import type { Expression, FiniteDomain } from "../../model/index.ts";
import type {
  AggregateSyntax,
  CasesSyntax,
  ExpressionSyntax,
  IfSyntax,
  LetSyntax,
  MatchSyntax,
} from "../syntax/syntax.ts";
import type { Reading } from "./reading.ts";
import type { Environment } from "./modelContext.ts";
import type { Typed } from "./typed.ts";
import * as messages from "../messages.ts";
import { readPattern } from "./patterns.ts";
import { MOST_TERMS, Unusable } from "./reading.ts";
import { placeIn } from "./source.ts";
import { forEachIndex, staticValue } from "./static.ts";
import { combine } from "./terms.ts";
import { ANY, BOOLEAN, NUMBER } from "./typed.ts";
import { namesIn } from "./walk.ts";

export function readIf(reading: Reading, e: IfSyntax, env: Environment): Typed {
  // So that `if t > 1 then X[t-1] else 0` never asks for X[0].
  const decided = decidedCondition(reading, e.condition, env);
  if (decided !== undefined) return reading.read(decided ? e.then : e.otherwise, env);
  const condition = reading.value(e.condition, env, BOOLEAN);
  const then = reading.read(e.then, env);
  const otherwise = reading.read(e.otherwise, env);
  return {
    expression: {
      kind: "if",
      condition: condition.expression,
      then: then.expression,
      otherwise: otherwise.expression,
    },
    kinds: then.kinds | otherwise.kinds,
    random: then.random || otherwise.random,
  };
}

/**
 * A long chain of `else if`, each condition read once. It is put together in halves: the first half
 * is looked into when one of its conditions holds. So no later recursion goes deep.
 */
export function readCases(reading: Reading, e: CasesSyntax, env: Environment): Typed {
  const branches: { condition: Expression; then: Expression }[] = [];
  let { otherwise } = e;
  let kinds = 0;
  let random = false;
  const typed = (part: ExpressionSyntax): Expression => {
    const read = reading.read(part, env);
    kinds |= read.kinds;
    random ||= read.random;
    return read.expression;
  };
  for (const { condition, then } of e.branches) {
    const decided = decidedCondition(reading, condition, env);
    if (decided === false) continue;
    if (decided === true) {
      otherwise = then;
      break;
    }
    const { expression } = reading.value(condition, env, BOOLEAN);
    branches.push({ condition: expression, then: typed(then) });
  }
  return { expression: inHalves(branches, typed(otherwise)), kinds, random };
}

const LONGEST_LADDER = 50;

function inHalves(
  branches: readonly { readonly condition: Expression; readonly then: Expression }[],
  otherwise: Expression,
): Expression {
  if (branches.length <= LONGEST_LADDER) {
    return branches.reduceRight<Expression>(
      (rest, { condition, then }) => ({ kind: "if", condition, then, otherwise: rest }),
      otherwise,
    );
  }
  const middle = branches.length >> 1;
  const first = branches.slice(0, middle);
  const any = combine(
    "any",
    first.map(({ condition }) => condition),
  ) as Typed;
  const last = first[middle - 1] as { readonly then: Expression };
  return {
    kind: "if",
    condition: any.expression,
    then: inHalves(first.slice(0, -1), last.then),
    otherwise: inHalves(branches.slice(middle), otherwise),
  };
}

/** A condition on an index is decided now. */
function decidedCondition(
  reading: Reading,
  condition: ExpressionSyntax,
  env: Environment,
): boolean | undefined {
  if (env.scope.size === 0 || ![...namesIn(condition)].some((name) => env.scope.has(name)))
    return undefined;
  const decided = staticValue(reading.model, condition, env.scope);
  return typeof decided === "boolean" ? decided : undefined;
}

export function readMatch(reading: Reading, e: MatchSyntax, env: Environment): Typed {
  const subject = reading.value(e.subject, env, ANY);
  let kinds = 0;
  let random = false;
  const domains = componentDomains(reading, e.subject, subject, env);
  const cases = e.cases.map(({ patterns, body }) => {
    const read = patterns.map((p) => {
      const pattern = readPattern(reading.model, p, env.scope, env.source, domains);
      if (pattern === undefined) throw new Unusable();
      return pattern;
    });
    const typed = reading.read(body, env);
    kinds |= typed.kinds;
    random ||= typed.random;
    return { patterns: read, body: typed.expression };
  });
  return {
    expression: { kind: "match", subject: subject.expression, cases },
    kinds: kinds === 0 ? ANY : kinds,
    random,
  };
}

/** The values of a match's subject, or of each component when the subject is a tuple. */
function componentDomains(
  reading: Reading,
  e: ExpressionSyntax,
  subject: Typed,
  env: Environment,
): readonly (FiniteDomain | undefined)[] | FiniteDomain | undefined {
  if (subject.domain !== undefined) return subject.domain;
  const inner = e.kind === "group" ? e.inner : e;
  return inner.kind === "tuple"
    ? inner.items.map((item) => reading.value(item, env, ANY).domain)
    : undefined;
}

export function readLet(reading: Reading, e: LetSyntax, env: Environment): Typed {
  const value = reading.value(e.value, env, ANY);
  const name = reading.freshName(e.name.text);
  const locals = new Map(env.locals);
  const scope = new Map(env.scope);
  scope.delete(e.name.text);
  const { expression } = value;
  if (expression.kind === "literal" && typeof expression.value === "number")
    scope.set(e.name.text, expression.value);
  locals.set(e.name.text, { ...value, expression: { kind: "local", name } });
  const body = reading.read(e.body, { ...env, locals, scope });
  return { ...body, expression: { kind: "let", name, value: expression, body: body.expression } };
}

export function readAggregate(reading: Reading, e: AggregateSyntax, env: Environment): Typed {
  const truth = e.name === "all" || e.name === "any" || e.name === "count";
  const terms: Expression[] = [];
  const budget = { steps: MOST_TERMS };
  const place = placeIn(env.source, e.range);
  const complete = forEachIndex(
    reading.model,
    e.indices,
    env.scope,
    env.source,
    budget,
    (scope) => {
      const locals = new Map(env.locals);
      for (const { name } of e.indices) locals.delete(name.text);
      terms.push(
        reading.value(e.body, { locals, scope, source: env.source }, truth ? BOOLEAN : NUMBER)
          .expression,
      );
    },
  );
  if (!complete) throw new Unusable();
  const combined = combine(e.name, terms);
  if (combined !== undefined) return combined;
  return reading.fail(
    messages.notInLanguage(`\`${e.name}\` over no index`, "the range is empty", place),
  );
}
