/**
 * Cells of a table that is written as a list, one entry a row: utilities, and which value a row takes.
 * One number alone is a table of one row.
 */
import type { TextRange } from "../../base/index.ts";
import type { SyntaxTree } from "../../language/index.ts";
import type { GoodReading } from "../session.ts";
import { edits } from "../../language/index.ts";

type VariableItem = Extract<SyntaxTree["items"][number], { kind: "variable" }>;
type Expression = NonNullable<VariableItem["mechanism"]>["body"];

/** Where the entry of each row stands; undefined where a formula makes the rows. */
export function listedCells(
  { diagram, tree }: Pick<GoodReading, "diagram" | "tree">,
  name: string,
  rows: number,
): readonly TextRange[] | undefined {
  const found = edits.findVariable(tree, name);
  const mechanism = found.ok ? found.item.mechanism : undefined;
  if (mechanism === undefined || mechanism.sign !== "=" || diagram.idOf(name) === undefined)
    return undefined;
  const { body } = mechanism;
  const leaves = body.kind === "list" ? leavesOf(body) : isPlain(body) ? [body] : [];
  return leaves.length === rows && rows > 0 ? leaves.map(({ range }) => range) : undefined;
}

function leavesOf(e: Expression): Expression[] {
  return e.kind === "list" ? e.items.flatMap(leavesOf) : [e];
}

/** A number, perhaps with a sign, or a value by its name. */
function isPlain(e: Expression): boolean {
  return (
    e.kind === "number" ||
    e.kind === "label" ||
    (e.kind === "unary" && e.operand.kind === "number") ||
    (e.kind === "name" && (e.text === "true" || e.text === "false"))
  );
}
