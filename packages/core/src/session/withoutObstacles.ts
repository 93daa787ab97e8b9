/**
 * Making room for a change of arrows: replaces the mechanisms of some variables by the list of
 * their parents (`from A, B`, domains stay), and drops claims about variables that will be gone.
 * Never done silently: gestures offer it, and say whose mechanisms and how many claims it costs.
 */
import type { TextEdit } from "../base/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { StepRow, SyntaxTree } from "../language/index.ts";
import { keptComments, withoutMechanisms } from "../language/index.ts";
import { endsOf, rowTitle } from "./stepEnds.ts";
import { called } from "./called.ts";

export interface Cleared {
  readonly edits: readonly TextEdit[];
  /** What it costs, in words: `the mechanism of clicks and 2 claims`; empty when nothing. */
  readonly cost: string;
}

/** Undefined when one of the mechanisms stands in a loop, where it belongs to several nodes. */
export function withoutObstacles(
  tree: SyntaxTree,
  diagram: InfluenceDiagram,
  wish: {
    readonly mechanismsOf: readonly string[];
    /** Nodes of a picture of one step: their declarations lose their mechanisms in every step. */
    readonly everyStepOf?: readonly string[];
    readonly claimsAbout: readonly string[];
  },
): Cleared | undefined {
  const edits: TextEdit[] = [];
  const names: string[] = [];
  const taken = new Set<number>();
  for (const name of new Set(wish.mechanismsOf)) {
    const found = mechanismEdit(tree, diagram, name);
    if (found === "in a loop") return undefined;
    if (found === undefined) continue;
    edits.push(found.edit);
    taken.add(found.mechanism);
    names.push(name);
  }
  const gone = new Set(wish.claimsAbout);
  const claims = spokenEdits(tree, gone, CLAIMS);
  const steps = spokenEdits(tree, gone, STEPS);
  const rows: StepRow[] = [];
  for (const name of new Set(wish.everyStepOf)) {
    const ends = endsOf(diagram, name, name);
    if (ends === undefined) return undefined;
    rows.push(ends.to.row);
  }
  const cleared = withoutMechanisms(tree, rows, taken).filter((one) => one.edits.length > 0);
  const cost = [
    mechanisms(names.map((name) => called(diagram, name))),
    several(claims.length, "claim"),
    several(steps.length, "step"),
    mechanisms(cleared.map(({ row }) => rowTitle(diagram, row))),
  ];
  return {
    edits: [...edits, ...claims, ...steps, ...cleared.flatMap((one) => one.edits)],
    cost: cost.filter((part) => part !== "").join(" and "),
  };
}

const CLAIMS: ReadonlySet<string> = new Set(["claim"]);
const STEPS: ReadonlySet<string> = new Set(["story", "ask"]);

function several(count: number, what: string): string {
  return count === 0 ? "" : count === 1 ? `a ${what}` : `${count} ${what}s`;
}

function mechanisms(names: readonly string[]): string {
  return names.length === 0 ? "" : `the mechanism of ${names.join(" and ")}`;
}

function mechanismEdit(
  tree: SyntaxTree,
  diagram: InfluenceDiagram,
  name: string,
): { readonly edit: TextEdit; readonly mechanism: number } | "in a loop" | undefined {
  const id = diagram.idOf(name);
  if (id === undefined) return undefined;
  const node = diagram.node(id);
  if (node.kind === "decision" || node.mechanism.kind === "unspecified") return undefined;
  const item = tree.items.find((one) => one.kind === "variable" && one.name.text === name);
  if (item?.kind !== "variable" || item.indices.length > 0 || item.mechanism === undefined) {
    return "in a loop";
  }
  const parents = node.parents.map((parent) => diagram.node(parent).name).join(", ");
  const newText = item.from !== undefined || parents === "" ? "" : `from ${parents}`;
  const { range } = item.mechanism;
  // Without a list to put in its place, the space before the mechanism goes too.
  const start = newText === "" ? tree.text.slice(0, range.start).trimEnd().length : range.start;
  const replaced = { start, end: range.end };
  const edit = { range: replaced, newText: newText + keptComments(tree, replaced) };
  return { edit, mechanism: range.start };
}

/** Takes the claims or steps away that speak of what is gone. */
function spokenEdits(
  tree: SyntaxTree,
  gone: ReadonlySet<string>,
  kinds: ReadonlySet<string>,
): TextEdit[] {
  const { text } = tree;
  return tree.items.flatMap((item): TextEdit[] => {
    if (!kinds.has(item.kind)) return [];
    const speaks = tree.tokens.some(
      ({ image, start }) => start >= item.range.start && start < item.range.end && gone.has(image),
    );
    if (!speaks) return [];
    const lineEnd = text.indexOf("\n", item.range.end);
    const start = text.lastIndexOf("\n", item.range.start - 1) + 1;
    const alone = text.slice(start, item.range.start).trim() === "";
    return [
      {
        range: {
          start: alone ? start : item.range.start,
          end: alone && lineEnd !== -1 ? lineEnd + 1 : item.range.end,
        },
        newText: "",
      },
    ];
  });
}
