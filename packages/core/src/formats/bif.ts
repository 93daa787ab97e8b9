/**
 * Bayesian networks in BIF, the "Bayesian interchange format" (Cozman 1998) as the bnlearn
 * repository and most tools write it. Read: `network`, `variable … type discrete`, `probability`
 * with `table`, `default` and one row per parent combination; `property` lines are skipped.
 *
 * `readBif` gives plain tables, the child fastest and the FIRST parent slowest. `bifDiagram` makes
 * an influence diagram of chance nodes from them. A `table` of a node with parents lists, as
 * Cozman's examples do, the child SLOWEST.
 */
import type { Checked, Diagnostic } from "../base/index.ts";
import type { DiagramNode, Value } from "../model/index.ts";
import type { Network } from "../probability/index.ts";
import { nearestName } from "../base/index.ts";
import { findCycle } from "../graph/index.ts";
import { finiteDomain, InfluenceDiagram } from "../model/index.ts";
import { makeFactor } from "../probability/index.ts";
import { BifFault, BifTokens } from "./bifTokens.ts";

export interface BifVariable {
  readonly name: string;
  readonly states: readonly string[];
  /** Positions of the parents in the network's list. */
  readonly parents: readonly number[];
  /** Rows over the parents, first parent slowest; the variable's own states fastest. */
  readonly table: Float64Array;
}

export interface BifNetwork {
  readonly name: string;
  readonly variables: readonly BifVariable[];
}

/** Rows further than this from one are reported; those written with six digits are not. */
const ROW_TOLERANCE = 1e-4;
/** Entries a single table may have. */
const MOST_ENTRIES = 2 ** 26;

export function readBif(text: string): Checked<BifNetwork> {
  const diagnostics: Diagnostic[] = [];
  try {
    const value = new BifReader(text, diagnostics).network();
    return { ok: true, value, diagnostics };
  } catch (error) {
    if (!(error instanceof BifFault)) throw error;
    return { ok: false, diagnostics: [...diagnostics, error.diagnostic] };
  }
}

/** The network's tables as factors: variable i is the i-th variable, factor i its conditional. */
export function bifFactors(network: BifNetwork): Network {
  const sizes = network.variables.map((variable) => variable.states.length);
  return {
    sizes,
    factors: network.variables.map(({ parents, table }, child) => {
      const scope = [...parents, child];
      return makeFactor(
        scope,
        scope.map((v) => sizes[v] as number),
        table,
      );
    }),
    children: sizes.map((_, child) => child),
  };
}

/**
 * A diagram of chance nodes. Names and states that a `.cid` file cannot spell are respelled (the
 * display text keeps the old one); states that are all integers become numbers, and true/false
 * the truth values. Rows that do not sum to one exactly are scaled.
 */
export function bifDiagram(network: BifNetwork): Checked<InfluenceDiagram> {
  const names = spellable(network.variables.map((variable) => variable.name));
  const nodes = network.variables.map((variable, id): DiagramNode => {
    const name = names[id] as string;
    return {
      id,
      name,
      ...(name === variable.name ? {} : { label: variable.name }),
      kind: "chance",
      owners: [],
      domain: finiteDomain(stateValues(variable.states)),
      parents: variable.parents,
      mechanism: {
        kind: "table",
        stochastic: true,
        entries: rowsToOne(variable.table, variable.states.length),
      },
    };
  });
  const diagram = InfluenceDiagram.of({
    header: { title: network.name, citations: [], notes: [], topics: [] },
    agents: [],
    nodes,
  });
  const cycle = findCycle(diagram.graph);
  if (cycle === undefined) return { ok: true, value: diagram, diagnostics: [] };
  const shown = [...cycle, cycle[0] as number].map((v) => diagram.node(v).name).join(" → ");
  return {
    ok: false,
    diagnostics: [
      { code: "cycle", severity: "error", message: `the arrows form a cycle: ${shown}` },
    ],
  };
}

class BifReader {
  readonly #tokens: BifTokens;
  readonly #diagnostics: Diagnostic[];
  readonly #names: string[] = [];
  readonly #ids = new Map<string, number>();
  readonly #states: string[][] = [];
  readonly #parents: (number[] | undefined)[] = [];
  readonly #tables: (Float64Array | undefined)[] = [];

  constructor(text: string, diagnostics: Diagnostic[]) {
    this.#tokens = new BifTokens(text);
    this.#diagnostics = diagnostics;
  }

  network(): BifNetwork {
    const tokens = this.#tokens;
    let name = "unknown";
    // Probabilities may come before the variables they are over, so they wait.
    const waiting: number[] = [];
    while (!tokens.atEnd) {
      const at = tokens.position;
      const keyword = tokens.word("network, variable or probability");
      if (keyword === "network") {
        name = tokens.word("the network's name");
        tokens.skipBlock();
      } else if (keyword === "variable") this.#variable();
      else if (keyword === "probability") {
        waiting.push(tokens.position);
        tokens.skipTo("{");
        tokens.skipBlock();
      } else throw tokens.fault(`"${keyword}" starts no block`, at);
    }
    const end = tokens.position;
    for (const position of waiting) {
      tokens.position = position;
      this.#probability();
    }
    tokens.position = end;
    const variables = this.#names.map((variable, id): BifVariable => {
      const table = this.#tables[id];
      if (table === undefined) throw tokens.fault(`no probability block for ${variable}`);
      return {
        name: variable,
        states: this.#states[id] as string[],
        parents: this.#parents[id] as number[],
        table,
      };
    });
    return { name, variables };
  }

  #variable(): void {
    const tokens = this.#tokens;
    const at = tokens.position;
    const name = tokens.word("a variable's name");
    if (this.#ids.has(name)) throw tokens.fault(`variable ${name} is declared twice`, at);
    const states: string[] = [];
    tokens.expect("{");
    while (!tokens.accept("}")) {
      if (tokens.word("type or property") !== "type") {
        tokens.skipTo(";");
        tokens.expect(";");
        continue;
      }
      const kind = tokens.word("discrete");
      if (kind !== "discrete") throw tokens.fault(`variable ${name} is ${kind}, not discrete`);
      tokens.expect("[");
      const size = tokens.number();
      tokens.expect("]");
      tokens.expect("{");
      while (!tokens.accept("}")) {
        states.push(tokens.word("a state"));
        tokens.accept(",");
      }
      tokens.accept(";");
      if (size !== states.length) {
        throw tokens.fault(`variable ${name} announces ${size} states and lists ${states.length}`);
      }
      if (new Set(states).size < states.length) {
        throw tokens.fault(`variable ${name} lists a state twice`);
      }
    }
    if (states.length === 0) throw tokens.fault(`variable ${name} has no states`, at);
    this.#ids.set(name, this.#names.length);
    this.#names.push(name);
    this.#states.push(states);
  }

  #probability(): void {
    const tokens = this.#tokens;
    tokens.expect("(");
    const at = tokens.position;
    const child = this.#known();
    if (this.#tables[child] !== undefined) {
      throw tokens.fault(`a second probability block for ${this.#names[child]}`, at);
    }
    const parents: number[] = [];
    if (tokens.accept("|")) {
      while (!tokens.accept(")")) {
        const here = tokens.position;
        const parent = this.#known();
        if (parent === child || parents.includes(parent)) {
          throw tokens.fault(`${this.#names[parent]} stands twice in one block`, here);
        }
        parents.push(parent);
        tokens.accept(",");
      }
    } else tokens.expect(")");
    const sizes = parents.map((parent) => this.#sizeOf(parent));
    const size = this.#sizeOf(child);
    const rows = sizes.reduce((product, n) => product * n, 1);
    if (rows * size > MOST_ENTRIES) {
      throw tokens.fault(
        `the table of ${this.#names[child]} would have ${rows * size} entries, more than ${MOST_ENTRIES}`,
        at,
      );
    }
    this.#parents[child] = parents;
    this.#tables[child] = this.#rows(child, parents, sizes, rows, size);
    this.#checkRows(child, size, at);
  }

  #rows(
    child: number,
    parents: readonly number[],
    sizes: readonly number[],
    rows: number,
    size: number,
  ): Float64Array {
    const tokens = this.#tokens;
    const table = new Float64Array(rows * size).fill(Number.NaN);
    let usual: number[] | undefined;
    tokens.expect("{");
    while (!tokens.accept("}")) {
      if (tokens.accept("(")) {
        let row = 0;
        for (const [i, parent] of parents.entries()) {
          if (i > 0) tokens.expect(",");
          row = row * (sizes[i] as number) + this.#state(parent);
        }
        tokens.expect(")");
        table.set(this.#numbers(size), row * size);
        continue;
      }
      const keyword = tokens.word("table, default or a row");
      if (keyword === "table") {
        const all = this.#numbers(rows * size);
        for (let i = 0; i < all.length; i++) {
          table[(i % rows) * size + Math.floor(i / rows)] = all[i] as number;
        }
      } else if (keyword === "default") usual = this.#numbers(size);
      else {
        tokens.skipTo(";");
        tokens.expect(";");
      }
    }
    for (let row = 0; row < rows; row++) {
      if (!Number.isNaN(table[row * size] as number)) continue;
      if (usual === undefined) {
        throw tokens.fault(`the table of ${this.#names[child]} lacks row ${row + 1} of ${rows}`);
      }
      table.set(usual, row * size);
    }
    return table;
  }

  #numbers(count: number): number[] {
    const tokens = this.#tokens;
    const result: number[] = [];
    while (!tokens.accept(";")) {
      const at = tokens.position;
      const x = tokens.number();
      if (!(x >= 0)) throw tokens.fault(`${x} is no probability`, at);
      result.push(x);
      tokens.accept(",");
    }
    if (result.length !== count) {
      throw tokens.fault(`${result.length} numbers where ${count} are needed`);
    }
    return result;
  }

  #checkRows(child: number, size: number, at: number): void {
    const table = this.#tables[child] as Float64Array;
    for (let row = 0; row < table.length; row += size) {
      let sum = 0;
      for (let i = 0; i < size; i++) sum += table[row + i] as number;
      if (Math.abs(sum - 1) <= ROW_TOLERANCE) continue;
      this.#diagnostics.push({
        code: "probabilities-do-not-sum",
        severity: "warning",
        message: `row ${row / size + 1} of ${this.#names[child]} sums to ${sum}`,
        range: this.#tokens.rangeAt(at),
      });
      return;
    }
  }

  #known(): number {
    const at = this.#tokens.position;
    const name = this.#tokens.word("a variable's name");
    const id = this.#ids.get(name);
    if (id !== undefined) return id;
    const near = nearestName(name, this.#names);
    throw this.#tokens.fault(
      `no variable ${name}${near === undefined ? "" : `; did you mean ${near}?`}`,
      at,
    );
  }

  #state(variable: number): number {
    const at = this.#tokens.position;
    const name = this.#tokens.word("a state");
    const states = this.#states[variable] as string[];
    const position = states.indexOf(name);
    if (position >= 0) return position;
    throw this.#tokens.fault(
      `${this.#names[variable]} has no state ${name}; it has ${states.join(", ")}`,
      at,
    );
  }

  #sizeOf(variable: number): number {
    return (this.#states[variable] as string[]).length;
  }
}

function rowsToOne(table: Float64Array, size: number): Float64Array {
  const result = table.slice();
  for (let row = 0; row < result.length; row += size) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += result[row + i] as number;
    if (sum === 1 || !(sum > 0)) continue;
    for (let i = 0; i < size; i++) result[row + i] = (result[row + i] as number) / sum;
  }
  return result;
}

function stateValues(states: readonly string[]): Value[] {
  if (states.every((state) => /^(0|[1-9]\d{0,14})$/.test(state))) return states.map(Number);
  if (states.every((state) => /^(true|false)$/i.test(state))) {
    return states.map((state) => state.toLowerCase() === "true");
  }
  return spellable(states);
}

/** Different texts as different identifiers, changed as little as possible. */
function spellable(texts: readonly string[]): string[] {
  const used = new Set<string>();
  return texts.map((text) => {
    let name = text.replace(/[^\p{L}\p{N}_]/gu, "_");
    if (!/^[\p{L}_]/u.test(name)) name = `_${name}`;
    const base = name;
    for (let i = 2; used.has(name); i++) name = `${base}_${i}`;
    used.add(name);
    return name;
  });
}
