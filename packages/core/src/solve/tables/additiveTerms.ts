/**
 * A utility whose formula is a sum needs no table over all its parents together: each term gets
 * its own table over the parents it mentions. Sound because expected utility is linear. Products
 * with constants and parameters are carried into the terms; terms over the same parents, or over
 * parents another term already has, are merged. What mentions no parent is a table of its own: a
 * constant must not blur the differences it is added to.
 */
import type { DiagramNode, Expression } from "../../model/index.ts";

/** Nodes that read one term each, or undefined when the formula is not a proper sum. */
export function additiveTerms(node: DiagramNode): readonly DiagramNode[] | undefined {
  let known = SPLIT.get(node);
  if (known === undefined) SPLIT.set(node, (known = { terms: split(node) }));
  return known.terms;
}

const SPLIT = new WeakMap<DiagramNode, { terms: readonly DiagramNode[] | undefined }>();

function split(node: DiagramNode): DiagramNode[] | undefined {
  const { mechanism } = node;
  if (mechanism.kind !== "expression" || mechanism.stochastic || node.parents.length < 1)
    return undefined;
  const terms: Expression[] = [];
  collect(mechanism.body, [], terms);
  if (terms.length < 2) return undefined;
  let groups = terms.map((term) => ({ term, positions: mentionedParents(term) }));
  groups.sort((a, b) => b.positions.size - a.positions.size);
  const merged: typeof groups = [];
  for (const group of groups) {
    const host = merged.find(
      (m) =>
        (m.positions.size === 0) === (group.positions.size === 0) &&
        [...group.positions].every((p) => m.positions.has(p)),
    );
    if (host === undefined) merged.push({ ...group });
    else host.term = { kind: "binary", operator: "+", left: host.term, right: group.term };
  }
  groups = merged;
  if (groups.length < 2) return undefined;
  return groups.map(({ term, positions }) => {
    const kept = [...positions].sort((a, b) => a - b);
    const renamed = new Map(kept.map((p, i) => [p, i]));
    return {
      ...node,
      parents: kept.map((p) => node.parents[p] as number),
      mechanism: {
        kind: "expression",
        stochastic: false,
        body: rename(term, renamed),
      } as const,
    };
  });
}

type Wrap = (e: Expression) => Expression;

function collect(e: Expression, wraps: readonly Wrap[], out: Expression[]): void {
  if (e.kind === "binary" && (e.operator === "+" || e.operator === "-")) {
    collect(e.left, wraps, out);
    collect(e.right, e.operator === "-" ? [negate, ...wraps] : wraps, out);
    return;
  }
  if (e.kind === "unary" && e.operator === "-") return collect(e.operand, [negate, ...wraps], out);
  if (e.kind === "binary" && e.operator === "*") {
    const { left, right } = e;
    if (mentionedParents(left).size === 0)
      return collect(right, [(x) => ({ ...e, left, right: x }), ...wraps], out);
    if (mentionedParents(right).size === 0)
      return collect(left, [(x) => ({ ...e, left: x, right }), ...wraps], out);
  }
  if (e.kind === "binary" && e.operator === "/" && mentionedParents(e.right).size === 0)
    return collect(e.left, [(x) => ({ ...e, left: x }), ...wraps], out);
  out.push(wraps.reduce((x, wrap) => wrap(x), e));
}

function negate(operand: Expression): Expression {
  return { kind: "unary", operator: "-", operand };
}

/** Positions of the parents an expression mentions. */
function mentionedParents(e: Expression): Set<number> {
  const found = new Set<number>();
  visit(e, (x) => {
    if (x.kind === "parent") found.add(x.position);
  });
  return found;
}

/** Names of the parameters an expression mentions, sorted. */
export function mentionedParameters(e: Expression): string[] {
  const found = new Set<string>();
  visit(e, (x) => {
    if (x.kind === "parameter") found.add(x.name);
  });
  return [...found].sort();
}

function visit(e: unknown, see: (e: Expression) => void): void {
  if (Array.isArray(e)) {
    for (const item of e) visit(item, see);
    return;
  }
  if (typeof e !== "object" || e === null) return;
  const record = e as Record<string, unknown>;
  if (typeof record["kind"] === "string") see(e as Expression);
  if (record["kind"] === "literal") return;
  for (const key in record) if (key !== "kind") visit(record[key], see);
}

function rename<T>(e: T, positions: ReadonlyMap<number, number>): T {
  if (Array.isArray(e)) return e.map((item) => rename(item, positions)) as T;
  if (typeof e !== "object" || e === null) return e;
  const record = e as Record<string, unknown>;
  if (record["kind"] === "literal") return e;
  if (record["kind"] === "parent")
    return { ...record, position: positions.get(record["position"] as number) } as T;
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, rename(value, positions)]),
  ) as T;
}
