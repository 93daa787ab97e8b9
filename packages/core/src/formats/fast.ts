/**
 * pyAgrum's fast syntax: `*Invest{invest|keep}->$Gain<-Success{yes|no}; …`. `*` marks decisions,
 * `$` utilities; values are `[4]`, `[1,4]`, `[1.5,2,7]` (intervals), `{a|b}`, `{1|2.5}`. It holds
 * the structure and the values only: pyAgrum draws the tables at random, Cidery leaves them open.
 */
import type { Result } from "../base/index.ts";
import type { FiniteDomain, InfluenceDiagram } from "../model/index.ts";
import type { Format } from "./format.ts";
import type { ForeignNode } from "./kit/foreignModel.ts";
import { finiteDomain } from "../model/index.ts";
import { imported } from "./format.ts";
import { reading } from "./kit/fault.ts";
import { foreignDiagram } from "./kit/foreignModel.ts";
import { stateDomain } from "./kit/stateValues.ts";
import { numberFrom, Tokens } from "./kit/tokens.ts";
import { writeFast } from "./write/fast.ts";

export const fast: Format = {
  id: "fast",
  title: "pyAgrum fast syntax",
  endings: [".fast"],
  recognise: (text) => {
    const start = text.slice(0, 4_000);
    return /^\s*[*$]?\p{L}[\p{L}\p{N}_]*\s*(?:\{[^{}]*\}|\[[^[\]]*\])?\s*(?:(?:->|<-)\s*[*$]?\p{L}|;)/u.test(
      start,
    );
  },
  read: (file) => imported(readFast(file.text)),
  write: writeFast,
  losses: {
    reading: ["The format has no tables: probabilities and utilities stay open."],
    writing: [
      "Numbers are lost; values and arrows stay.",
      "Names other than letters, digits and `_` are changed.",
      "Claims, parameters, citations and notes are lost.",
      "Models of several agents are refused.",
    ],
  },
};

const LEXICON = {
  marks: ["->", "<-", "{", "}", "[", "]", "|", ",", ";", "*", "$"],
  quotes: "plain",
} as const;

interface FastNode {
  readonly name: string;
  readonly kind: ForeignNode["kind"];
  domain: FiniteDomain | undefined;
  readonly parents: number[];
  readonly at: number;
}

function readFast(text: string): Result<InfluenceDiagram> {
  return reading((notes) => {
    const nodes = new FastReader(new Tokens(text, LEXICON)).read();
    return foreignDiagram({ nodes }, notes);
  });
}

class FastReader {
  readonly #tokens: Tokens;
  readonly #ids = new Map<string, number>();
  readonly #nodes: FastNode[] = [];

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  read(): ForeignNode[] {
    const tokens = this.#tokens;
    while (!tokens.atEnd) {
      if (tokens.accept(";")) continue;
      let left = this.#node();
      while (tokens.isMark("->") || tokens.isMark("<-")) {
        const forward = tokens.isMark("->");
        tokens.position++;
        const right = this.#node();
        const parents = this.#nodes[forward ? right : left]?.parents;
        const parent = forward ? left : right;
        if (parents?.includes(parent) === false) parents.push(parent);
        left = right;
      }
      if (!tokens.atEnd && !tokens.isMark(";")) tokens.expected('an arrow or ";"');
    }
    if (this.#nodes.length === 0) tokens.fault("there are no variables");
    return this.#nodes.map(({ name, kind, domain, parents, at }): ForeignNode => {
      const own = domain ?? finiteDomain([0, 1]);
      return {
        kind,
        name,
        ...(kind === "utility" ? {} : { domain: own }),
        parents,
        place: tokens.placeAt(at),
      };
    });
  }

  #node(): number {
    const tokens = this.#tokens;
    const at = tokens.position;
    const kind = tokens.accept("*") ? "decision" : tokens.accept("$") ? "utility" : "chance";
    const name = tokens.word("a variable's name");
    const domain = this.#domain(name);
    let id = this.#ids.get(name);
    if (id === undefined) {
      id = this.#nodes.length;
      this.#ids.set(name, id);
      this.#nodes.push({ name, kind, domain, parents: [], at });
      return id;
    }
    const known = this.#nodes[id] as FastNode;
    if (kind !== "chance" && kind !== known.kind) {
      tokens.fault(`${name} is a ${known.kind} node above and a ${kind} here`, at);
    }
    known.domain ??= domain;
    return id;
  }

  #domain(name: string): FiniteDomain | undefined {
    const tokens = this.#tokens;
    const at = tokens.position;
    if (tokens.accept("{")) {
      const states = tokens.until("}", "values", () => {
        const state = tokens.word("a value");
        tokens.accept("|");
        return state;
      });
      if (states.length === 0) tokens.fault(`${name} has no values`, at);
      if (new Set(states).size < states.length) tokens.fault(`${name} lists a value twice`, at);
      return stateDomain(states);
    }
    if (!tokens.accept("[")) return undefined;
    const bounds = tokens.until("]", "values", () => {
      const word = tokens.word("a number");
      tokens.accept(",");
      const value = numberFrom(word);
      return value ?? tokens.fault(`"${word}" is not a number`, tokens.position - 1);
    });
    const [first, second] = bounds;
    if (first === undefined) return tokens.fault(`${name} has no values`, at);
    if (bounds.length > 2) {
      return finiteDomain(
        bounds
          .slice(1)
          .map((high, i) => `[${bounds[i]};${high}${i === bounds.length - 2 ? "]" : "["}`),
      );
    }
    const low = second === undefined ? 0 : first;
    const high = second ?? first - 1;
    if (!Number.isInteger(low) || !Number.isInteger(high) || high < low || high - low > 2 ** 20) {
      tokens.fault(`${name} has no list of whole numbers as values`, at);
    }
    return finiteDomain(Array.from({ length: high - low + 1 }, (_, i) => low + i));
  }
}
