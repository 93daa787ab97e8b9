/** Structural equality of the model's expressions and mechanisms, numbers exactly. */
import type { Expression, Mechanism } from "../../model/index.ts";

export function sameExpression(a: Expression, b: Expression): boolean {
  return a === b || sameData(a, b);
}

export function sameMechanism(a: Mechanism, b: Mechanism): boolean {
  if (a.kind === "table" && b.kind === "table") {
    return (
      a.stochastic === b.stochastic &&
      a.entries.length === b.entries.length &&
      a.entries.every((x, i) => x === b.entries[i])
    );
  }
  return sameData(a, b);
}

/** Equal as plain data; properties that are undefined count as absent. */
export function sameData(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null)
    return Number.isNaN(a) && Number.isNaN(b);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((x, i) => sameData(x, b[i]));
  }
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  for (const key in left) if (!sameData(left[key], right[key])) return false;
  for (const key in right) if (right[key] !== undefined && left[key] === undefined) return false;
  return true;
}
