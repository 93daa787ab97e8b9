/**
 * Copy, paste and duplicate as text: what is copied are the declarations of the selected nodes, so
 * they can be pasted into another model, an editor or a message.
 */
import type { Session } from "./session.ts";
import type { GestureResult } from "./gestures.ts";
import { freshName } from "./freshName.ts";
import { finish, no, withDiagram } from "./gestures.ts";

/** The declarations of the selected nodes, as they are written. */
export function copySelected(session: Session): string {
  const { good, selection } = session.state();
  if (good === undefined) return "";
  const lines: string[] = [];
  for (const name of selection.nodes) {
    const id = good.diagram.idOf(name);
    const range = id === undefined ? undefined : good.diagram.node(id).range;
    if (range === undefined) continue;
    const line = declarationAround(good.text, range.start);
    if (line !== "" && !lines.includes(line)) lines.push(line);
  }
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

/** Adds declarations under fresh names where theirs are taken. */
export function pasteNodes(session: Session, pasted: string): GestureResult {
  return withDiagram(session, (diagram, text) => {
    if (pasted.trim() === "") return no("there is nothing to paste");
    const declared = [...pasted.matchAll(DECLARATION)].map((match) => match[1] as string);
    if (declared.length === 0) {
      return no("what was copied is no part of a model: lines like `chance X` can be pasted");
    }
    const taken = new Set<string>();
    let body = pasted.trim();
    const names: string[] = [];
    for (const name of declared) {
      const fresh = freshName(name, diagram, taken);
      taken.add(fresh);
      names.push(fresh);
      if (fresh !== name) body = renamed(body, name, fresh);
    }
    const gap = text === "" || text.endsWith("\n") ? "" : "\n";
    const result = finish(session, { ok: true, text: `${text}${gap}${body}\n` }, "paste");
    session.select({ nodes: names, edges: [] });
    return result;
  });
}

export function duplicateSelected(session: Session): GestureResult {
  const copied = copySelected(session);
  if (copied === "") return no("select nodes to duplicate");
  const result = pasteNodes(session, copied);
  return result.ok ? { ...result, label: "duplicate" } : result;
}

const DECLARATION = /^[ \t]*(?:chance|decision|utility)[ \t]+([\p{L}_][\p{L}\p{M}\p{N}_]*'*)/gmu;
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

/** Every mention of a name as a whole word. */
function renamed(text: string, from: string, to: string): string {
  const word = new RegExp(String.raw`(?<![\p{L}\p{N}_'])${from}(?![\p{L}\p{N}_'])`, "gu");
  return text.replace(word, to);
}
