/**
 * Hugin's .net: discrete chance nodes, decisions and utilities with tables. In `(A | B C)` the
 * node itself varies fastest and the first condition slowest. Decisions see exactly their
 * conditions, as in Hugin's LIMIDs.
 */
import type { Result } from "../base/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { Format } from "./format.ts";
import type { Notes, Place } from "./kit/fault.ts";
import type { ForeignNode, ForeignTable } from "./kit/foreignModel.ts";
import { finiteDomain } from "../model/index.ts";
import { imported } from "./format.ts";
import { ByName } from "./kit/byName.ts";
import { reading } from "./kit/fault.ts";
import { foreignDiagram } from "./kit/foreignModel.ts";
import { Tokens, withoutLeadingComments } from "./kit/tokens.ts";
import { writeNet } from "./write/net.ts";

export const net: Format = {
  id: "net",
  title: "Hugin file",
  endings: [".net", ".hugin"],
  recognise: (text) => {
    const start = withoutLeadingComments(text);
    if (/^(?:net|class\s+\w+)\s*\{/u.test(start)) return true;
    const node = /^(?:(?:discrete|continuous)\s+)?(?:node|decision|utility)\s+\w+\s*\{/u;
    return node.test(start) && /\bpotential\s*\(/u.test(text);
  },
  read: (file) => imported(readNet(file.text)),
  write: writeNet,
  losses: {
    reading: [
      "Positions, fonts, experience tables and other attributes are skipped.",
      "Continuous and function nodes, classes with instances, and tables given as expressions (`model_data`) are refused.",
    ],
    writing: [
      "Claims, parameters (their numbers stay), citations, notes and the agent’s name are lost.",
      "Names consist of letters, digits and `_`: others are changed, and the originals kept as labels.",
      "Models of several agents are refused.",
      "Models with open mechanisms, or with utilities that have children, are refused.",
    ],
  },
};

const LEXICON = {
  comments: ["%"],
  marks: ["{", "}", "(", ")", "|", "=", ";", ","],
  quotes: "escapes",
} as const;

interface Attributes {
  readonly words: ReadonlyMap<string, readonly string[]>;
  readonly at: ReadonlyMap<string, number>;
}

interface Potential {
  readonly parents: readonly number[];
  readonly table?: ForeignTable;
}

function readNet(text: string): Result<InfluenceDiagram> {
  return reading((notes) => new NetReader(text, notes).read());
}

const KINDS: ReadonlyMap<string, ForeignNode["kind"]> = new Map([
  ["node", "chance"],
  ["decision", "decision"],
  ["utility", "utility"],
]);

class NetReader {
  readonly #tokens: Tokens;
  readonly #notes: Notes;
  readonly #names = new ByName();
  readonly #kinds: ForeignNode["kind"][] = [];
  readonly #attributes: Attributes[] = [];
  readonly #places: Place[] = [];
  readonly #potentials = new Map<number, Potential>();

  constructor(text: string, notes: Notes) {
    this.#tokens = new Tokens(text, LEXICON);
    this.#notes = notes;
  }

  read(): InfluenceDiagram {
    const tokens = this.#tokens;
    let title: string | undefined;
    const inClass = tokens.peek() === "class";
    if (inClass) {
      tokens.position++;
      title = tokens.word("the class's name");
      tokens.expect("{");
    }
    const waiting: number[] = [];
    while (!tokens.atEnd && !(inClass && tokens.accept("}"))) {
      if (inClass && tokens.isMark("=", 1)) {
        this.#attribute();
        continue;
      }
      const at = tokens.position;
      const keyword = tokens.word("net, node, decision, utility or potential");
      if (keyword === "net") title = this.#block().words.get("name")?.[0] ?? title;
      else if (keyword === "potential") {
        waiting.push(tokens.position);
        tokens.skipTo("{");
        tokens.skipBlock();
      } else this.#node(keyword, at);
    }
    for (const position of waiting) {
      tokens.position = position;
      this.#potential();
    }
    if (this.#names.names.length === 0) tokens.fault("the file has no nodes");
    const nodes = this.#names.names.map((name, v) => this.#foreign(name, v));
    return foreignDiagram({ ...(title === undefined ? {} : { title }), nodes }, this.#notes);
  }

  #node(keyword: string, at: number): void {
    const tokens = this.#tokens;
    let kind = keyword;
    if (keyword === "discrete" || keyword === "continuous") {
      kind = tokens.word("node, decision or utility");
      if (keyword === "continuous") tokens.fault("continuous nodes are not read", at);
    }
    const known = KINDS.get(kind);
    if (known === undefined) {
      return tokens.fault(
        `"${kind}" starts no block that is read`,
        at,
        "node, decision, utility and potential are",
      );
    }
    const place = tokens.placeAt();
    this.#names.add(tokens.word("a node's name"), place);
    this.#kinds.push(known);
    this.#places.push(place);
    this.#attributes.push(this.#block());
  }

  /** `{ name = words; … }`. */
  #block(): Attributes {
    const tokens = this.#tokens;
    const words = new Map<string, readonly string[]>();
    const at = new Map<string, number>();
    tokens.expect("{");
    while (!tokens.accept("}")) {
      const here = tokens.position;
      const { key, values } = this.#attribute();
      words.set(key, values);
      at.set(key, here);
    }
    return { words, at };
  }

  #attribute(): { readonly key: string; readonly values: readonly string[] } {
    const tokens = this.#tokens;
    const key = tokens.word("an attribute's name");
    tokens.expect("=");
    const values: string[] = [];
    while (!tokens.accept(";")) {
      if (tokens.atEnd || tokens.isMark("}")) tokens.expected('";"');
      if (tokens.kind() !== "mark") values.push(tokens.peek() as string);
      tokens.position++;
    }
    return { key, values };
  }

  #potential(): void {
    const tokens = this.#tokens;
    tokens.expect("(");
    const at = tokens.position;
    const child = this.#known("what a potential is for");
    if (!tokens.isMark("|") && !tokens.isMark(")")) {
      tokens.fault(
        "a potential of several nodes is not read: one node, then | and its parents",
        at,
      );
    }
    const parents: number[] = [];
    if (tokens.accept("|")) {
      while (!tokens.isMark(")")) {
        parents.push(this.#known(`a parent of ${this.#names.names[child]}`));
        tokens.accept(",");
      }
    }
    tokens.expect(")");
    if (this.#potentials.has(child)) {
      tokens.fault(`a second potential for ${this.#names.names[child]}`, at);
    }
    this.#potentials.set(child, { parents, ...this.#data(child) });
  }

  #data(child: number): { readonly table?: ForeignTable } {
    const tokens = this.#tokens;
    let table: ForeignTable | undefined;
    tokens.expect("{");
    while (!tokens.accept("}")) {
      const at = tokens.position;
      const key = tokens.word("data");
      tokens.expect("=");
      if (key === "model_data" || key === "model_nodes") {
        tokens.fault(`${this.#names.names[child]} is given by an expression; tables are read`, at);
      }
      if (key !== "data") {
        tokens.skipTo(";");
        tokens.expect(";");
        continue;
      }
      const entries: number[] = [];
      const places: number[] = [];
      while (!tokens.accept(";")) {
        if (tokens.accept("(") || tokens.accept(")") || tokens.accept(",")) continue;
        places.push(tokens.position);
        entries.push(tokens.number("an entry of the table"));
      }
      table = {
        entries: Float64Array.from(entries),
        place: (entry) => tokens.placeAt(places[entry] ?? at),
      };
    }
    return table === undefined ? {} : { table };
  }

  #foreign(name: string, v: number): ForeignNode {
    const kind = this.#kinds[v] ?? "chance";
    const { words } = this.#attributes[v] as Attributes;
    const place = this.#places[v] ?? {};
    const potential = this.#potentials.get(v);
    const label = words.get("label")?.[0];
    const states = words.get("states") ?? [];
    const numeric = (words.get("state_values") ?? []).map(Number);
    const isNumber = words.get("subtype")?.[0] === "number" && numeric.length === states.length;
    if (kind === "chance" && potential?.table === undefined) {
      this.#notes.warn("no-table", `${name} has no table: its probabilities stay open`, place);
    }
    return {
      kind,
      name,
      ...(label === undefined || label === "" ? {} : { label }),
      ...(kind === "utility" ? {} : isNumber ? { domain: finiteDomain(numeric) } : { states }),
      parents: potential?.parents ?? [],
      ...(potential?.table === undefined || kind === "decision" ? {} : { table: potential.table }),
      place,
    };
  }

  #known(where: string): number {
    const place = this.#tokens.placeAt();
    return this.#names.find(this.#tokens.word("a node's name"), where, place);
  }
}
