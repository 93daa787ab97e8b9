/** What a Python expression may be worth here, with Python's own rules for equality and order. */
import type { SyntaxNode } from "./syntaxNodes.ts";

export type PyValue = number | boolean | string | null | PyList | PyDict | PyFunction;

export interface PyList {
  readonly kind: "list" | "tuple";
  readonly items: readonly PyValue[];
}

export interface PyDict {
  readonly kind: "dict";
  /** In the order of their first mention. */
  readonly entries: readonly (readonly [key: PyValue, value: PyValue])[];
  /** Values by `keyText`. */
  readonly byKey: ReadonlyMap<string, PyValue>;
}

/** A dictionary; of keys that are equal the last one counts. */
export function dictionary(pairs: Iterable<readonly [PyValue, PyValue]>): PyDict {
  const keys = new Map<string, PyValue>();
  const byKey = new Map<string, PyValue>();
  for (const [key, value] of pairs) {
    const text = keyText(key);
    if (!keys.has(text)) keys.set(text, key);
    byKey.set(text, value);
  }
  const entries = [...keys].map(([text, key]) => [key, byKey.get(text) ?? null] as const);
  return { kind: "dict", entries, byKey };
}

/** The same text for keys that are equal: 1, 1.0 and True are. */
export function keyText(value: PyValue): string {
  if (isNumber(value)) return String(Number(value));
  if (typeof value === "string") return JSON.stringify(value);
  if (value !== null && isSequence(value)) return `(${value.items.map(keyText).join()})`;
  return shownValue(value);
}

/** A lambda, or a function whose body is one `return`. */
export interface PyFunction {
  readonly kind: "function";
  readonly parameters: readonly string[];
  /** Takes what it is given by name as one dictionary: `**pv`. */
  readonly rest?: string;
  readonly body: SyntaxNode;
  /** Names around it. */
  readonly scope: Scope;
}

/** Names in reach: values, or expressions that are worked out when they are asked for. */
export interface Scope {
  readonly names: ReadonlyMap<
    string,
    PyValue | { readonly kind: "expression"; readonly node: SyntaxNode }
  >;
  readonly parent?: Scope;
}

export function isDict(value: PyValue): value is PyDict {
  return typeof value === "object" && value !== null && value.kind === "dict";
}

export function isSequence(value: PyValue): value is PyList {
  return (
    typeof value === "object" && value !== null && (value.kind === "list" || value.kind === "tuple")
  );
}

export function isFunction(value: PyValue): value is PyFunction {
  return typeof value === "object" && value !== null && value.kind === "function";
}

/** `==`: True equals 1, sequences element by element. */
export function same(a: PyValue, b: PyValue): boolean {
  if (isNumber(a) && isNumber(b)) return Number(a) === Number(b);
  if (isSequence(a) && isSequence(b))
    return (
      a.kind === b.kind &&
      a.items.length === b.items.length &&
      a.items.every((item, i) => same(item, b.items[i] as PyValue))
    );
  return a === b;
}

/** A number, or a truth value, which counts as one. */
export function isNumber(value: PyValue): value is number | boolean {
  return typeof value === "number" || typeof value === "boolean";
}

/** Whether a condition takes it for true. */
export function truthy(value: PyValue): boolean {
  if (value === null) return false;
  if (typeof value !== "object") return Boolean(value);
  if (isSequence(value)) return value.items.length > 0;
  return isDict(value) ? value.entries.length > 0 : true;
}

/** As Python would show it in a message. */
export function shownValue(value: PyValue): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return `'${value}'`;
  if (typeof value === "number") return String(value);
  if (isSequence(value)) return `(${value.items.map(shownValue).join(", ")})`;
  return isDict(value) ? "a dictionary" : "a function";
}
