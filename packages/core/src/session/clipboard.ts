/**
 * Copy, paste and duplicate as text: what is copied are the declarations of the selected nodes, so
 * they can be pasted into another model, an editor or a message.
 */
import type { TextEdit, TextRange } from "../base/index.ts";
import type { SyntaxTree } from "../language/index.ts";
import type { GestureResult } from "./gesture.ts";
import type { Session } from "./session.ts";
import { declarationsIn, edits, occurrencesIn, parse, writeName } from "../language/index.ts";
import { freshName, takenNames } from "./freshName.ts";
import { finish, refused, withDiagram } from "./gesture.ts";
import { LONGEST_TEXT } from "./session.ts";
import { applyEdits } from "./textChange.ts";

/** The declarations of the selected nodes, as they are written. */
export function copySelected(session: Session): string {
  const { good, selection } = session.state();
  if (good === undefined) return "";
  const lines: string[] = [];
  for (const name of selection.nodes) {
    const id = good.diagram.idOf(name);
    const range = id === undefined ? undefined : good.places.nodes[id];
    if (range === undefined) continue;
    const line = declarationAround(good.text, range.start);
    if (line !== "" && !lines.includes(line)) lines.push(line);
  }
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

/**
 * Adds declarations under fresh names where theirs are taken. Refused when the model would not be
 * sound with them, for example because they mention a node that is not here.
 */
export function pasteNodes(session: Session, pasted: string, label = "paste"): GestureResult {
  return withDiagram(session, (diagram, tree) => {
    if (pasted.trim() === "") return refused("there is nothing to paste");
    if (pasted.length > LONGEST_TEXT) {
      return refused(`what was copied is longer than ${LONGEST_TEXT / 1e6} million characters`);
    }
    const body = pasted.trim();
    const copied = parse(body);
    if (declarationsIn(copied).variables.size === 0) {
      return refused("what was copied is not part of a model: lines like `chance X` can be pasted");
    }
    const { text } = tree;
    const gap = text === "" || text.endsWith("\n") ? "" : "\n";
    const added = {
      range: { start: text.length, end: text.length },
      newText: `${gap}${renamed(copied, takenNames(diagram, tree))}\n`,
    };
    const read = session.read(text + added.newText);
    if (read.diagram === undefined) {
      const error = read.diagnostics.find(({ severity }) => severity === "error");
      return refused(
        `it cannot be pasted here: ${error?.message ?? "the text would have a mistake"}`,
      );
    }
    const made = read.diagram.nodes.filter(({ name }) => diagram.idOf(name) === undefined);
    const result = finish(session, edits.edited([added]), label);
    session.select({ nodes: made.map(({ name }) => name), edges: [] });
    return result;
  });
}

/** Copies the selected nodes under new names, as an edit of the text. */
export function duplicateSelected(session: Session): GestureResult {
  const copied = copySelected(session);
  if (copied === "") return refused("select nodes to duplicate");
  return pasteNodes(session, copied, "duplicate");
}

const ITEM_START =
  /^[ \t]*(?:model|cite|note|topic|agent|param|type|fn|chance|decision|utility|for|if|extends|replace|remove|add|include|claim|\}|\/\/)(?![\p{L}\p{N}_'])/u;

/** The item whose name stands at an offset: from its keyword to the line before the next item. */
function declarationAround(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const lines = text.slice(start).split("\n");
  let count = 1;
  while (
    count < lines.length &&
    !ITEM_START.test(lines[count] ?? "") &&
    lines[count]?.trim() !== ""
  )
    count++;
  const first = (lines[0] ?? "").trimStart();
  return [first, ...lines.slice(1, count)].join("\n").trimEnd();
}

/** The text of a tree in which everything it declares has a name that is not taken. */
function renamed(tree: SyntaxTree, taken: ReadonlySet<string>): string {
  const { variables } = declarationsIn(tree);
  const unusable = new Set([...taken, ...variables.keys()]);
  const changes: TextEdit[] = [];
  for (const [name, items] of variables) {
    if (!taken.has(name)) continue;
    const fresh = freshName(name, unusable);
    unusable.add(fresh);
    // S[2] alone does not speak of S[1]: only what is declared here gets the new name.
    const heads = new Set(items.map(({ nameRange }) => compact(tree.text, nameRange)));
    const isGeneral = [...heads].some((head) =>
      /\[.*[^-\d,\]]/su.test(head.slice(writeName(name).length)),
    );
    for (const { kind, name: mentioned, range } of occurrencesIn(tree)) {
      if (kind !== "variable" || mentioned !== name) continue;
      const index = /^\s*\[[^\]]*\]/u.exec(tree.text.slice(range.end))?.[0] ?? "";
      const end = range.end + index.length;
      if (isGeneral || heads.has(compact(tree.text, { start: range.start, end }))) {
        changes.push({ range, newText: writeName(fresh) });
      }
    }
  }
  return applyEdits(tree.text, changes);
}

function compact(text: string, { start, end }: TextRange): string {
  return text.slice(start, end).replaceAll(/\s/gu, "");
}
