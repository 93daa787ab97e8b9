/**
 * Bayesian networks in BIF, the "Bayesian interchange format" (Cozman 1998) and its dialects:
 * JavaBayes (no bar between child and parents, quoted names, properties in quotes), bnlearn and
 * pgmpy (one row per combination of parents), aGrUM (comments glued to words). Keywords in any
 * case. Read: `network`, `variable … type discrete`, `probability` with `table`, `default` and
 * rows; `property` lines are skipped.
 *
 * A `table` of a variable with parents lists, as Cozman's examples do, the child SLOWEST; in the
 * network that is read the child is fastest and the FIRST parent slowest.
 */
import type { Result } from "../base/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { Network } from "../probability/index.ts";
import type { Format } from "./format.ts";
import type { ForeignModel, ForeignNode } from "./kit/foreignModel.ts";
import { nearestName } from "../base/index.ts";
import { makeFactor } from "../probability/index.ts";
import { imported } from "./format.ts";
import { reading } from "./kit/fault.ts";
import { foreignDiagram } from "./kit/foreignModel.ts";
import { tableSize } from "./kit/tables.ts";
import { Tokens, withoutLeadingComments } from "./kit/tokens.ts";
import { writeBif } from "./write/bif.ts";

export const bif: Format = {
  id: "bif",
  title: "BIF file",
  endings: [".bif"],
  recognise: (text) =>
    /^(?:network\b[^{};]*\{|variable\s+("[^"]*"|[^\s"{]+)\s*\{[^}]*\btype\s+discrete\b|probability\s*\()/iu.test(
      withoutLeadingComments(text),
    ),
  read: (file) => imported(readBifDiagram(file.text)),
  write: writeBif,
  losses: {
    reading: [
      "`property` lines (positions, comments) are skipped.",
      "Continuous variables are refused.",
    ],
    writing: [
      "Claims, parameters (their numbers stay), citations, notes and labels are lost.",
      "Decisions and utilities are refused.",
      "Models with open mechanisms, or with utilities that have children, are refused.",
    ],
  },
};

/**
 * A variable of a BIF file: states, parents by number, and its table, the first parent slowest.
 */
export interface BifVariable {
  readonly name: string;
  readonly states: readonly string[];
  /** Positions of the parents in the network's list. */
  readonly parents: readonly number[];
  /** Rows over the parents, first parent slowest; the variable's own states fastest. */
  readonly table: Float64Array;
}

/** A Bayesian network as a BIF file states it. */
export interface BifNetwork {
  readonly name: string;
  readonly variables: readonly BifVariable[];
}

/** The tables as the file has them; what is wrong with them is in the diagnostics. */
export function readBif(text: string): Result<BifNetwork> {
  return reading((notes) => {
    const model = new BifReader(text).network();
    foreignDiagram(model, notes);
    return {
      name: model.title ?? "unknown",
      variables: model.nodes.map(({ name, states, parents, table }) => ({
        name,
        states: states as readonly string[],
        parents,
        table: table?.entries ?? new Float64Array(),
      })),
    };
  });
}

/** A diagram of chance nodes; rows that do not sum to one are scaled, and the answer says so. */
export function readBifDiagram(text: string): Result<InfluenceDiagram> {
  return reading((notes) => foreignDiagram(new BifReader(text).network(), notes));
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

const LEXICON = {
  comments: ["//", "/*"],
  marks: ["{", "}", "(", ")", "[", "]", ",", ";", "|"],
  quotes: "plain",
} as const;

interface Rows {
  readonly parents: readonly number[];
  readonly entries: Float64Array;
  /** Token of each entry. */
  readonly tokens: Int32Array;
}

interface Numbers {
  readonly values: readonly number[];
  /** Their tokens. */
  readonly at: readonly number[];
}

class BifReader {
  readonly #tokens: Tokens;
  readonly #names: string[] = [];
  readonly #at: number[] = [];
  readonly #ids = new Map<string, number>();
  readonly #states: string[][] = [];
  readonly #tables: (Rows | undefined)[] = [];

  constructor(text: string) {
    this.#tokens = new Tokens(text, LEXICON);
  }

  network(): ForeignModel {
    const tokens = this.#tokens;
    let title: string | undefined;
    // Probabilities may come before the variables they are over, so they wait.
    const waiting: number[] = [];
    while (!tokens.atEnd) {
      const at = tokens.position;
      const keyword = tokens.word("network, variable or probability");
      switch (keyword.toLowerCase()) {
        case "network":
          if (!tokens.isMark("{")) title = tokens.word("the network's name");
          if (!tokens.accept(";")) tokens.skipBlock();
          break;
        case "variable":
          this.#variable();
          break;
        case "probability":
          waiting.push(tokens.position);
          tokens.skipTo("{");
          tokens.skipBlock();
          break;
        default: {
          const near = nearestName(keyword.toLowerCase(), ["network", "variable", "probability"]);
          tokens.fault(
            `"${keyword}" starts no block`,
            at,
            near === undefined
              ? "a BIF file has network, variable and probability blocks"
              : `did you mean ${near}?`,
          );
        }
      }
    }
    for (const position of waiting) {
      tokens.position = position;
      this.#probability();
    }
    const nodes = this.#names.map((name, id): ForeignNode => {
      const rows = this.#tables[id];
      const place = tokens.placeAt(this.#at[id]);
      if (rows === undefined) tokens.fault(`no probability block for ${name}`, this.#at[id]);
      const { parents, entries, tokens: places } = rows as Rows;
      return {
        kind: "chance",
        name,
        states: this.#states[id] as string[],
        parents,
        table: { entries, place: (entry) => tokens.placeAt(places[entry]) },
        place,
      };
    });
    if (nodes.length === 0) tokens.fault("the file has no variables");
    return { ...(title === undefined ? {} : { title }), nodes };
  }

  #variable(): void {
    const tokens = this.#tokens;
    const at = tokens.position;
    const name = tokens.word("a variable's name");
    if (this.#ids.has(name)) tokens.fault(`variable ${name} is declared twice`, at);
    const states: string[] = [];
    tokens.expect("{");
    while (!tokens.accept("}")) {
      if (tokens.word("type or property").toLowerCase() !== "type") {
        tokens.skipTo(";");
        tokens.expect(";");
        continue;
      }
      const kind = tokens.word("discrete");
      if (kind.toLowerCase() !== "discrete") {
        tokens.fault(`variable ${name} is ${kind}, not discrete`, tokens.position - 1);
      }
      tokens.expect("[");
      const size = tokens.count(`the number of states of ${name}`, 2 ** 20);
      tokens.expect("]");
      tokens.expect("{");
      while (!tokens.accept("}")) {
        states.push(tokens.word("a state"));
        tokens.accept(",");
      }
      tokens.accept(";");
      if (size !== states.length) {
        tokens.fault(`variable ${name} announces ${size} states and lists ${states.length}`, at);
      }
      if (new Set(states).size < states.length) {
        tokens.fault(`variable ${name} lists a state twice`, at);
      }
    }
    tokens.accept(";");
    if (states.length === 0) tokens.fault(`variable ${name} has no states`, at);
    this.#ids.set(name, this.#names.length);
    this.#names.push(name);
    this.#at.push(at);
    this.#states.push(states);
  }

  #probability(): void {
    const tokens = this.#tokens;
    tokens.expect("(");
    const at = tokens.position;
    const child = this.#known();
    if (this.#tables[child] !== undefined) {
      tokens.fault(`a second probability block for ${this.#names[child]}`, at);
    }
    const parents: number[] = [];
    // The old interchange format has no bar: the first name is the child.
    if (!tokens.accept("|")) tokens.accept(",");
    while (!tokens.accept(")")) {
      const here = tokens.position;
      const parent = this.#known();
      if (parent === child || parents.includes(parent)) {
        tokens.fault(`${this.#names[parent]} stands twice in one block`, here);
      }
      parents.push(parent);
      tokens.accept(",");
    }
    this.#tables[child] = this.#rows(child, parents, at);
  }

  #rows(child: number, parents: readonly number[], at: number): Rows {
    const tokens = this.#tokens;
    const name = this.#names[child];
    const size = this.#sizeOf(child);
    const sizes = parents.map((parent) => this.#sizeOf(parent));
    const length = tableSize(sizes, size, `the table of ${name}`, tokens.placeAt(at));
    const rows = length / size;
    const entries = new Float64Array(length);
    const places = new Int32Array(length).fill(-1);
    let usual: Numbers | undefined;
    const setRow = (row: number, { values, at: where }: Numbers): void => {
      entries.set(values, row * size);
      places.set(where, row * size);
    };
    tokens.expect("{");
    while (!tokens.accept("}")) {
      const here = tokens.position;
      if (tokens.accept("(")) {
        const row = this.#rowOf(parents, sizes);
        if ((places[row * size] as number) >= 0) {
          tokens.fault(`this row of the table of ${name} was given before`, here);
        }
        setRow(row, this.#numbers(size));
        continue;
      }
      const keyword = tokens.word("table, default or a row").toLowerCase();
      if (keyword === "table" || keyword === "data") {
        if (places.some((place) => place >= 0)) {
          tokens.fault(`the table of ${name} was given before`, here);
        }
        const { values, at: where } = this.#numbers(length);
        for (const [i, x] of values.entries()) {
          const to = (i % rows) * size + Math.floor(i / rows);
          entries[to] = x;
          places[to] = where[i] as number;
        }
      } else if (keyword === "default") {
        if (usual !== undefined) tokens.fault(`a second default for ${name}`, here);
        usual = this.#numbers(size);
      } else {
        tokens.skipTo(";");
        tokens.expect(";");
      }
    }
    for (let row = 0; row < rows; row++) {
      if ((places[row * size] as number) >= 0) continue;
      if (usual === undefined)
        tokens.fault(`the table of ${name} lacks row ${row + 1} of ${rows}`, at);
      else setRow(row, usual);
    }
    return { parents, entries, tokens: places };
  }

  #rowOf(parents: readonly number[], sizes: readonly number[]): number {
    const tokens = this.#tokens;
    let row = 0;
    for (const [i, parent] of parents.entries()) {
      if (i > 0) tokens.accept(",");
      row = row * (sizes[i] as number) + this.#state(parent);
    }
    tokens.expect(")");
    return row;
  }

  /** Numbers up to the semicolon. */
  #numbers(count: number): Numbers {
    const tokens = this.#tokens;
    const from = tokens.position;
    const values: number[] = [];
    const at: number[] = [];
    while (!tokens.accept(";")) {
      at.push(tokens.position);
      values.push(tokens.number());
      tokens.accept(",");
    }
    if (values.length !== count) {
      tokens.fault(`${values.length} numbers where ${count} are needed`, from);
    }
    return { values, at };
  }

  #known(): number {
    const at = this.#tokens.position;
    const name = this.#tokens.word("a variable's name");
    const id = this.#ids.get(name);
    if (id !== undefined) return id;
    const near = nearestName(name, this.#names);
    return this.#tokens.fault(
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
    return this.#tokens.fault(
      `${this.#names[variable]} has no state ${name}; it has ${states.join(", ")}`,
      at,
    );
  }

  #sizeOf(variable: number): number {
    return (this.#states[variable] as string[]).length;
  }
}
