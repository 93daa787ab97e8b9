/**
 * What is written in a node: `S[2]` becomes S with subscript 2, `Theta_T[2]` becomes Θ with
 * superscript T and subscript 2, `H'` keeps its prime, a display text is broken into lines.
 */
import type { DiagramNode, InfluenceDiagram } from "../model/index.ts";
import { textWidth } from "./textWidth.ts";

export interface NodeLabel {
  readonly lines: readonly string[];
  readonly superscript: string;
  readonly subscript: string;
  /** Set as a symbol (italic), not as words. */
  readonly symbol: boolean;
}

export interface LabelOptions {
  /** Show display texts where there are some ("text", the default) or always names ("name"). */
  readonly labels?: "text" | "name";
  /** Write `Theta` as Θ. Default true. */
  readonly greek?: boolean;
}

export const WORD_SIZE = 14;
export const SYMBOL_SIZE = 18;
/** Size of sub- and superscripts, as a share of the text they belong to. */
export const SCRIPT_SHARE = 0.68;
export const LINE_HEIGHT = 1.2;

const LONGEST_LINE = 108;
/** A diamond grows fast with the length of its lines. */
const LONGEST_UTILITY_LINE = 76;
/** Letters of a text that are drawn; a longer one ends in an ellipsis. */
const MOST_LETTERS = 240;
/** Names up to this length are set as symbols, when all of them are that short. */
const LONGEST_SYMBOL = 3;

const GREEK_NAMES = [
  "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho",
  "sigma tau upsilon phi chi psi omega",
]
  .join(" ")
  .split(" ");
const GREEK_LETTERS = Array.from("αβγδεζηθικλμνξοπρστυφχψω");

/** The labels of all nodes: symbols throughout if every name is short, words otherwise. */
export function nodeLabels(diagram: InfluenceDiagram, options: LabelOptions = {}): NodeLabel[] {
  const greek = options.greek ?? true;
  const names = diagram.nodes.map((node) => splitName(node, greek));
  const texts = options.labels === "name" ? [] : displayTexts(diagram);
  const symbols = names.every(
    (name, v) => texts[v] !== undefined || Array.from(name.base).length <= LONGEST_SYMBOL,
  );
  return names.map((name, v) => {
    const goal = diagram.node(v).kind === "utility" ? LONGEST_UTILITY_LINE : LONGEST_LINE;
    const text = texts[v];
    if (text !== undefined) {
      const { words, subscript } = text;
      return { lines: wrapped(words, goal), superscript: "", subscript, symbol: false };
    }
    const base = name.base + name.primes;
    const both = name.suffix !== "" && name.indices !== "";
    return {
      lines: symbols ? [base] : wrapped(shortened(base.replaceAll("_", " ")), goal),
      superscript: both ? name.suffix : "",
      subscript: both ? name.indices : name.suffix + name.indices,
      symbol: symbols,
    };
  });
}

interface DisplayText {
  readonly words: string;
  readonly subscript: string;
}

/**
 * Display texts with the indices that are needed to tell apart the instances they are shared by.
 */
function displayTexts(diagram: InfluenceDiagram): (DisplayText | undefined)[] {
  const words = diagram.nodes.map(({ id }) => shortened(diagram.labelOf(id)));
  const sharing = new Map<string, (readonly number[])[]>();
  const keyOf = (v: number): string => `${diagram.node(v).instance?.template} ${words[v]}`;
  for (const { id, instance } of diagram.nodes) {
    if (instance === undefined) continue;
    const group = sharing.get(keyOf(id));
    if (group === undefined) sharing.set(keyOf(id), [instance.indices]);
    else group.push(instance.indices);
  }
  return diagram.nodes.map(({ id, instance }) => {
    const text = words[id];
    if (text === undefined) return undefined;
    const group = sharing.get(keyOf(id)) ?? [];
    const varying = (instance?.indices ?? []).filter((index, position) =>
      group.some((indices) => indices[position] !== index),
    );
    return { words: text, subscript: varying.join(",") };
  });
}

/** A name in parts: letters, what follows as suffix (`_T`, `2`), primes, indices. */
interface NameParts {
  readonly base: string;
  readonly suffix: string;
  readonly primes: string;
  readonly indices: string;
}

function splitName(node: DiagramNode, greek: boolean): NameParts {
  const bracket = /^(.*?)\[(.*)\]$/su.exec(node.name);
  const whole = bracket?.[1] ?? node.name;
  const indices = (bracket?.[2] ?? "").replaceAll(" ", "");
  const primed = /^(.*?)('*)$/su.exec(whole);
  const primes = "′".repeat(primed?.[2]?.length ?? 0);
  const stem = primed?.[1] ?? whole;
  const parts = /^(\p{L}+)(?:_(\p{L}{1,8}|\d{1,3})|(\d{1,3}))$/su.exec(stem);
  const letters = parts?.[1] ?? stem;
  const suffix = parts?.[2] ?? parts?.[3] ?? "";
  const base = greek ? greekLetter(letters) : letters;
  // `human_1` reads as words, `A1` and `V_robot` as a symbol with a subscript.
  if (suffix !== "" && !isSymbol(base)) return { base: stem, suffix: "", primes, indices };
  return { base, suffix, primes, indices };
}

function isSymbol(base: string): boolean {
  return Array.from(base).length <= 2;
}

function greekLetter(name: string): string {
  const at = GREEK_NAMES.indexOf(name.toLowerCase());
  const letter = GREEK_LETTERS[at];
  if (letter === undefined) return name;
  if (name === name.toLowerCase()) return letter;
  const capital = (name[0] ?? "") + name.slice(1).toLowerCase();
  return capital === name ? letter.toUpperCase() : name;
}

/** As much of a text as is drawn; no node grows beyond any page. */
function shortened<T extends string | undefined>(text: T): T | string {
  if (text === undefined || text.length <= MOST_LETTERS) return text;
  const letters = Array.from(text.slice(0, 2 * MOST_LETTERS));
  const drawn = letters.slice(0, MOST_LETTERS).join("").trimEnd();
  return letters.length <= MOST_LETTERS ? text : `${drawn}…`;
}

/** Lines of about equal width, broken at spaces. */
function wrapped(text: string, longest: number): string[] {
  const words = text.split(/\s+/u).filter((word) => word !== "");
  const total = textWidth(words.join(" "), WORD_SIZE);
  const count = Math.max(1, Math.ceil(total / longest));
  const goal = total / count;
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    const longer = line === "" ? word : `${line} ${word}`;
    const over = textWidth(longer, WORD_SIZE) - goal;
    const under = goal - textWidth(line, WORD_SIZE);
    if (line !== "" && over > 0 && over > under) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line !== "" || lines.length === 0) lines.push(line);
  return lines;
}

/** Width and height of a label as it will be set. */
export function labelSize(label: NodeLabel): { readonly width: number; readonly height: number } {
  const size = label.symbol ? SYMBOL_SIZE : WORD_SIZE;
  const script = Math.max(
    textWidth(label.subscript, size * SCRIPT_SHARE),
    textWidth(label.superscript, size * SCRIPT_SHARE),
  );
  let width = 0;
  for (const [index, line] of label.lines.entries()) {
    const extra = index === label.lines.length - 1 ? script : 0;
    width = Math.max(width, textWidth(line, size) + extra);
  }
  return { width, height: label.lines.length * size * LINE_HEIGHT };
}

/** The label in one line of plain text, for tooltips and legends. */
export function plainLabel(label: NodeLabel): string {
  const superscript = label.superscript === "" ? "" : `^${label.superscript}`;
  const subscript = label.subscript === "" ? "" : `_${label.subscript}`;
  return label.lines.join(" ") + superscript + subscript;
}
