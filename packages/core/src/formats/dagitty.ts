/**
 * DAGitty's text: `dag { x [exposure] "smoking status" -> tar -> lung  a <-> b }`. A structure:
 * all variables are chance nodes without values. A double arrow is what DAGitty says it is, a
 * common cause that is not observed, and becomes a node of its own.
 */
import type { Result } from "../base/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { Format } from "./format.ts";
import type { Notes } from "./kit/fault.ts";
import type { ForeignNode } from "./kit/foreignModel.ts";
import { imported } from "./format.ts";
import { reading } from "./kit/fault.ts";
import { foreignDiagram } from "./kit/foreignModel.ts";
import { Tokens } from "./kit/tokens.ts";
import { writeDagitty } from "./write/dagitty.ts";

export const dagitty: Format = {
  id: "dagitty",
  title: "DAGitty file",
  endings: [".dagitty"],
  recognise: (text) =>
    /^\s*(?:dag|mag|pag|pdag)\b\s*(?:"[^"]*"|[\w.]+)?\s*\{/u.test(text.slice(0, 2_000)),
  read: (file) => imported(readDagitty(file.text)),
  write: writeDagitty,
  losses: {
    reading: [
      "Exposure, outcome, adjusted and latent have no counterpart and become notes.",
      "Positions and coefficients are skipped.",
      "Undirected and circle edges (`--`, `@-@`) are refused.",
    ],
    writing: [
      "Values, numbers and owners are lost; variables and arrows stay.",
      "Decisions and utilities become plain variables and are listed in the output.",
      "Claims, parameters, citations and notes are lost.",
    ],
  },
};

const ARROWS = ["->", "<-", "<->", "--", "@->", "<-@", "@-@", "@--", "--@"];
const LEXICON = {
  comments: ["//", "/*"],
  marks: [
    "@->",
    "<-@",
    "@-@",
    "@--",
    "--@",
    "<->",
    "->",
    "<-",
    "--",
    "{",
    "}",
    "[",
    "]",
    "=",
    ",",
    ";",
  ],
  quotes: "escapes",
} as const;

function readDagitty(text: string): Result<InfluenceDiagram> {
  return reading((notes) => new DagittyReader(text, notes).read());
}

class DagittyReader {
  readonly #tokens: Tokens;
  readonly #notes: Notes;
  readonly #ids = new Map<string, number>();
  readonly #nodes: { name: string; parents: number[]; at: number }[] = [];
  readonly #roles = new Map<string, string[]>();

  constructor(text: string, notes: Notes) {
    this.#tokens = new Tokens(text, LEXICON);
    this.#notes = notes;
  }

  read(): InfluenceDiagram {
    const tokens = this.#tokens;
    const type = tokens.word("dag");
    if (type !== "dag") {
      tokens.fault(`a ${type} stands for many graphs; only a dag is read`, tokens.position - 1);
    }
    const title = tokens.isMark("{") ? undefined : tokens.word("the graph's name");
    this.#block();
    if (!tokens.atEnd) tokens.fault("more text follows after the graph");
    if (this.#nodes.length === 0) tokens.fault("the graph has no variables");
    const roles = [...this.#roles].map(([role, names]) => `${role}: ${names.join(", ")}`);
    if (roles.length > 0) {
      this.#notes.warn(
        "roles-are-notes",
        `kept as notes, for they mean nothing to Cidery: ${roles.join("; ")}`,
      );
    }
    const nodes = this.#nodes.map(
      ({ name, parents, at }): ForeignNode => ({
        kind: "chance",
        name,
        parents,
        place: tokens.placeAt(at),
      }),
    );
    return foreignDiagram(
      { ...(title === undefined ? {} : { title }), nodes, notes: roles },
      this.#notes,
    );
  }

  #block(): void {
    const tokens = this.#tokens;
    tokens.expect("{");
    while (!tokens.accept("}")) {
      if (tokens.accept(";") || tokens.accept(",")) continue;
      if (tokens.isMark("=", 1)) {
        tokens.position += 2;
        tokens.word("a value");
      } else this.#statement();
    }
  }

  /** A variable with what is said of it, or a chain of arrows. */
  #statement(): void {
    const tokens = this.#tokens;
    let left = this.#ends();
    this.#roleOf(left);
    let arrow = ARROWS.find((one) => tokens.isMark(one));
    while (arrow !== undefined) {
      const at = tokens.position++;
      const right = this.#ends();
      for (const a of left) for (const b of right) this.#edge(a, arrow, b, at);
      left = right;
      // What follows a chain is said of its arrows.
      this.#options();
      arrow = ARROWS.find((one) => tokens.isMark(one));
    }
  }

  #roleOf([only, ...more]: readonly number[]): void {
    for (const { key, value } of this.#options()) {
      if (more.length > 0 || only === undefined || value !== undefined) continue;
      const names = this.#roles.get(key) ?? [];
      names.push(this.#nodes[only]?.name ?? "");
      this.#roles.set(key, names);
    }
  }

  /** One variable, or several in braces. */
  #ends(): number[] {
    const tokens = this.#tokens;
    if (!tokens.accept("{")) return [this.#variable()];
    return tokens.until("}", "variables", () => {
      tokens.accept(",");
      return this.#variable();
    });
  }

  #variable(): number {
    const at = this.#tokens.position;
    return this.#named(this.#tokens.word("a variable's name"), at);
  }

  #named(name: string, at: number): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    this.#ids.set(name, this.#nodes.length);
    this.#nodes.push({ name, parents: [], at });
    return this.#nodes.length - 1;
  }

  #options(): { readonly key: string; readonly value?: string }[] {
    const tokens = this.#tokens;
    if (!tokens.accept("[")) return [];
    return tokens.until("]", "options", () => {
      const key = tokens.word("an option");
      const option = tokens.accept("=") ? { key, value: tokens.word("a value") } : { key };
      while (tokens.accept(",") || tokens.accept(";"));
      return option;
    });
  }

  #edge(a: number, arrow: string, b: number, at: number): void {
    const tokens = this.#tokens;
    if (arrow === "->") this.#arrow(a, b);
    else if (arrow === "<-") this.#arrow(b, a);
    else if (arrow === "<->") {
      const names = [a, b].map((v) => this.#nodes[v]?.name);
      const cause = this.#named(`common cause of ${names.join(" and ")}`, at);
      this.#arrow(cause, a);
      this.#arrow(cause, b);
      this.#notes.warn(
        "common-cause",
        `${names.join(" <-> ")} is read as a common cause that is not observed, a node of its own`,
        tokens.placeAt(at),
      );
    } else tokens.fault(`the edge ${arrow} has no direction; only arrows are read`, at);
  }

  #arrow(from: number, to: number): void {
    const parents = this.#nodes[to]?.parents;
    if (parents?.includes(from) === false) parents.push(from);
  }
}
