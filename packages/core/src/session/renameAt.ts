/**
 * Renaming whatever name stands at a place of the text: variables with their pins and selection,
 * and parameters, agents, types, functions, labels and indices at every place they are meant.
 */
import type { Occurrence, SyntaxTree } from "../language/index.ts";
import type { GestureResult } from "./gesture.ts";
import type { Session } from "./session.ts";
import { edits, occurrencesIn, writeName, writeValue } from "../language/index.ts";
import { finish, refused, withDiagram } from "./gesture.ts";
import { renameNode } from "./gestures.ts";

const WORDS: Partial<Readonly<Record<Occurrence["kind"], string>>> = {
  parameter: "parameter",
  agent: "agent",
  type: "type",
  function: "function",
  label: "value",
  local: "index",
};

/** The name at an offset that can be renamed, if there is one. */
export function nameAt(tree: SyntaxTree, offset: number): Occurrence | undefined {
  return occurrencesIn(tree).find(
    ({ kind, range }) =>
      range.start <= offset &&
      offset <= range.end &&
      (kind === "variable" || WORDS[kind] !== undefined),
  );
}

/** Renames what stands at a place, everywhere it is meant. */
export function renameAt(session: Session, offset: number, to: string): GestureResult {
  return withDiagram(session, (_, tree) => {
    const found = nameAt(tree, offset);
    if (found === undefined) return refused("nothing to rename here");
    if (found.kind === "variable") return renameNode(session, found.name, to);
    if (found.name === to) return { ok: true, label: "keep the name" };
    if (to.trim() === "" && found.kind !== "label") return refused("a name cannot be empty");
    const all = occurrencesIn(tree);
    const other = all.find(({ name, kind }) => name === to && kind !== "unknown");
    if (other !== undefined) return refused(`${to} is the name of something else here already`);
    const changes = all
      .filter((one) => sameThing(one, found))
      .map(({ range }) => ({
        range,
        newText: found.kind === "label" ? writeValue(to) : writeName(to),
      }));
    const label = `rename the ${WORDS[found.kind]} ${found.name} to ${to}`;
    return finish(session, edits.edited(changes), label);
  });
}

/** Indices and arguments of one name may be different things: where they were introduced tells. */
function sameThing(one: Occurrence, found: Occurrence): boolean {
  return (
    one.name === found.name &&
    one.kind === found.kind &&
    one.definition?.start === found.definition?.start
  );
}
