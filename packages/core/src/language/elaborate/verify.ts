/**
 * Reading every row of every mechanism once: probabilities sum to one, values lie in their domain.
 * Instances that share their expression and their domains are read once for all. On the way,
 * utilities that others look at get their domain: the finite set of values they can have.
 */
import { checkpoint } from "../../base/index.ts";
import type {
  DiagramNode,
  Domain,
  FiniteDomain,
  InfluenceDiagram,
  Parameter,
  Value,
} from "../../model/index.ts";
import type { BuiltNode } from "./build.ts";
import type { ModelInProgress } from "./model.ts";
import {
  finiteDomain,
  InfluenceDiagram as Diagram,
  MechanismError,
  mechanismReader,
  showValue,
} from "../../model/index.ts";
import * as messages from "../messages.ts";

/** Rows read in all before only samples are. */
const MOST_ROWS_IN_ALL = 400_000;
const SAMPLED_ROWS = 500;
const MOST_UTILITY_VALUES = 2_000;

export class Verifier {
  readonly #model: ModelInProgress;
  readonly #nodes: readonly BuiltNode[];
  readonly #parameters: readonly Parameter[];
  readonly #ids = new Map<object, number>();
  readonly #outcomes = new Map<string, FiniteDomain | "checked" | "failed">();
  readonly #utilityDomains = new Map<string, FiniteDomain>();
  #rowsLeft = MOST_ROWS_IN_ALL;

  constructor(
    model: ModelInProgress,
    nodes: readonly BuiltNode[],
    parameters: readonly Parameter[],
  ) {
    this.#model = model;
    this.#nodes = nodes;
    this.#parameters = parameters;
  }

  /** Reads the node's rows; a utility that is `observed` gets its domain. Parents come first. */
  verify(node: BuiltNode, observed: boolean): void {
    const { mechanism } = node;
    if (mechanism.kind === "unspecified" || mechanism.kind === "decision") return;
    if (node.domain?.kind === "real") return;
    const collect = observed && node.kind === "utility" && node.domain === undefined;
    const domains: Domain[] = [];
    for (const parent of node.parents) {
      const domain = this.#nodes[parent]?.domain;
      if (domain?.kind !== "finite") return;
      domains.push(domain);
    }
    const body = mechanism.kind === "table" ? mechanism.entries : mechanism.body;
    const key = [body, mechanism.stochastic ? 1 : 0, node.domain ?? 0, ...domains]
      .map((part) => (typeof part === "number" ? part : this.#id(part)))
      .concat(collect ? 1 : 0)
      .join(" ");
    const known = this.#outcomes.get(key);
    const outcome = known ?? this.#read(node, domains as FiniteDomain[], collect);
    if (known === undefined) this.#outcomes.set(key, outcome);
    if (typeof outcome === "object") node.domain = outcome;
  }

  #id(part: object): number {
    let id = this.#ids.get(part);
    if (id === undefined) {
      id = this.#ids.size + 2;
      this.#ids.set(part, id);
    }
    return id;
  }

  #read(
    node: BuiltNode,
    domains: readonly FiniteDomain[],
    collect: boolean,
  ): FiniteDomain | "checked" | "failed" {
    const { mechanism } = node;
    const rows = domains.reduce((product, domain) => product * domain.values.length, 1);
    const all = rows <= this.#model.limits.maxRows && rows <= this.#rowsLeft;
    const count = all ? rows : SAMPLED_ROWS;
    this.#rowsLeft -= count;
    const stride = all ? 1 : rows / SAMPLED_ROWS;
    const utilities = collect && all ? new Set<number>() : undefined;
    try {
      const reader = mechanismReader(this.#localDiagram(node, domains), domains.length);
      const positions = new Int32Array(domains.length);
      const row = new Float64Array(reader.rowSize);
      for (let i = 0; i < count; i++) {
        checkpoint();
        let rest = Math.floor(i * stride);
        for (let d = domains.length - 1; d >= 0; d--) {
          const size = (domains[d] as FiniteDomain).values.length;
          positions[d] = rest % size;
          rest = Math.floor(rest / size);
        }
        reader.read(positions, row);
        if (mechanism.kind === "table" && mechanism.stochastic)
          this.#requireProbabilities(node, domains, positions, row);
        utilities?.add(row[0] === 0 ? 0 : (row[0] as number));
      }
    } catch (error) {
      if (!(error instanceof MechanismError)) throw error;
      const code = error.code === "index-out-of-range" ? "component-out-of-range" : error.code;
      const message =
        error.message.startsWith(node.name) || error.message.includes(` of ${node.name}`)
          ? error.message
          : `${node.name}: ${error.message}`;
      this.#model.reporter.add(messages.badMechanism(code, message, node.mechanismPlace));
      return "failed";
    }
    if (!all) this.#model.reporter.add(messages.notVerified(node.name, rows, node.mechanismPlace));
    if (utilities === undefined || utilities.size > MOST_UTILITY_VALUES) return "checked";
    const values = [...utilities].sort((a, b) => a - b);
    const key = values.join(" ");
    const domain = this.#utilityDomains.get(key) ?? finiteDomain(values);
    this.#utilityDomains.set(key, domain);
    return domain;
  }

  /** Tables are read as they stand, so their rows are checked here. */
  #requireProbabilities(
    node: BuiltNode,
    domains: readonly FiniteDomain[],
    positions: Int32Array,
    row: Float64Array,
  ): void {
    let total = 0;
    let negative: number | undefined;
    for (const share of row) {
      if (!(share >= 0)) negative = share;
      total += share;
    }
    if (negative === undefined && Math.abs(total - 1) <= 1e-9) return;
    const configuration = node.parents
      .map(
        (p, d) =>
          `${this.#nodes[p]?.name} = ${showValue((domains[d] as FiniteDomain).values[positions[d] as number] as Value)}`,
      )
      .join(", ");
    throw negative === undefined
      ? new MechanismError(
          "probabilities-do-not-sum",
          `probabilities sum to ${Number(total.toPrecision(12))}, not 1`,
          node.name,
          configuration,
        )
      : new MechanismError(
          "negative-weight",
          `a probability is ${negative}`,
          node.name,
          configuration,
        );
  }

  /** A diagram of the node and its parents alone. */
  #localDiagram(node: BuiltNode, domains: readonly FiniteDomain[]): InfluenceDiagram {
    const parents = node.parents.map(
      (parent, id): DiagramNode => ({
        id,
        name: (this.#nodes[parent] as BuiltNode).name,
        kind: "chance",
        owners: [],
        parents: [],
        mechanism: { kind: "unspecified" },
        domain: domains[id] as FiniteDomain,
      }),
    );
    const self: DiagramNode = {
      id: parents.length,
      name: node.name,
      kind: node.kind,
      owners: [],
      parents: parents.map((p) => p.id),
      mechanism: node.mechanism,
      ...(node.domain === undefined ? {} : { domain: node.domain }),
    };
    return Diagram.of({ agents: [], nodes: [...parents, self], parameters: this.#parameters });
  }
}
