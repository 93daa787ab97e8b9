/**
 * PyCID's models in Python source: the constructors `CID`, `MACID`, `CausalBayesianNetwork` with
 * their lists, `add_cpds` and its relatives. The text is parsed and what it says is worked out in a
 * small subset (`evaluate.ts`); nothing is ever run. A function outside the subset leaves its node
 * open, and the answer says so.
 */
import type { SyntaxNode } from "@lezer/common";
import type { Notes, Place } from "../kit/fault.ts";
import type { ForeignNode } from "../kit/foreignModel.ts";
import type { PyDict, PyFunction, PyValue, Scope } from "./values.ts";
import { parser } from "@lezer/python";
import { finiteDomain } from "../../model/index.ts";
import { refuse } from "../kit/fault.ts";
import { tableSize } from "../kit/tables.ts";
import { completed, plain, sortedValues } from "./distributions.ts";
import { Evaluator, NotRead, parts } from "./evaluate.ts";
import {
  dictionary,
  isDict,
  isFunction,
  isNumber,
  isSequence,
  same,
  shownValue,
} from "./values.ts";

const CONSTRUCTORS = ["CID", "MACID", "MACIDBase", "CausalBayesianNetwork"];

export interface PycidModel {
  readonly nodes: readonly ForeignNode[];
  readonly agents: readonly string[];
  readonly owner: (node: number) => number;
}

interface Relationship {
  readonly node: SyntaxNode;
  /** Undefined when it is outside the subset. */
  readonly value?: PyValue;
  /** Instead of a value: a distribution for each column of a `TabularCPD`. */
  readonly columns?: readonly PyDict[];
}

/** A program that makes a model is short; how the parser's time grows with broken texts is not ours to say. */
const MAX_LENGTH = 100_000;

/** Ends the reading with what is not read, at its place. */
export function readPycidSource(text: string, notes: Notes): PycidModel {
  const reader = new PycidReader(text, notes);
  try {
    return reader.read();
  } catch (error) {
    // Parser and evaluation go down as deep as the text does; a stack is all that bounds them.
    if (error instanceof RangeError) {
      return refuse("format-error", "the Python is nested too deeply to be read", {});
    }
    if (!(error instanceof NotRead)) throw error;
    return refuse(
      "not-read",
      error.message,
      place(error.node),
      "Cidery reads what a constructor lists; it never runs programs",
    );
  }
}

function place({ from, to }: SyntaxNode): Place {
  return { range: { start: from, end: to } };
}

class PycidReader {
  readonly #evaluator: Evaluator;
  readonly #notes: Notes;
  readonly #text: string;
  readonly #names: string[] = [];
  readonly #parents = new Map<string, string[]>();
  readonly #kinds = new Map<
    string,
    { readonly kind: ForeignNode["kind"]; readonly agent: string }
  >();
  readonly #agents: string[] = [];
  readonly #relationships = new Map<string, Relationship>();
  readonly #domains = new Map<string, readonly PyValue[]>();

  constructor(text: string, notes: Notes) {
    this.#text = text;
    this.#notes = notes;
    this.#evaluator = new Evaluator(text);
  }

  read(): PycidModel {
    if (this.#text.length > MAX_LENGTH) {
      refuse(
        "format-error",
        "the Python is longer than 100,000 characters",
        {},
        "a model is a few lines",
      );
    }
    const root = parser.parse(this.#text).topNode;
    const calls = allCalls(root);
    const made = calls.filter((call) => CONSTRUCTORS.includes(this.#called(call)));
    const [constructor, second] = made;
    if (constructor === undefined) {
      return refuse(
        "not-read",
        "no PyCID model is made here",
        {},
        `a model is made by ${CONSTRUCTORS.join(", ")} with a list of arrows; Cidery never runs programs`,
      );
    }
    const broken = firstError(root);
    if (broken !== undefined) refuse("format-error", "the Python is broken here", place(broken));
    if (second !== undefined) {
      refuse(
        "several-models",
        `${made.length} models are made here; one a file is read`,
        place(second),
        "put the model into a file of its own",
      );
    }
    const scope = this.#scopeOf(constructor);
    this.#made(constructor, scope);
    for (const call of this.#callsOn(constructor, calls)) this.#method(call, scope);
    return this.#model();
  }

  #called(call: SyntaxNode): string {
    return (
      this.#evaluator
        .textOf(call.firstChild as SyntaxNode)
        .split(".")
        .at(-1) ?? ""
    );
  }

  /** Names assigned once in the functions around and in the module. */
  #scopeOf(node: SyntaxNode): Scope {
    let scope: Scope | undefined;
    const blocks: SyntaxNode[] = [];
    for (let at = node.parent; at !== null; at = at.parent) {
      if (at.name === "Body" || at.name === "Script") blocks.unshift(at);
    }
    for (const block of blocks) {
      const names = new Map<string, PyValue | { kind: "expression"; node: SyntaxNode }>();
      scope = { names, ...(scope === undefined ? {} : { parent: scope }) };
      for (const statement of parts(block)) {
        if (statement.name === "FunctionDefinition") this.#define(statement, names, scope);
        const [target, ...rest] = statement.name === "AssignStatement" ? parts(statement) : [];
        const [value] = rest.filter(({ name }) => name !== "AssignOp" && name !== "TypeDef");
        if (target?.name === "VariableName" && value !== undefined)
          names.set(this.#evaluator.textOf(target), { kind: "expression", node: value });
      }
    }
    return scope ?? { names: new Map() };
  }

  /** `def f(a): return …` is a function; a longer body is not read when it is asked for. */
  #define(
    statement: SyntaxNode,
    names: Map<string, PyValue | { kind: "expression"; node: SyntaxNode }>,
    scope: Scope,
  ): void {
    const name = statement.getChild("VariableName");
    const body = statement.getChild("Body");
    const [only, more] =
      body === null ? [] : parts(body).filter((one) => one.name !== "ExpressionStatement");
    const value = only?.name === "ReturnStatement" ? only.lastChild : null;
    if (name === null || value === null || more !== undefined) return;
    names.set(this.#evaluator.textOf(name), this.#evaluator.function(statement, value, scope));
  }

  #made(call: SyntaxNode, scope: Scope): void {
    const { positional, named } = this.#evaluator.arguments(call);
    const kind = this.#called(call);
    const edges = positional[0] ?? named.get("edges");
    if (edges !== undefined) this.#edges(edges, scope);
    const decisions = positional[1] ?? named.get("decisions") ?? named.get("agent_decisions");
    const utilities = positional[2] ?? named.get("utilities") ?? named.get("agent_utilities");
    if (kind === "CausalBayesianNetwork") return;
    for (const [role, list] of [
      ["decision", decisions],
      ["utility", utilities],
    ] as const) {
      if (list !== undefined) this.#owned(role, this.#evaluator.value(list, scope), list);
    }
  }

  #edges(node: SyntaxNode, scope: Scope): void {
    const value = this.#evaluator.value(node, scope);
    if (!isSequence(value)) throw new NotRead(node, "the arrows are no list");
    for (const edge of value.items) this.#edge(edge, node);
  }

  #edge(edge: PyValue, node: SyntaxNode): void {
    const [from, to] = isSequence(edge) ? edge.items : [];
    if (typeof from !== "string" || typeof to !== "string")
      throw new NotRead(node, `an arrow is a pair of names, not ${shownValue(edge)}`);
    this.#variable(from);
    this.#variable(to);
    const parents = this.#parents.get(to) as string[];
    if (!parents.includes(from)) parents.push(from);
  }

  #variable(name: string): void {
    if (this.#parents.has(name)) return;
    this.#names.push(name);
    this.#parents.set(name, []);
  }

  /** A list of one agent's nodes, or a dictionary from agents to lists. */
  #owned(kind: "decision" | "utility", value: PyValue, node: SyntaxNode): void {
    const lists: (readonly [PyValue, PyValue])[] = isDict(value)
      ? [...value.entries]
      : [["agent", value]];
    for (const [agent, list] of lists) {
      const who =
        typeof agent === "number"
          ? `agent ${agent}`
          : typeof agent === "string"
            ? agent
            : shownValue(agent);
      if (!this.#agents.includes(who)) this.#agents.push(who);
      if (!isSequence(list)) throw new NotRead(node, `the ${kind} nodes of ${who} are no list`);
      for (const name of list.items) {
        if (typeof name !== "string")
          throw new NotRead(node, `${shownValue(name)} is no node's name`);
        this.#variable(name);
        this.#kinds.set(name, { kind, agent: who });
      }
    }
  }

  /** Calls of methods of the variable the model was put into. */
  #callsOn(constructor: SyntaxNode, calls: readonly SyntaxNode[]): SyntaxNode[] {
    const statement = constructor.parent;
    const target = statement?.name === "AssignStatement" ? statement.firstChild : null;
    if (target === null || target === undefined) return [];
    const name = this.#evaluator.textOf(target);
    const block = statement?.parent;
    return calls.filter((call) => {
      const callee = call.firstChild as SyntaxNode;
      if (callee.name !== "MemberExpression" || call.from < constructor.to) return false;
      const inBlock =
        block !== null && block !== undefined && call.from >= block.from && call.to <= block.to;
      return inBlock && this.#evaluator.textOf(callee.firstChild as SyntaxNode) === name;
    });
  }

  #method(call: SyntaxNode, scope: Scope): void {
    const method = this.#called(call);
    const { positional, named } = this.#evaluator.arguments(call);
    const [first] = positional;
    if (method === "add_cpds") {
      for (const one of positional) this.#cpd(one, scope);
      for (const [name, node] of named) this.#relationships.set(name, this.#tried(node, scope));
      return;
    }
    if (method === "add_edges_from" && first !== undefined) return this.#edges(first, scope);
    if (method === "add_edge" && positional[1] !== undefined && first !== undefined) {
      const ends = [first, positional[1]].map((one) => this.#evaluator.value(one, scope));
      return this.#edge({ kind: "tuple", items: ends }, call);
    }
    if (/^add_nodes?(?:_from)?$/u.test(method) && first !== undefined) {
      const value = this.#evaluator.value(first, scope);
      for (const name of isSequence(value) ? value.items : [value])
        if (typeof name === "string") this.#variable(name);
      return;
    }
    this.#notes.warn(
      "left-aside",
      `${method}(…) is left aside: it changes or asks the model as the program runs`,
      place(call),
    );
  }

  #tried(node: SyntaxNode, scope: Scope): Relationship {
    try {
      return { node, value: this.#evaluator.value(node, scope) };
    } catch (error) {
      // Parser and evaluation go down as deep as the text does; a stack is all that bounds them.
      if (error instanceof RangeError) {
        return refuse("format-error", "the Python is nested too deeply to be read", {});
      }
      if (!(error instanceof NotRead)) throw error;
      this.#open(node, error.message);
      return { node };
    }
  }

  /** `TabularCPD(…)`, `StochasticFunctionCPD(…)`, `DecisionDomain(…)`. */
  #cpd(call: SyntaxNode, scope: Scope): void {
    if (call.name !== "CallExpression")
      throw new NotRead(call, "what is added is no CPD that is read");
    const { positional, named } = this.#evaluator.arguments(call);
    const worth = (name: string, at: number): PyValue | undefined => {
      const node = named.get(name) ?? positional[at];
      return node === undefined ? undefined : this.#evaluator.value(node, scope);
    };
    const variable = worth("variable", 0);
    if (typeof variable !== "string") throw new NotRead(call, "a CPD names no variable");
    this.#variable(variable);
    const kind = this.#called(call);
    if (kind === "TabularCPD") return this.#tabular(variable, call, worth);
    const domain =
      named.get("domain") === undefined
        ? worth("domain", kind === "DecisionDomain" ? 2 : 3)
        : worth("domain", 3);
    if (domain !== undefined && isSequence(domain)) this.#domains.set(variable, domain.items);
    if (kind === "DecisionDomain") {
      if (domain !== undefined) this.#relationships.set(variable, { node: call, value: domain });
      return;
    }
    const fn = named.get("stochastic_function") ?? positional[1];
    if (fn === undefined) throw new NotRead(call, `${kind} has no function`);
    this.#relationships.set(variable, this.#tried(fn, scope));
  }

  /** Columns over the evidence, first evidence slowest; one row for each value. */
  #tabular(
    variable: string,
    call: SyntaxNode,
    worth: (name: string, at: number) => PyValue | undefined,
  ): void {
    const values = worth("values", 2);
    const evidence = worth("evidence", 3);
    const names = worth("state_names", 5);
    const rows = values !== undefined && isSequence(values) ? values.items : [];
    const given =
      evidence !== undefined && evidence !== null && isSequence(evidence) ? evidence.items : [];
    const listed = names !== undefined && isDict(names) ? names.entries : [];
    for (const [name, list] of listed) {
      if (typeof name === "string" && isSequence(list) && !this.#domains.has(name))
        this.#domains.set(name, list.items);
    }
    if (!this.#domains.has(variable))
      this.#domains.set(
        variable,
        rows.map((_, i) => i),
      );
    const own = this.#domains.get(variable) ?? [];
    const columns = rows.map((row) => (isSequence(row) ? row.items : [row]));
    if (own.length !== rows.length || columns.some((row) => !row.every(isNumber)))
      throw new NotRead(call, `the table of ${variable} does not fit its values`);
    const table = (columns[0] ?? []).map((_, column) =>
      dictionary(own.map((value, i) => [value, columns[i]?.[column] ?? 0])),
    );
    const parents = this.#parents.get(variable) ?? [];
    if (
      parents.length !== given.length ||
      given.some((one) => typeof one !== "string" || !parents.includes(one))
    )
      throw new NotRead(call, `the evidence of ${variable} is not what its arrows say`);
    this.#parents.set(variable, given as string[]);
    this.#relationships.set(variable, {
      node: call,
      value: null,
      columns: table,
    });
  }

  #open(node: SyntaxNode, why: string): void {
    this.#notes.warn(
      "left-open",
      `this is left open: ${why}`,
      place(node),
      "Cidery reads arithmetic, conditions and tables; it never runs programs",
    );
  }

  #model(): PycidModel {
    const index = new Map(this.#names.map((name, v) => [name, v]));
    const done = new Map<string, ForeignNode>();
    const visiting = new Set<string>();
    const visit = (name: string): void => {
      if (done.has(name) || visiting.has(name)) return;
      visiting.add(name);
      for (const parent of this.#parents.get(name) ?? []) visit(parent);
      done.set(name, this.#foreign(name, index));
    };
    for (const name of this.#names) visit(name);
    if (this.#names.length === 0) refuse("format-error", "the model has no variables");
    const nodes = this.#names.map((name) => done.get(name) as ForeignNode);
    return {
      nodes,
      agents: this.#agents,
      owner: (v) =>
        Math.max(0, this.#agents.indexOf(this.#kinds.get(nodes[v]?.name ?? "")?.agent ?? "")),
    };
  }

  #foreign(name: string, index: ReadonlyMap<string, number>): ForeignNode {
    const kind = this.#kinds.get(name)?.kind ?? "chance";
    const parentNames = this.#parents.get(name) ?? [];
    const relationship = this.#relationships.get(name);
    const at = relationship === undefined ? {} : place(relationship.node);
    const rows =
      relationship === undefined ? undefined : this.#rows(name, kind, parentNames, relationship);
    const domain = this.#domains.get(name);
    const base = {
      kind,
      name,
      parents: parentNames.map((parent) => index.get(parent) as number),
      place: at,
      ...(domain === undefined || (kind === "utility" && !this.#hasChildren(name))
        ? {}
        : { domain: finiteDomain(domain.map((value) => plain(value))) }),
    };
    if (rows === undefined || kind === "decision") return base;
    const entries =
      kind === "utility"
        ? rows.map((row) => row.reduce((sum, [value, p]) => sum + Number(value) * p, 0))
        : rows.flatMap((row) =>
            (domain ?? []).map((value) => row.find(([one]) => same(one, value))?.[1] ?? 0),
          );
    return { ...base, table: { entries: Float64Array.from(entries), place: () => at } };
  }

  #hasChildren(name: string): boolean {
    return [...this.#parents.values()].some((parents) => parents.includes(name));
  }

  /** The distribution for each combination of the parents' values; sets the variable's domain. */
  #rows(
    name: string,
    kind: ForeignNode["kind"],
    parentNames: readonly string[],
    { node, value, columns }: Relationship,
  ): (readonly (readonly [PyValue, number])[])[] | undefined {
    if (value === undefined) return undefined;
    if (isSequence(value)) {
      this.#domains.set(name, value.items);
      if (kind !== "decision")
        this.#notes.warn(
          "domain-only",
          `${name} has a list of values and no distribution: it stays open`,
          place(node),
        );
      return undefined;
    }
    try {
      const worths = columns ?? this.#worths(parentNames, value, node);
      if (worths === undefined) return undefined;
      if (!this.#domains.has(name)) this.#domains.set(name, sortedValues(worths));
      const domain = this.#domains.get(name) ?? [];
      const rows = worths.map((worth) => completed(worth, domain, node));
      const wrong = kind === "utility" ? rows.flat().find(([one]) => !isNumber(one)) : undefined;
      if (wrong !== undefined)
        throw new NotRead(node, `the utility ${name} is ${shownValue(wrong[0])}, not a number`);
      if (kind === "decision")
        this.#notes.warn(
          "policy-left-out",
          `the rule given to ${name} is left out: its values are kept`,
          place(node),
        );
      return rows;
    } catch (error) {
      // Parser and evaluation go down as deep as the text does; a stack is all that bounds them.
      if (error instanceof RangeError) {
        return refuse("format-error", "the Python is nested too deeply to be read", {});
      }
      if (!(error instanceof NotRead)) throw error;
      this.#open(error.node, `${name}: ${error.message}`);
      return undefined;
    }
  }

  #worths(parentNames: readonly string[], value: PyValue, node: SyntaxNode): PyValue[] | undefined {
    const lists = parentNames.map((parent) => this.#domains.get(parent));
    if (lists.includes(undefined)) {
      if (!isFunction(value)) return [value];
      const missing = parentNames[lists.indexOf(undefined)];
      throw new NotRead(node, `the values of ${missing} are not known`);
    }
    const sizes = lists.map((list) => list?.length ?? 0);
    const count = tableSize(sizes, 1, "a table", place(node));
    return Array.from({ length: count }, (_, row) => {
      if (!isFunction(value)) return value;
      let rest = row;
      const given = new Map<string, PyValue>();
      for (let i = sizes.length - 1; i >= 0; i--) {
        const size = sizes[i] as number;
        given.set(parentNames[i] as string, lists[i]?.[rest % size] as PyValue);
        rest = Math.floor(rest / size);
      }
      return this.#evaluator.apply(value as PyFunction, given);
    });
  }
}

function allCalls(root: SyntaxNode): SyntaxNode[] {
  return [...everyNode(root)].filter(({ name }) => name === "CallExpression");
}

function firstError(root: SyntaxNode): SyntaxNode | undefined {
  for (const node of everyNode(root)) if (node.type.isError) return node;
  return undefined;
}

/**
 * In the order of the text. In some long broken texts the parser leaves nodes of no type, in which its
 * own cursor loses its way; they are broken Python like others.
 */
function* everyNode(root: SyntaxNode): Generator<SyntaxNode> {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if ((node.type as unknown) === undefined) {
      refuse("format-error", "the Python is broken here", place(node));
    }
    yield node;
    // Forwards: looking for the sibling before, the parser's nodes start from the first each time.
    const children: SyntaxNode[] = [];
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      children.push(child);
    }
    for (const child of children.reverse()) open.push(child);
  }
}
