/**
 * Netica's .dne: nature, decision and utility nodes with tables (`probs`, or `functable` of what is
 * certain). Tables list the first parent slowest. Names are Netica's ids; titles become labels, the
 * titles of values their spelling. Netica's agents forget nothing.
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
import { withRecall } from "./kit/recall.ts";
import { numberFrom, Tokens } from "./kit/tokens.ts";
import { writeDne } from "./write/dne.ts";

export const dne: Format = {
  id: "dne",
  title: "Netica file",
  endings: [".dne"],
  recognise: (text) =>
    /->\[DNET-\d\]->/u.test(text.slice(0, 2_000)) || /^\s*bnet\s+\w+\s*\{/u.test(text),
  read: (file) => imported(readDne(file.text)),
  write: writeDne,
  losses: {
    reading: [
      "Positions, comments, cases and other attributes are skipped.",
      "Arrows implied by no-forgetting are written out and listed in the output.",
      "Equations, continuous nodes and Netica's packed .neta files are refused.",
    ],
    writing: [
      "Names become ids of at most 30 letters, digits and `_`; the originals are kept as titles.",
      "Claims, parameters, citations and the agent's name are lost.",
      "Netica's agents remember everything; where that makes a difference, the output says what they will know.",
    ],
  },
};

const LEXICON = {
  comments: ["//", "/*"],
  marks: ["{", "}", "(", ")", "=", ",", ";"],
  quotes: "escapes",
} as const;

interface Field {
  readonly words: readonly string[];
  /** Token of each word. */
  readonly at: readonly number[];
}

interface Block {
  readonly name: string;
  readonly fields: ReadonlyMap<string, Field>;
  readonly place: Place;
}

const KINDS: ReadonlyMap<string, ForeignNode["kind"]> = new Map([
  ["NATURE", "chance"],
  ["DECISION", "decision"],
  ["UTILITY", "utility"],
]);

function readDne(text: string): Result<InfluenceDiagram> {
  return reading((notes) => new DneReader(text, notes).read());
}

class DneReader {
  readonly #tokens: Tokens;
  readonly #notes: Notes;
  readonly #names = new ByName();
  readonly #blocks: Block[] = [];

  constructor(text: string, notes: Notes) {
    this.#tokens = new Tokens(text, LEXICON);
    this.#notes = notes;
  }

  read(): InfluenceDiagram {
    const tokens = this.#tokens;
    if (tokens.word("bnet") !== "bnet") tokens.fault('the file does not begin with "bnet"', 0);
    tokens.word("the network's name");
    let title: string | undefined;
    tokens.expect("{");
    while (!tokens.accept("}")) {
      if (tokens.accept(";")) continue;
      if (tokens.peek() === "node" && !tokens.isMark("=", 1)) this.#node();
      else if (tokens.isMark("{", 1) || tokens.isMark("{", 2)) {
        while (!tokens.isMark("{")) tokens.position++;
        tokens.skipBlock();
      } else {
        const { key, field } = this.#field();
        if (key === "title") title = field.words[0];
      }
    }
    if (this.#blocks.length === 0) tokens.fault("the network has no nodes");
    const nodes = this.#blocks.map((block) => this.#foreign(block));
    return foreignDiagram(
      {
        ...(title === undefined ? {} : { title }),
        nodes: withRecall(nodes, "Netica", this.#notes),
      },
      this.#notes,
    );
  }

  #node(): void {
    const tokens = this.#tokens;
    tokens.position++;
    const place = tokens.placeAt();
    const name = tokens.word("a node's name");
    this.#names.add(name, place);
    const fields = new Map<string, Field>();
    tokens.expect("{");
    while (!tokens.accept("}")) {
      if (tokens.accept(";")) continue;
      if (tokens.isMark("{", 1) || tokens.isMark("{", 2)) {
        while (!tokens.isMark("{")) tokens.position++;
        tokens.skipBlock();
        continue;
      }
      const { key, field } = this.#field();
      fields.set(key, field);
    }
    this.#blocks.push({ name, fields, place });
  }

  /** `key = words;`, whatever parentheses are around the words. */
  #field(): { readonly key: string; readonly field: Field } {
    const tokens = this.#tokens;
    const key = tokens.word("an attribute's name");
    tokens.expect("=");
    const words: string[] = [];
    const at: number[] = [];
    while (!tokens.accept(";")) {
      if (tokens.atEnd || tokens.isMark("}") || tokens.isMark("{")) tokens.expected('";"');
      if (tokens.kind() !== "mark") {
        words.push(tokens.peek() as string);
        at.push(tokens.position);
      }
      tokens.position++;
    }
    return { key, field: { words, at } };
  }

  #foreign({ name, fields, place }: Block): ForeignNode {
    const tokens = this.#tokens;
    const said = fields.get("kind");
    const kind = KINDS.get(said?.words[0] ?? "NATURE");
    if (kind === undefined) {
      return tokens.fault(
        `${name} is of the kind ${said?.words[0]}; NATURE, DECISION and UTILITY are read`,
        said?.at[0] ?? 0,
      );
    }
    const states = fields.get("states")?.words ?? [];
    const titles = fields.get("statetitles")?.words ?? [];
    const levels = (fields.get("levels")?.words ?? []).map(Number);
    if (kind !== "utility" && states.length === 0) {
      const count = Number(fields.get("numstates")?.words[0]);
      if (!Number.isInteger(count) || count < 1) {
        tokens.fault(
          `${name} has no list of states; continuous nodes are not read`,
          said?.at[0] ?? 0,
        );
      }
    }
    const own = titles.length === states.length && states.length > 0 ? titles : states;
    const label = fields.get("title")?.words[0];
    const parents = (fields.get("parents")?.words ?? []).map((parent) =>
      this.#names.find(parent, `a parent of ${name}`, place),
    );
    const table = kind === "decision" ? undefined : this.#table(kind, name, states, fields);
    if (kind === "chance" && table === undefined) {
      this.#notes.warn("no-table", `${name} has no table: its probabilities stay open`, place);
    }
    const numbered = levels.length === states.length && levels.every(Number.isFinite);
    return {
      kind,
      name,
      ...(label === undefined || label === "" ? {} : { label }),
      ...(kind === "utility"
        ? {}
        : numbered && levels.length > 0
          ? { domain: finiteDomain(levels) }
          : { states: own.length > 0 ? own : Number(fields.get("numstates")?.words[0]) }),
      parents,
      ...(table === undefined ? {} : { table }),
      place,
    };
  }

  #table(
    kind: ForeignNode["kind"],
    name: string,
    states: readonly string[],
    fields: Block["fields"],
  ): ForeignTable | undefined {
    const tokens = this.#tokens;
    const equation = fields.get("equation");
    const probs = fields.get("probs");
    const functable = fields.get("functable");
    if (probs === undefined && functable === undefined) {
      if (equation === undefined) return undefined;
      return tokens.fault(`${name} is given by an equation; tables are read`, equation.at[0] ?? 0);
    }
    const field = (probs ?? functable) as Field;
    const place = (entry: number): Place => tokens.placeAt(field.at[entry] ?? field.at[0] ?? 0);
    if (probs === undefined && kind === "chance") {
      // What is certain: one value for each row, by name or by number (`#2`).
      const entries = new Float64Array(field.words.length * states.length);
      for (const [row, word] of field.words.entries()) {
        const at = word.startsWith("#") ? Number(word.slice(1)) : states.indexOf(word);
        if (!(at >= 0 && at < states.length))
          tokens.fault(`${name} has no state ${word}`, field.at[row]);
        entries[row * states.length + at] = 1;
      }
      return { entries, place: (entry) => place(Math.floor(entry / states.length)) };
    }
    const entries = Float64Array.from(field.words, (word, i) => {
      const value = numberFrom(word);
      if (value !== undefined) return value;
      return tokens.fault(`an entry of the table of ${name} is ${word}, not a number`, field.at[i]);
    });
    return { entries, place };
  }
}
