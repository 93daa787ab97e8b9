/** The model that PyCID's source says: what was found about each variable, put together as tables. */
import type { SyntaxNode } from "./syntaxNodes.ts";
import type { Value } from "../../model/index.ts";
import type { Notes, Place } from "../kit/fault.ts";
import type { ForeignNode } from "../kit/foreignModel.ts";
import type { PyDict, PyFunction, PyValue } from "./values.ts";
import { finiteDomain, showValue } from "../../model/index.ts";
import { refuse } from "../kit/fault.ts";
import { tableSize } from "../kit/tables.ts";
import { completed, plain, sortedValues } from "./distributions.ts";
import { type Evaluator, NotRead } from "./evaluate.ts";
import { place } from "./syntaxNodes.ts";
import { isFunction, isNumber, isSequence, same, shownValue } from "./values.ts";

export interface PycidModel {
  readonly nodes: readonly ForeignNode[];
  readonly agents: readonly string[];
  readonly owner: (node: number) => number;
}

/** What a variable is made of. */
export interface Relationship {
  readonly node: SyntaxNode;
  /** Undefined when it is outside the subset. */
  readonly value?: PyValue;
  /** Instead of a value: a distribution for each column of a `TabularCPD`. */
  readonly columns?: readonly PyDict[];
}

/** What the source says of its variables, as far as it was read. */
export interface PycidParts {
  readonly names: readonly string[];
  readonly parents: ReadonlyMap<string, readonly string[]>;
  readonly kinds: ReadonlyMap<
    string,
    { readonly kind: ForeignNode["kind"]; readonly agent: string }
  >;
  readonly agents: readonly string[];
  readonly relationships: ReadonlyMap<string, Relationship>;
  /** Those that are listed; those that follow from tables are added. */
  readonly domains: Map<string, readonly PyValue[]>;
}

/** The model, its tables worked out; what cannot be is left open, and the notes say so. */
export function modelOf(said: PycidParts, evaluator: Evaluator, notes: Notes): PycidModel {
  return new TableMaker(said, evaluator, notes).model();
}

/** Notes that something is left open, and why. */
export function leftOpen(notes: Notes, node: SyntaxNode, why: string): void {
  notes.warn(
    "left-open",
    `this is left open: ${why}`,
    place(node),
    "Cidery reads arithmetic, conditions and tables; it never runs programs",
  );
}

class TableMaker {
  readonly #said: PycidParts;
  readonly #evaluator: Evaluator;
  readonly #notes: Notes;

  constructor(said: PycidParts, evaluator: Evaluator, notes: Notes) {
    this.#said = said;
    this.#evaluator = evaluator;
    this.#notes = notes;
  }

  model(): PycidModel {
    const index = new Map(this.#said.names.map((name, v) => [name, v]));
    const done = new Map<string, ForeignNode>();
    const visiting = new Set<string>();
    const visit = (name: string): void => {
      if (done.has(name) || visiting.has(name)) return;
      visiting.add(name);
      for (const parent of this.#said.parents.get(name) ?? []) visit(parent);
      done.set(name, this.#foreign(name, index));
    };
    for (const name of this.#said.names) visit(name);
    if (this.#said.names.length === 0) refuse("format-error", "the model has no variables");
    const nodes = this.#said.names.map((name) => done.get(name) as ForeignNode);
    return {
      nodes,
      agents: this.#said.agents,
      owner: (v) =>
        Math.max(
          0,
          this.#said.agents.indexOf(this.#said.kinds.get(nodes[v]?.name ?? "")?.agent ?? ""),
        ),
    };
  }

  #foreign(name: string, index: ReadonlyMap<string, number>): ForeignNode {
    const kind = this.#said.kinds.get(name)?.kind ?? "chance";
    const parentNames = this.#said.parents.get(name) ?? [];
    const relationship = this.#said.relationships.get(name);
    const at = relationship === undefined ? {} : place(relationship.node);
    const rows =
      relationship === undefined ? undefined : this.#rows(name, kind, parentNames, relationship);
    const domain = this.#said.domains.get(name);
    const base = {
      kind,
      name,
      parents: parentNames.map((parent) => index.get(parent) as number),
      place: at,
      ...(domain === undefined || (kind === "utility" && !this.#hasChildren(name))
        ? {}
        : { domain: finiteDomain(this.#ofOneKind(name, domain, at)) }),
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

  /** Python lets numbers, truth values and text stand in one list; here all of them are labels then. */
  #ofOneKind(name: string, domain: readonly PyValue[], at: Place): readonly Value[] {
    const values = domain.map((value) => plain(value));
    if (new Set(values.map((value) => typeof value)).size <= 1) return values;
    const labels = values.map((value) => (typeof value === "string" ? value : showValue(value)));
    if (new Set(labels).size < labels.length)
      refuse("format-error", `two values of ${name} look alike as labels`, at);
    this.#notes.warn(
      "labels-of-several-kinds",
      `the values of ${name} are of several kinds, so all are read as labels`,
      at,
    );
    return labels;
  }

  #hasChildren(name: string): boolean {
    return [...this.#said.parents.values()].some((parents) => parents.includes(name));
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
      this.#said.domains.set(name, value.items);
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
      if (!this.#said.domains.has(name)) this.#said.domains.set(name, sortedValues(worths));
      const domain = this.#said.domains.get(name) ?? [];
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
      leftOpen(this.#notes, error.node, `${name}: ${error.message}`);
      return undefined;
    }
  }

  #worths(parentNames: readonly string[], value: PyValue, node: SyntaxNode): PyValue[] | undefined {
    const lists = parentNames.map((parent) => this.#said.domains.get(parent));
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
