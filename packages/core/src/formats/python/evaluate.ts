/**
 * The worth of Python expressions of a small kind: literals, lists, dictionaries, arithmetic,
 * comparisons, conditions, lambdas, and a handful of functions. Nothing is run: what is outside the
 * subset is a `NotRead` at its place. Work is bounded.
 */
import type { SyntaxNode } from "./syntaxNodes.ts";
import type { PyDict, PyFunction, PyValue, Scope } from "./values.ts";
import { arithmetic, builtIn, COMPARISONS, compare } from "./builtIns.ts";
import {
  dictionary,
  isDict,
  isFunction,
  isNumber,
  isSequence,
  keyText,
  same,
  shownValue,
  truthy,
} from "./values.ts";

/** An expression outside the subset. */
export class NotRead extends Error {
  readonly node: SyntaxNode;
  constructor(node: SyntaxNode, message: string) {
    super(message);
    this.name = "NotRead";
    this.node = node;
  }
}

const MOST_STEPS = 5_000_000;
const MOST_DEPTH = 400;

/** Children that are not punctuation or comments. */
export function parts(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (!/^[^A-Za-z]+$/u.test(child.name) && child.name !== "Comment") found.push(child);
  }
  return found;
}

export class Evaluator {
  readonly #text: string;
  #steps = 0;
  #depth = 0;
  /** By where they begin. */
  readonly #literals = new Map<number, PyDict>();

  constructor(text: string) {
    this.#text = text;
  }

  textOf(node: SyntaxNode): string {
    return this.#text.slice(node.from, node.to);
  }

  /** @throws NotRead */
  value(node: SyntaxNode, scope: Scope): PyValue {
    if (++this.#steps > MOST_STEPS) throw new NotRead(node, "it takes too long to work out");
    if (this.#depth >= MOST_DEPTH) throw new NotRead(node, "it is nested too deeply");
    this.#depth++;
    try {
      return this.#worth(node, scope);
    } finally {
      this.#depth--;
    }
  }

  #worth(node: SyntaxNode, scope: Scope): PyValue {
    switch (node.name) {
      case "Number":
        return this.#number(node);
      case "String":
        return this.#string(node);
      case "ContinuedString":
        return parts(node)
          .map((part) => this.#string(part))
          .join("");
      case "Boolean":
        return this.textOf(node) === "True";
      case "None":
        return null;
      case "VariableName":
        return this.#name(node, scope);
      case "ParenthesizedExpression":
        return this.value(this.#only(node), scope);
      case "ArrayExpression":
        return { kind: "list", items: this.#items(node, scope) };
      case "TupleExpression":
        return { kind: "tuple", items: this.#items(node, scope) };
      case "DictionaryExpression":
        return this.#dictionary(node, scope);
      case "LambdaExpression":
        return this.#lambda(node, scope);
      case "UnaryExpression":
        return this.#unary(node, scope);
      case "BinaryExpression":
        return this.#binary(node, scope);
      case "ConditionalExpression": {
        const [then, condition, otherwise] = parts(node).filter(
          ({ name }) => !/^(?:if|else)$/u.test(name),
        );
        if (then === undefined || condition === undefined || otherwise === undefined) break;
        return this.value(truthy(this.value(condition, scope)) ? then : otherwise, scope);
      }
      case "MemberExpression":
        return this.#member(node, scope);
      case "CallExpression":
        return this.#call(node, scope);
      default:
    }
    throw new NotRead(node, `"${this.#short(node)}" is not of the kind that is read`);
  }

  /** The function's worth for arguments by name. */
  apply(fn: PyFunction, given: ReadonlyMap<string, PyValue>): PyValue {
    const names = new Map<string, PyValue>();
    for (const [name, value] of given) if (fn.parameters.includes(name)) names.set(name, value);
    if (fn.rest !== undefined) {
      names.set(fn.rest, dictionary([...given].filter(([name]) => !names.has(name))));
    }
    return this.value(fn.body, { names, parent: fn.scope });
  }

  /** A `lambda`, or a `def` whose body is one `return`. */
  function(node: SyntaxNode, body: SyntaxNode, scope: Scope): PyFunction {
    const list = node.getChild("ParamList");
    const parameters: string[] = [];
    let rest: string | undefined;
    let stars = "";
    for (let child = list?.firstChild ?? null; child !== null; child = child.nextSibling) {
      const text = this.textOf(child);
      if (/^\*+$/u.test(text)) stars = text;
      else if (child.name === "VariableName") {
        if (stars === "**") rest = text;
        else parameters.push(text);
        stars = "";
      }
    }
    return { kind: "function", parameters, body, scope, ...(rest === undefined ? {} : { rest }) };
  }

  #lambda(node: SyntaxNode, scope: Scope): PyFunction {
    const body = node.lastChild;
    if (body === null) throw new NotRead(node, "a lambda has no body");
    return this.function(node, body, scope);
  }

  #number(node: SyntaxNode): number {
    const text = this.textOf(node).replaceAll("_", "");
    const value = Number(text);
    if (Number.isNaN(value)) throw new NotRead(node, `${text} is not a number that is read`);
    return value;
  }

  #string(node: SyntaxNode): string {
    const [, prefix = "", , body] =
      /^([A-Za-z]*)("""|'''|"|')([\s\S]*)\2$/u.exec(this.textOf(node)) ?? [];
    if (body === undefined || /[fb]/iu.test(prefix))
      throw new NotRead(node, "only plain texts are read");
    if (/r/iu.test(prefix)) return body;
    return body.replaceAll(/\\(?:u([\da-f]{4})|x([\da-f]{2})|([^]))/giu, (_, u, x, c: string) => {
      if (u !== undefined || x !== undefined) return String.fromCharCode(parseInt(u ?? x, 16));
      return { n: "\n", t: "\t", r: "\r", "\n": "" }[c] ?? c;
    });
  }

  #name(node: SyntaxNode, scope: Scope): PyValue {
    const name = this.textOf(node);
    for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
      const found = at.names.get(name);
      if (found === undefined) continue;
      if (typeof found !== "object" || found === null || found.kind !== "expression") return found;
      // What it was assigned cannot depend on itself.
      const outside = new Map([...at.names].filter(([other]) => other !== name));
      const around = { names: outside, ...(at.parent === undefined ? {} : { parent: at.parent }) };
      return this.value(found.node, around);
    }
    throw new NotRead(node, `${name} is given nowhere that is read`);
  }

  #only(node: SyntaxNode): SyntaxNode {
    const [only, more] = parts(node);
    if (only === undefined || more !== undefined)
      throw new NotRead(node, `"${this.#short(node)}" is not read`);
    return only;
  }

  #items(node: SyntaxNode, scope: Scope): PyValue[] {
    return parts(node).map((item) => this.value(item, scope));
  }

  /** A table of literals is worked out once, however often its function is asked. */
  #dictionary(node: SyntaxNode, scope: Scope): PyDict {
    const known = this.#literals.get(node.from);
    if (known !== undefined) return known;
    const made = this.#newDictionary(node, scope);
    if (isLiteral(node)) this.#literals.set(node.from, made);
    return made;
  }

  #newDictionary(node: SyntaxNode, scope: Scope): PyDict {
    const items = parts(node);
    if (items.length % 2 === 1) throw new NotRead(node, "a dictionary of this kind is not read");
    const pairs: [PyValue, PyValue][] = [];
    for (let i = 0; i < items.length; i += 2) {
      const key = this.value(items[i] as SyntaxNode, scope);
      pairs.push([key, this.value(items[i + 1] as SyntaxNode, scope)]);
    }
    return dictionary(pairs);
  }

  #unary(node: SyntaxNode, scope: Scope): PyValue {
    const operand = node.lastChild as SyntaxNode;
    const value = this.value(operand, scope);
    const operator = this.textOf(node.firstChild as SyntaxNode);
    if (operator === "not") return !truthy(value);
    const x = this.#asNumber(value, operand);
    return operator === "-" ? -x : x;
  }

  #binary(node: SyntaxNode, scope: Scope): PyValue {
    const left = node.firstChild as SyntaxNode;
    const right = node.lastChild as SyntaxNode;
    const operator = this.#text.slice(left.to, right.from).trim().replaceAll(/\s+/gu, " ");
    if (operator === "and" || operator === "or") {
      const first = this.value(left, scope);
      return truthy(first) === (operator === "and") ? this.value(right, scope) : first;
    }
    // `a < b < c` is parsed as `(a < b) < c`, which Python does not mean.
    if (COMPARISONS.has(operator) && left.name === "BinaryExpression" && this.#isComparison(left)) {
      throw new NotRead(node, "chained comparisons are not read");
    }
    const a = this.value(left, scope);
    const b = this.value(right, scope);
    switch (operator) {
      case "==":
      case "is":
        return same(a, b);
      case "!=":
      case "is not":
        return !same(a, b);
      case "in":
      case "not in":
        return this.#members(b, right).some((one) => same(one, a)) === (operator === "in");
      case "+":
        if (typeof a === "string" && typeof b === "string") return a + b;
        if (isSequence(a) && isSequence(b))
          return { kind: a.kind, items: [...a.items, ...b.items] };
        break;
      default:
    }
    if (typeof a === "string" && typeof b === "string" && COMPARISONS.has(operator))
      return compare(operator, a < b ? -1 : a > b ? 1 : 0);
    const x = this.#asNumber(a, left);
    const y = this.#asNumber(b, right);
    if (COMPARISONS.has(operator)) return compare(operator, x - y);
    const result = arithmetic(operator, x, y);
    if (result === undefined || !Number.isFinite(result))
      throw new NotRead(node, `"${this.#short(node)}" has no value that is read`);
    return result;
  }

  #isComparison(node: SyntaxNode): boolean {
    const left = node.firstChild as SyntaxNode;
    const right = node.lastChild as SyntaxNode;
    return COMPARISONS.has(this.#text.slice(left.to, right.from).trim());
  }

  #members(value: PyValue, node: SyntaxNode): readonly PyValue[] {
    if (isSequence(value)) return value.items;
    if (isDict(value)) return value.entries.map(([key]) => key);
    throw new NotRead(node, `${shownValue(value)} is not a list`);
  }

  /** `table[S, D]`, `p["S"]`; attributes are not read. */
  #member(node: SyntaxNode, scope: Scope): PyValue {
    const base = node.firstChild as SyntaxNode;
    if (node.getChild("PropertyName") !== null)
      throw new NotRead(node, `${this.#short(node)} is not read`);
    const container = this.value(base, scope);
    const inside = parts(node).slice(1);
    const keys = inside.map((one) => this.value(one, scope));
    const [first] = keys;
    if (first === undefined) throw new NotRead(node, "an index is missing");
    const isTuple = keys.length > 1 || /,\s*\]$/u.test(this.textOf(node));
    const key: PyValue = isTuple ? { kind: "tuple", items: keys } : first;
    if (isDict(container)) {
      const found = container.byKey.get(keyText(key));
      if (found !== undefined) return found;
      throw new NotRead(node, `the dictionary has no entry for ${shownValue(key)}`);
    }
    if (isSequence(container)) {
      const at = this.#asNumber(key, node);
      const item = container.items[at < 0 ? at + container.items.length : at];
      if (item !== undefined) return item;
    }
    throw new NotRead(node, `${this.#short(node)} has no value`);
  }

  #call(node: SyntaxNode, scope: Scope): PyValue {
    const callee = node.firstChild as SyntaxNode;
    const called = this.textOf(callee).split(".").at(-1) ?? "";
    const { positional, named } = this.arguments(node);
    if (callee.name === "VariableName") {
      const own = this.#lookUp(called, scope);
      if (own !== undefined && isFunction(own)) {
        const given = new Map<string, PyValue>();
        for (const [i, one] of positional.entries())
          given.set(own.parameters[i] ?? "", this.value(one, scope));
        for (const [name, one] of named) given.set(name, this.value(one, scope));
        return this.apply(own, given);
      }
    }
    const values = positional.map((one) => this.value(one, scope));
    for (const name of ["probability", "domain", "p"]) {
      const one = named.get(name);
      if (one !== undefined)
        values[name === "domain" && called === "noisy_copy" ? 2 : name === "probability" ? 1 : 0] =
          this.value(one, scope);
    }
    const result = builtIn(called, values);
    if (result === undefined) throw new NotRead(node, `${called}(…) is not read`);
    return result;
  }

  #lookUp(name: string, scope: Scope): PyValue | undefined {
    for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
      const found = at.names.get(name);
      if (found === undefined) continue;
      if (typeof found !== "object" || found === null || found.kind !== "expression") return found;
      return this.value(found.node, at);
    }
    return undefined;
  }

  /** What stands in a call's parentheses; `**{…}` counts by name. */
  arguments(node: SyntaxNode): {
    readonly positional: readonly SyntaxNode[];
    readonly named: ReadonlyMap<string, SyntaxNode>;
  } {
    const positional: SyntaxNode[] = [];
    const named = new Map<string, SyntaxNode>();
    const list = node.getChild("ArgList");
    let stars = "";
    for (let child = list?.firstChild ?? null; child !== null; child = child.nextSibling) {
      const text = this.textOf(child);
      if (/^\*+$/u.test(text)) {
        stars = text;
        continue;
      }
      if (/^[(),]$/u.test(text) || child.name === "Comment") continue;
      if (stars === "**" && child.name === "DictionaryExpression") {
        const items = parts(child);
        for (let i = 0; i + 1 < items.length; i += 2)
          named.set(this.#string(items[i] as SyntaxNode), items[i + 1] as SyntaxNode);
        stars = "";
        continue;
      }
      if (stars !== "") throw new NotRead(child, "unpacked arguments are not read");
      const next = child.nextSibling;
      if (next?.name === "AssignOp" && next.nextSibling !== null) {
        named.set(text, next.nextSibling);
        child = next.nextSibling;
      } else positional.push(child);
    }
    return { positional, named };
  }

  #asNumber(value: PyValue, node: SyntaxNode): number {
    if (isNumber(value)) return Number(value);
    throw new NotRead(node, `${shownValue(value)} stands where a number is needed`);
  }

  #short(node: SyntaxNode): string {
    const text = this.textOf(node).replaceAll(/\s+/gu, " ");
    return text.length > 40 ? `${text.slice(0, 40)}…` : text;
  }
}

/** Whether nothing in it depends on a name. */
function isLiteral(node: SyntaxNode): boolean {
  let free = true;
  node.cursor().iterate(({ name }) => {
    if (name === "VariableName") free = false;
    return free;
  });
  return free;
}
