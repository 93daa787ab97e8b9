/**
 * Mechanisms with parents replaced by other nodes or by values. What then is constant is decided,
 * so that a copy in another world depends only on what it really reads.
 */
/* oxlint-disable unicorn/no-thenable -- `then` is the branch of an `if` in the data model */
import type { Domain, Expression, Mechanism, Pattern, Value } from "../../model/index.ts";
import { evaluateConstant, valuesEqual } from "../../model/index.ts";

/** A mechanism with each parent replaced by another node or by a value. */
export function substitute(
  mechanism: Mechanism,
  substitutes: readonly (number | { readonly value: Value })[],
  parentValues: readonly (readonly Value[])[],
  domain: Domain | undefined,
): { parents: number[]; mechanism: Mechanism } {
  const parents: number[] = [];
  const replacements = substitutes.map((s): Expression => {
    if (typeof s !== "number") return { kind: "literal", value: s.value };
    let position = parents.indexOf(s);
    if (position === -1) position = parents.push(s) - 1;
    return { kind: "parent", position };
  });
  if (mechanism.kind === "unspecified" || mechanism.kind === "decision")
    return { parents, mechanism };
  const body =
    mechanism.kind === "table" ? tableAsMatch(mechanism, parentValues, domain) : mechanism.body;
  return pruned(parents, mechanism.stochastic, substituteExpression(body, replacements));
}

/** Drops parents the body does not read. */
function pruned(
  parents: readonly number[],
  stochastic: boolean,
  body: Expression,
): { parents: number[]; mechanism: Mechanism } {
  const used = new Set<number>();
  substituteExpression(
    body,
    parents.map((_, position) => ({ kind: "parent", position })),
    used,
  );
  const kept = parents.flatMap((_, position) => (used.has(position) ? [position] : []));
  const renumbered = parents.map(
    (_, position): Expression => ({ kind: "parent", position: kept.indexOf(position) }),
  );
  return {
    parents: kept.map((position) => parents[position] as number),
    mechanism: { kind: "expression", stochastic, body: substituteExpression(body, renumbered) },
  };
}

function tableAsMatch(
  table: Extract<Mechanism, { kind: "table" }>,
  parentValues: readonly (readonly Value[])[],
  domain: Domain | undefined,
): Expression {
  let configurations: Value[][] = [[]];
  for (const values of parentValues)
    configurations = configurations.flatMap((c) => values.map((v) => [...c, v]));
  const columns = table.entries.length / configurations.length;
  const labels = domain?.kind === "finite" ? domain.values : undefined;
  const rowAt = (row: number): Expression => {
    const cells = [...table.entries.subarray(row * columns, (row + 1) * columns)];
    if (table.stochastic)
      return { kind: "list", items: cells.map((value) => ({ kind: "literal", value })) };
    const cell = cells[0] as number;
    return { kind: "literal", value: labels === undefined ? cell : (labels[cell] as Value) };
  };
  if (parentValues.length === 0) return rowAt(0);
  const positions = parentValues.map((_, position): Expression => ({ kind: "parent", position }));
  const [only] = positions;
  return {
    kind: "match",
    subject:
      positions.length === 1 && only !== undefined ? only : { kind: "tuple", items: positions },
    cases: configurations.map((values, row) => ({
      patterns: [{ kind: "value", value: values.length === 1 ? (values[0] as Value) : values }],
      body: rowAt(row),
    })),
  };
}

/** @param used collects the positions of the parents that were met */
function substituteExpression(
  e: Expression,
  parents: readonly Expression[],
  used?: Set<number>,
): Expression {
  const go = (part: Expression): Expression => substituteExpression(part, parents, used);
  switch (e.kind) {
    case "parent":
      used?.add(e.position);
      return parents[e.position] as Expression;
    case "literal":
    case "parameter":
    case "local":
      return e;
    case "let":
      return { ...e, value: go(e.value), body: go(e.body) };
    case "unary":
    case "other":
      return { ...e, operand: go(e.operand) };
    case "binary":
      return { ...e, left: go(e.left), right: go(e.right) };
    case "call":
    case "family":
      return { ...e, arguments: e.arguments.map(go) };
    case "if": {
      const condition = go(e.condition);
      const decided = constantOf(condition);
      if (typeof decided === "boolean") return go(decided ? e.then : e.otherwise);
      return { ...e, condition, then: go(e.then), otherwise: go(e.otherwise) };
    }
    case "match": {
      const subject = go(e.subject);
      const value = constantOf(subject);
      const chosen =
        value === undefined
          ? undefined
          : e.cases.find((c) => c.patterns.some((p) => matches(p, value)));
      if (chosen !== undefined) return go(chosen.body);
      return { ...e, subject, cases: e.cases.map((c) => ({ ...c, body: go(c.body) })) };
    }
    case "tuple":
    case "list":
      return { ...e, items: e.items.map(go) };
    case "component":
      return { ...e, tuple: go(e.tuple), index: go(e.index) };
    case "weights":
      return {
        ...e,
        entries: e.entries.map(({ value, weight }) => ({ value: go(value), weight: go(weight) })),
      };
  }
}

/** The value of an expression that reads nothing, or undefined. */
function constantOf(e: Expression): Value | undefined {
  if (!isConstant(e)) return undefined;
  try {
    return evaluateConstant(e, new Map());
  } catch {
    // A faulty constant stays as it is; reading the mechanism reports it.
    return undefined;
  }
}

function isConstant(e: Expression): boolean {
  switch (e.kind) {
    case "literal":
      return true;
    case "unary":
    case "other":
      return isConstant(e.operand);
    case "binary":
      return isConstant(e.left) && isConstant(e.right);
    case "call":
      return e.arguments.every(isConstant);
    case "tuple":
    case "list":
      return e.items.every(isConstant);
    case "component":
      return isConstant(e.tuple) && isConstant(e.index);
    default:
      return false;
  }
}

function matches(pattern: Pattern, value: Value): boolean {
  if (pattern.kind === "any") return true;
  if (pattern.kind === "value") return valuesEqual(pattern.value, value);
  return (
    Array.isArray(value) &&
    pattern.items.length === value.length &&
    pattern.items.every((p, i) => matches(p, (value as readonly Value[])[i] as Value))
  );
}
