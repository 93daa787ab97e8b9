/**
 * PyCID's models in Python source: the constructors `CID`, `MACID`, `CausalBayesianNetwork` with
 * their lists, `add_cpds` and its relatives. The text is parsed and what it says is worked out in a
 * small subset (`evaluate.ts`); nothing is ever run. A function outside the subset leaves its node
 * open, and the answer says so.
 */
import type { SyntaxNode } from "./syntaxNodes.ts";
import type { Notes } from "../kit/fault.ts";
import type { ForeignNode } from "../kit/foreignModel.ts";
import type { PyValue, Scope } from "./values.ts";
import { parser } from "@lezer/python";
import { refuse } from "../kit/fault.ts";
import { Evaluator, NotRead, parts } from "./evaluate.ts";
import type { PycidModel, Relationship } from "./pycidModel.ts";
import { leftOpen, modelOf } from "./pycidModel.ts";
import { allCalls, firstError, place } from "./syntaxNodes.ts";
import { dictionary, isDict, isNumber, isSequence, shownValue } from "./values.ts";

const CONSTRUCTORS = ["CID", "MACID", "MACIDBase", "CausalBayesianNetwork"];

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
    return modelOf(
      {
        names: this.#names,
        parents: this.#parents,
        kinds: this.#kinds,
        agents: this.#agents,
        relationships: this.#relationships,
        domains: this.#domains,
      },
      this.#evaluator,
      this.#notes,
    );
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
    if (!isSequence(value)) throw new NotRead(node, "the arrows are not a list");
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
      if (!isSequence(list)) throw new NotRead(node, `the ${kind} nodes of ${who} are not a list`);
      for (const name of list.items) {
        if (typeof name !== "string")
          throw new NotRead(node, `${shownValue(name)} is not the name of a node`);
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
      leftOpen(this.#notes, node, error.message);
      return { node };
    }
  }

  /** `TabularCPD(…)`, `StochasticFunctionCPD(…)`, `DecisionDomain(…)`. */
  #cpd(call: SyntaxNode, scope: Scope): void {
    if (call.name !== "CallExpression")
      throw new NotRead(call, "what is added is not a CPD that is read");
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
}
