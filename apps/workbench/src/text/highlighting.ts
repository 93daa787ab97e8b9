/**
 * Colours from the library's own lexer, so that highlighting and reading never disagree. Spelling
 * is enough for most tokens; a name that begins a declaration is set apart.
 */
import { RangeSetBuilder } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";
import { parse } from "cidery";
import { session } from "../document.ts";

const CLASSES = {
  keyword: Decoration.mark({ class: "tok-keyword" }),
  number: Decoration.mark({ class: "tok-number" }),
  string: Decoration.mark({ class: "tok-string" }),
  comment: Decoration.mark({ class: "tok-comment" }),
  definition: Decoration.mark({ class: "tok-name tok-definition" }),
  function: Decoration.mark({ class: "tok-function" }),
  type: Decoration.mark({ class: "tok-type" }),
};

const DEFINING = new Set(["chance", "decision", "utility", "agent", "param", "type", "fn"]);
const BUILT_IN = new Set([
  "uniform",
  "bernoulli",
  "categorical",
  "binomial",
  "point",
  "normal",
  "lognormal",
  "beta",
  "exponential",
  "poisson",
  "min",
  "max",
  "abs",
  "floor",
  "ceil",
  "round",
  "sign",
  "sqrt",
  "clamp",
  "exp",
  "log",
  "number",
  "other",
  "sum",
  "product",
  "all",
  "any",
  "count",
]);

/** A longer text is shown plain. */
const LONGEST = 300_000;

export const highlighting = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }
    update(update: ViewUpdate): void {
      if (update.docChanged) this.decorations = decorate(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function decorate(view: EditorView): DecorationSet {
  const text = view.state.doc.toString();
  const builder = new RangeSetBuilder<Decoration>();
  if (text.length > LONGEST) return builder.finish();
  const known = session.state();
  const tree = known.text === text && known.tree !== undefined ? known.tree : parse(text);
  const marks: { from: number; to: number; mark: Decoration }[] = [];
  let previous = "";
  for (const [index, { image, type, start, end }] of tree.tokens.entries()) {
    const mark = kindOf(image, type, previous, tree.tokens[index + 1]?.image);
    previous = image;
    if (mark !== undefined) marks.push({ from: start, to: end, mark });
  }
  for (const { range } of tree.comments) {
    marks.push({ from: range.start, to: range.end, mark: CLASSES.comment });
  }
  marks.sort((a, b) => a.from - b.from);
  for (const { from, to, mark } of marks) {
    if (to > from && to <= text.length) builder.add(from, to, mark);
  }
  return builder.finish();
}

function kindOf(
  image: string,
  type: string,
  previous: string,
  next: string | undefined,
): Decoration | undefined {
  if (type.startsWith("Keyword")) return CLASSES.keyword;
  if (type === "Number") return CLASSES.number;
  if (type === "String" || type === "OpenString") return CLASSES.string;
  if (type !== "Name") return undefined;
  if (DEFINING.has(previous)) return CLASSES.definition;
  if (BUILT_IN.has(image) || next === "(") return CLASSES.function;
  if (image === "bool" || image === "real") return CLASSES.type;
  return undefined;
}
